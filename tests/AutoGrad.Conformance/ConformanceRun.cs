namespace AutoGrad.Conformance;

/// <summary>Runs cases and says how each ended.</summary>
public static class ConformanceRun
{
    /// <summary>Runs a case.</summary>
    public static Outcome Run(GoldenCase golden)
    {
        if (golden is DamagedCase damaged)
            return new(golden, OutcomeKind.Failed, [damaged.Problem]);
        var deviations = new List<Deviation>();
        var parameters = golden.Parameters.Watched();
        try
        {
            if (MismatchesOf(golden with { Parameters = parameters }, deviations) is not { } mismatches)
                return new(golden, OutcomeKind.Skipped, [$"the {KindOf(golden)} '{golden.Name}' is unknown"]);
            string[] unread = [.. parameters.Unread];
            if (unread.Length > 0)
                return new(golden, OutcomeKind.Skipped, [$"'{golden.Name}' has no parameter '{string.Join("', '", unread)}' here"]);
            return mismatches.Count > 0
                ? new(golden, OutcomeKind.Failed, [.. mismatches.Select(mismatch => $"{mismatch.Tensor}: {mismatch.Description}")])
                : new(golden, OutcomeKind.Passed, [.. deviations.Select(deviation => $"differs from PyTorch on purpose: {deviation.Reason}")]);
        }
        // Whatever goes wrong in a case is that case's failure, and the others still run.
        catch (Exception problem)
        {
            return new(golden, OutcomeKind.Failed, [$"{problem.GetType().Name}: {problem.Message}"]);
        }
    }

    private static IReadOnlyList<Mismatch>? MismatchesOf(GoldenCase golden, List<Deviation> deviations) => golden switch
    {
        GraphCase graph => GraphTable.Find(graph.Name) is { } function ? GraphCheck.Run(graph, function, deviations) : null,
        OptimizerCase run => OptimizerTable.All.TryGetValue(run.Name, out var create) ? OptimizerReplay.Run(run, create(run.Parameters)) : null,
        ScheduleCase schedule => ScheduleTable.All.TryGetValue(schedule.Name, out var create) ? ScheduleReplay.Run(schedule, create(schedule.Parameters)) : null,
        _ => throw new InvalidOperationException($"{golden.GetType().Name} is no kind of case."),
    };

    private static string KindOf(GoldenCase golden) => golden switch
    {
        GraphCase => "function",
        OptimizerCase => "optimizer",
        _ => "schedule",
    };
}
