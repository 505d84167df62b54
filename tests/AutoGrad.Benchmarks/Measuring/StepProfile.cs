using System.Diagnostics;
using System.Globalization;

namespace AutoGrad.Benchmarks;

/// <summary>Where the time of a step goes: the slowest of its kernels, with how fast they compute and move memory.</summary>
internal static class StepProfile
{
    private const int Slowest = 15, WarmUps = 3;
    private static readonly string[] Columns = ["µs", "share", "GFLOP/s", "GB/s", "kernel", "result", "fused", "layer"];

    /// <summary>Tables of the medians of so many runs, of the slowest kernels and of all kernels by their names; a loop is one kernel.</summary>
    public static string Write(StepWorkload workload, int threads, int runs)
    {
        var compiled = workload.Compile(threads).Fed();
        var steps = compiled.Executable.Steps;
        var ticks = new long[runs][];
        for (int run = -WarmUps; run < runs; run++)
        {
            var times = new long[steps.Count];
            compiled.Run(times);
            if (run >= 0)
                ticks[run] = times;
        }
        double[] medians = [.. steps.Select((_, i) => Median(ticks.Select(times => times[i])))];
        double total = medians.Sum();
        var slowest = Enumerable.Range(0, steps.Count).OrderByDescending(i => medians[i]).Take(Slowest).ToArray();
        double shown = slowest.Sum(i => medians[i]);
        string table = AlignedTable.Write(
            Columns,
            [.. slowest.Select(i => Row(steps[i], medians[i], total))],
            [
                [Number(total - shown), Share(total - shown, total), "", "", $"{steps.Count - slowest.Length} others", "", "", ""],
                [Number(total), "", "", "", $"{workload.Name}, {threads} {(threads == 1 ? "thread" : "threads")}", "", "", ""],
            ],
            static column => column < 4);
        var kinds = Enumerable.Range(0, steps.Count).GroupBy(i => steps[i].Name).Select(kind => (kind.Key, Count: kind.Count(), Time: kind.Sum(i => medians[i]))).OrderByDescending(kind => kind.Time);
        string byName = string.Join(", ", kinds.Take(Slowest).Select(kind => $"{kind.Count} {kind.Key} {Share(kind.Time, total)}"));
        return $"{table}\n{byName}\n";
    }

    private static string[] Row(Step step, double microseconds, double total)
    {
        ExplainedKernel[] kernels = [.. Explainer.Explain(step, runs: 1)];
        var largest = kernels.MaxBy(kernel => kernel.Flops)!;
        double perSecond = 1e-3 / Math.Max(microseconds, 1e-3);
        return
        [
            Number(microseconds),
            Share(microseconds, total),
            Number(kernels.Sum(kernel => kernel.Flops) * perSecond),
            Number(kernels.Sum(kernel => kernel.BytesRead + kernel.BytesWritten) * perSecond),
            step.Loop is null ? step.Name : $"{step.Name} of {kernels.Length} kernels",
            $"{largest.ElementType.Text} {largest.Shape}",
            largest.Fused.Count < 2 ? "" : string.Join(", ", largest.Fused.Take(6)) + (largest.Fused.Count > 6 ? ", …" : ""),
            largest.Layer ?? "",
        ];
    }

    private static double Median(IEnumerable<long> ticks)
    {
        long[] sorted = [.. ticks.Order()];
        return sorted[sorted.Length / 2] * 1e6 / Stopwatch.Frequency;
    }

    private static string Number(double number) => number.ToString("#,0.0", CultureInfo.InvariantCulture);

    private static string Share(double part, double total) => string.Create(CultureInfo.InvariantCulture, $"{100 * part / total:0.0} %");
}
