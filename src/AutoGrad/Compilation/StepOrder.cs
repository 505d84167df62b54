namespace AutoGrad;

/// <summary>Orders steps: what is read is written before, and a parameter is written when nothing reads its old values any more.</summary>
internal static class StepOrder
{
    /// <summary>The steps in an order in which they can run; of those that can run next, the one that was built first.</summary>
    /// <param name="steps">The steps, each after those whose results it reads.</param>
    /// <param name="updated">Parameters that steps write.</param>
    /// <exception cref="InvalidOperationException">Steps wait for one another.</exception>
    public static IReadOnlyList<Step> Of(IReadOnlyList<Step> steps, IReadOnlySet<Storage> updated)
    {
        var followers = Followers(steps, updated, out int[] waitsFor);
        var ready = new PriorityQueue<int, int>();
        for (int i = 0; i < steps.Count; i++)
            if (waitsFor[i] == 0)
                ready.Enqueue(i, i);
        var ordered = new List<Step>();
        while (ready.TryDequeue(out int next, out _))
        {
            ordered.Add(steps[next]);
            foreach (int follower in followers[next])
                if (--waitsFor[follower] == 0)
                    ready.Enqueue(follower, follower);
        }
        return ordered.Count == steps.Count
            ? ordered
            : throw new InvalidOperationException(
                $"The steps {string.Join(", ", steps.Except(ordered).Select(step => step.Name))} wait for one another: parameters that exchange their values must be read into memory of their own first.");
    }

    private static List<int>[] Followers(IReadOnlyList<Step> steps, IReadOnlySet<Storage> updated, out int[] waitsFor)
    {
        var followers = new List<int>[steps.Count];
        var waiting = new int[steps.Count];
        var writer = new Dictionary<Storage, int>();
        for (int i = 0; i < steps.Count; i++)
        {
            followers[i] = [];
            foreach (var output in steps[i].Outputs)
                writer[output] = i;
        }
        for (int i = 0; i < steps.Count; i++)
            foreach (var storage in steps[i].Inputs.SelectMany(input => input.After.Prepend(input.Storage)))
            {
                if (!writer.TryGetValue(storage, out int other) || other == i)
                    continue;
                var (before, after) = updated.Contains(storage) ? (i, other) : (other, i);
                followers[before].Add(after);
                waiting[after]++;
            }
        waitsFor = waiting;
        return followers;
    }
}
