namespace AutoGrad.Conformance;

/// <summary>A schedule asked for the learning rate of each step.</summary>
public static class ScheduleReplay
{
    /// <summary>What differs; empty if nothing does.</summary>
    public static IReadOnlyList<Mismatch> Run(ScheduleCase golden, Schedule schedule, double tolerance = 1e-9) =>
        Mismatch.Between("rates", golden.Rates, [.. Enumerable.Range(0, golden.Rates.Length).Select(step => schedule.Rate(step))], _ => tolerance) is { } mismatch ? [mismatch] : [];
}
