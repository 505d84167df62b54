using System.Diagnostics;
using System.Globalization;

namespace AutoGrad.Benchmarks;

/// <summary>Where the time of a step goes: the slowest of its kernels, with how fast they compute and move memory.</summary>
internal static class StepProfile
{
    private const int Slowest = 15, WarmUps = 3;
    private static readonly string[] Columns = ["µs", "share", "GFLOP/s", "GB/s", "kernel", "result", "fused", "layer"];

    /// <summary>A table of the medians of so many runs, of the slowest kernels, and a line with all kernels by their names.</summary>
    public static string Write(StepWorkload workload, int threads, int runs)
    {
        var times = Measure(workload.Compile(threads).Fed(), runs);
        double total = times.Sum(Microseconds);
        KernelTime[] slowest = [.. times.OrderByDescending(time => time.Ticks).Take(Slowest)];
        double others = total - slowest.Sum(Microseconds);
        string table = AlignedTable.Write(
            Columns,
            [.. slowest.Select(time => Row(time, total))],
            [
                [Number(others), Share(others, total), "", "", $"{times.Length - slowest.Length} others", "", "", ""],
                [Number(total), "", "", "", $"{workload.Name}, {threads} {(threads == 1 ? "thread" : "threads")}", "", "", ""],
            ],
            static column => column < 4);
        var kinds = times.GroupBy(time => time.Step.Name).Select(kind => (Name: kind.Key, Count: kind.Count(), Time: kind.Sum(Microseconds))).OrderByDescending(kind => kind.Time);
        return $"{table}\n{string.Join(", ", kinds.Take(Slowest).Select(kind => $"{kind.Count} {kind.Name} {Share(kind.Time, total)}"))}\n";
    }

    private static KernelTime[] Measure(CompiledStep compiled, int runs)
    {
        var steps = compiled.Executable.Steps;
        var measured = new KernelTime[runs][];
        for (int run = -WarmUps; run < runs; run++)
        {
            var times = new RunTimes(steps);
            compiled.Run(times);
            if (run >= 0)
                measured[run] = [.. KernelTime.Of(steps, times)];
        }
        return [.. measured[0].Select((kernel, i) => kernel with { Ticks = measured.Select(times => times[i].Ticks).Order().ElementAt(runs / 2) })];
    }

    private static string[] Row(KernelTime time, double total)
    {
        ExplainedKernel[] kernels = [.. Explainer.Explain(time.Step, time.Runs)];
        var largest = kernels.MaxBy(kernel => kernel.Flops)!;
        double perSecond = 1e-3 / Math.Max(Microseconds(time), 1e-3);
        return
        [
            Number(Microseconds(time)),
            Share(Microseconds(time), total),
            Number(kernels.Sum(kernel => kernel.Flops) * perSecond),
            Number(kernels.Sum(kernel => kernel.BytesRead + kernel.BytesWritten) * perSecond),
            time.Runs == 1 ? time.Step.Name : $"{time.Step.Name} ×{time.Runs}",
            $"{largest.ElementType.Text} {largest.Shape}",
            largest.Fused.Count < 2 ? "" : string.Join(", ", largest.Fused.Take(6)) + (largest.Fused.Count > 6 ? ", …" : ""),
            largest.Layer ?? "",
        ];
    }

    private static double Microseconds(KernelTime time) => time.Ticks * 1e6 / Stopwatch.Frequency;

    private static string Number(double number) => number.ToString("#,0.0", CultureInfo.InvariantCulture);

    private static string Share(double part, double total) => string.Create(CultureInfo.InvariantCulture, $"{100 * part / total:0.0} %");
}
