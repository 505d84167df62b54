namespace AutoGrad.Conformance;

/// <summary>A schedule asked for the learning rate of each step.</summary>
public static class ScheduleReplay
{
    private const double Tolerance = 1e-9;

    /// <summary>What differs; empty if nothing does.</summary>
    public static IReadOnlyList<Mismatch> Run(ScheduleCase golden, Func<int, double> rateOf) =>
        Mismatch.Between("rates", golden.Rates, [.. Enumerable.Range(0, golden.Rates.Length).Select(rateOf)], static _ => Tolerance) is { } mismatch ? [mismatch] : [];
}
