namespace AutoGrad;

/// <summary>How long every phase of every step took in a run, in ticks of the stopwatch.</summary>
/// <param name="steps">The steps that run.</param>
internal sealed class RunTimes(IReadOnlyList<Step> steps)
{
    private readonly long[][] phases = [.. steps.Select(step => new long[step.Kernel.PhaseCount])];

    /// <summary>The time of each phase of a step.</summary>
    public long[] Phases(int step) => phases[step];
}
