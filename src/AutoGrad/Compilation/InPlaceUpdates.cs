namespace AutoGrad;

/// <summary>
/// Lets the kernel that computes a parameter's new value write it where the parameter lies, if nothing reads the old value after it, and
/// neither it nor anything after it can fail: a run that does leaves every parameter as it was.
/// </summary>
internal static class InPlaceUpdates
{
    /// <summary>The steps without the assignments that are not needed any more.</summary>
    /// <param name="steps">The steps in the order in which they run.</param>
    /// <param name="kept">Results that are fetched, and so belong to nobody else.</param>
    public static IReadOnlyList<Step> Apply(IReadOnlyList<Step> steps, IReadOnlyCollection<Storage> kept)
    {
        var writers = new Dictionary<Storage, int>();
        var lastReads = new Dictionary<Storage, int>();
        var reads = new Dictionary<Storage, int>();
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (var input in steps[i].Inputs)
            {
                reads[input.Storage] = reads.GetValueOrDefault(input.Storage) + 1;
                if (!steps[i].IsAssignment || input.Storage.Kind == StorageKind.Parameter)
                    lastReads[input.Storage] = i;
            }
            foreach (var output in steps[i].Outputs)
                writers[output] = i;
        }

        int lastThatFails = LastThatFails(steps);
        Step?[] results = [.. steps];
        foreach (var assignment in steps.Where(step => step.IsAssignment))
        {
            var (value, parameter) = (assignment.Inputs[0], assignment.Outputs[0]);
            if (value.Storage.Kind != StorageKind.Arena || !value.IsWhole || reads[value.Storage] != 1 || kept.Contains(value.Storage))
                continue;
            int writer = writers[value.Storage];
            int lastRead = lastReads.GetValueOrDefault(parameter, -1);
            if (steps[writer].Outputs.Length != 1 || writer <= lastThatFails || lastRead > writer || (lastRead == writer && !steps[writer].CanOverwrite(parameter)))
                continue;
            results[writer] = steps[writer] with { Outputs = [parameter] };
            results[writers[parameter]] = null;
        }
        return [.. results.OfType<Step>()];
    }

    // Not counting those that look at the same indices as a step before them.
    private static int LastThatFails(IReadOnlyList<Step> steps)
    {
        var seen = new HashSet<(Storage, int)>();
        int last = -1;
        for (int i = 0; i < steps.Count; i++)
        {
            bool isSeen = steps[i].Kernel.Check is { } check && steps[i].Inputs[check.Input] is { IsWhole: true } indices && !seen.Add((indices.Storage, check.Extent));
            if (steps[i].Kernel.CanFail && !isSeen)
                last = i;
        }
        return last;
    }
}
