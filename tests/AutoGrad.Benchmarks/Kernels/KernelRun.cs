using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace AutoGrad.Benchmarks;

/// <summary>The micro-benchmarks of single kernels, by BenchmarkDotNet, in this process: nothing is built for them.</summary>
internal static class KernelRun
{
    /// <returns>The exit code: 0, or 1 where no benchmark was run.</returns>
    public static int Run(string filter)
    {
        var config = DefaultConfig.Instance
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(10))
            .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"))
            .AddDiagnoser(MemoryDiagnoser.Default);
        var summaries = BenchmarkSwitcher
            .FromTypes([typeof(FunctionKernelBenchmarks), typeof(ProductKernelBenchmarks), typeof(MovingKernelBenchmarks)])
            .Run(["--filter", $"*{filter}*"], config);
        return summaries.Any(summary => summary.Reports.Length > 0) ? 0 : 1;
    }
}
