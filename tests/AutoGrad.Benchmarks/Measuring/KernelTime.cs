using AutoGrad.Kernels;

namespace AutoGrad.Benchmarks;

/// <summary>A kernel of a step, one inside a loop by itself, with the time that it took in a run.</summary>
internal sealed record KernelTime(Step Step, int Runs, long Ticks)
{
    /// <summary>Of every kernel that ran, in the order of the plan.</summary>
    public static IEnumerable<KernelTime> Of(IReadOnlyList<Step> steps, RunTimes times)
    {
        for (int i = 0; i < steps.Count; i++)
            if (steps[i] is { Loop: { } loop, Node.Operation: ScanOperation scan })
                foreach (var time in Of(loop, scan.Steps, times.Phases(i)))
                    yield return time;
            else
                yield return new(steps[i], 1, times.Phases(i).Sum());
    }

    private static IEnumerable<KernelTime> Of(LoopPlan loop, int iterations, long[] phases)
    {
        (Step Step, int Runs)[] kernels = [.. loop.Once.Where(Works).Select(step => (step, 1)), .. loop.Repeated.Where(Works).Select(step => (step, iterations))];
        var ticks = new long[kernels.Length];
        for (int phase = 0; phase < phases.Length; phase++)
            ticks[loop.Kernel.KernelOf(phase)] += phases[phase];
        return kernels.Zip(ticks, (kernel, time) => new KernelTime(kernel.Step, kernel.Runs, time));
    }

    private static bool Works(Step step) => step.Kernel.PhaseCount > 0;
}
