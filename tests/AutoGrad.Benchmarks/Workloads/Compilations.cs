using System.Diagnostics;

namespace AutoGrad.Benchmarks;

/// <summary>How long it takes from a model to its compiled step: trace, differentiate, compile; and how that grows with the graph.</summary>
internal static class Compilations
{
    private const int Processes = 3, Repetitions = 10;

    /// <summary>Each step, first in a process of its own and again in this one, then graphs of more and more nodes.</summary>
    public static IEnumerable<Benchmark> Benchmarks =>
    [
        .. Steps.All.SelectMany(workload => new Benchmark[]
        {
            new(Name(workload, "first"), Processes, (benchmark, threads) =>
                ChildProcess.Median(benchmark.Name, benchmark.Runs, ["compile", "--once", "--filter", workload.Name, "--threads", $"{threads}"])),
            new(Name(workload, "again"), Repetitions, (benchmark, threads) => Again(benchmark, threads, () => Compilation(workload, threads))),
        }),
        .. DeepGraph.Sizes.Select(nodes => new Benchmark($"compile/nodes-{nodes}", Repetitions, (benchmark, threads) =>
            Again(benchmark, threads, () => DeepGraph.Compilation(nodes, threads)))),
    ];

    /// <summary>Compiles a step for the first time in this process.</summary>
    public static Measurement First(StepWorkload workload, int threads) => Once(Name(workload, "first"), threads, Compilation(workload, threads));

    // compile/gpt-…-first for step/gpt-….
    private static string Name(StepWorkload workload, string when) => $"compile/{workload.Name.Split('/')[1]}-{when}";

    private static Action Compilation(StepWorkload workload, int threads)
    {
        var model = workload.Model();
        return () => _ = new CompiledStep(workload, model, threads);
    }

    // Each a model of its own: nodes of the same one would be known already.
    private static Measurement Again(Benchmark benchmark, int threads, Func<Action> next)
    {
        next()();
        return Measurement.Median([.. Enumerable.Range(0, benchmark.Runs).Select(_ => Once(benchmark.Name, threads, next()))]);
    }

    private static Measurement Once(string name, int threads, Action compile)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true), start = Stopwatch.GetTimestamp();
        compile();
        double time = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        return new(name, threads, time, GC.GetTotalAllocatedBytes(precise: true) - before);
    }
}
