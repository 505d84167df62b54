using static AutoGrad.Functions;

namespace AutoGrad.Benchmarks;

/// <summary>How fast memory is copied, and how fast a function and its gradient get through as much of it.</summary>
internal static class Bandwidth
{
    private const int Elements = 10_000_000, Runs = 30;

    public static IEnumerable<Benchmark> Benchmarks =>
    [
        Benchmark.Repeated($"memory/copy-n{Elements}", Runs, Copy),
        Benchmark.Repeated($"memory/fused-n{Elements}", Runs, Fused),
    ];

    // Reads and writes 4 bytes an element.
    private static Action Copy(int threads)
    {
        float[] from = new float[Elements], to = new float[Elements];
        int share = (Elements + threads - 1) / threads;
        void CopyShare(int thread)
        {
            int start = thread * share;
            from.AsSpan(start, Math.Min(share, Elements - start)).CopyTo(to.AsSpan(start));
        }
        if (threads == 1)
            return () => CopyShare(0);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        return () => Parallel.For(0, threads, options, CopyShare);
    }

    // Reads x and the upstream gradient, and writes y and the gradient: 16 bytes an element.
    private static Action Fused(int threads)
    {
        Given input = new("x", [Elements]);
        Node x = input.ToNode(), upstream = Node.Input("upstream", [Elements]);
        var y = x * Sigmoid(x) + 0.5 * x;
        var executable = Executable.Compile([y, Gradient.Vjp(y, x, upstream)], threads: threads);
        input.Feed(executable, x);
        executable.InputValues<float>(upstream).Fill(1);
        return executable.Run;
    }
}
