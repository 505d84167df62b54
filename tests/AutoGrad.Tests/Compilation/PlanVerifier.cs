namespace AutoGrad.Tests;

/// <summary>Checks a plan from outside, and an iteration of every loop in it: everything is read where and when it lies there, and nothing is overwritten while it is needed.</summary>
internal static class PlanVerifier
{
    public static void Verify(Plan plan)
    {
        // What the bytes of the arena hold, as the steps run.
        var alive = new List<Storage>();
        var updated = new HashSet<Storage>();
        var lastUse = LastUses(plan);
        for (int i = 0; i < plan.Steps.Count; i++)
        {
            var step = plan.Steps[i];
            if (step.Loop is { } loop)
                Verify(new([.. loop.Once, .. loop.Repeated], [], new Dictionary<Node, TensorView>(), new Dictionary<Node, Storage>(), loop.WorkspaceBytes, []));
            foreach (var input in step.Inputs)
            {
                Assert.True(input.Storage.Kind != StorageKind.Arena || input.Storage.Bytes == 0 || alive.Contains(input.Storage), $"step {i} ({step.Name}) reads what is not there.");
                Assert.True(!updated.Contains(input.Storage), $"step {i} ({step.Name}) reads a parameter after its update.");
            }
            foreach (var written in step.Outputs)
            {
                if (written.Kind == StorageKind.Parameter)
                    Assert.True(updated.Add(written), $"step {i} ({step.Name}) updates a parameter a second time.");
                if (written.Kind != StorageKind.Arena || written.Bytes == 0)
                    continue;
                Assert.True(written.Offset >= 0 && written.Offset % 64 == 0 && written.Offset + written.Bytes <= plan.ArenaBytes, $"step {i} ({step.Name}) writes outside the arena.");
                foreach (var other in alive.Where(other => Overlap(other, written)).ToArray())
                {
                    bool diesHere = lastUse[other] == i && step.Inputs.Any(input => input.Storage == other);
                    Assert.True(
                        other.Kind == StorageKind.Arena && diesHere && step.CanOverwrite(other) && other.Offset == written.Offset,
                        $"step {i} ({step.Name}) overwrites what is still needed.");
                    alive.Remove(other);
                }
                alive.Add(written);
            }
            alive.RemoveAll(storage => lastUse.GetValueOrDefault(storage, -1) <= i);
        }
        Assert.All(plan.Outputs.Values, view => Assert.True(view.Storage.Kind == StorageKind.Constant || alive.Contains(view.Storage) || view.Storage.Bytes == 0));
    }

    /// <summary>The bytes of the arena that are needed at once, at the step where they are most.</summary>
    public static long MostAliveBytes(Plan plan)
    {
        var lastUse = LastUses(plan);
        long alive = 0, most = 0;
        var dying = new Dictionary<int, long>();
        for (int i = 0; i < plan.Steps.Count; i++)
        {
            foreach (var written in plan.Steps[i].Outputs.Where(storage => storage.Kind == StorageKind.Arena))
            {
                alive += written.Bytes;
                int last = Math.Max(i, lastUse.GetValueOrDefault(written, -1));
                dying[last] = dying.GetValueOrDefault(last) + written.Bytes;
            }
            most = Math.Max(most, alive);
            alive -= dying.GetValueOrDefault(i);
        }
        return most;
    }

    private static Dictionary<Storage, int> LastUses(Plan plan)
    {
        var uses = new Dictionary<Storage, int>();
        for (int i = 0; i < plan.Steps.Count; i++)
            foreach (var input in plan.Steps[i].Inputs)
                uses[input.Storage] = i;
        foreach (var view in plan.Outputs.Values)
            uses[view.Storage] = int.MaxValue;
        return uses;
    }

    private static bool Overlap(Storage a, Storage b) =>
        a.Bytes > 0 && b.Bytes > 0 && a.Offset < b.Offset + b.Bytes && b.Offset < a.Offset + a.Bytes;
}
