namespace AutoGrad.Benchmarks;

/// <summary>Products of two square matrices.</summary>
internal static class Products
{
    public static IEnumerable<Benchmark> Benchmarks => new[] { 64, 128, 256, 512, 1024, 2048 }.Select(n => Benchmark.Repeated($"matmul/{n}", n > 512 ? 15 : 100, threads =>
    {
        Given left = new("a", [n, n]), right = new("b", [n, n]);
        Node a = left.ToNode(), b = right.ToNode();
        var executable = Executable.Compile(a.MatMul(b), threads);
        left.Feed(executable, a);
        right.Feed(executable, b);
        return executable.Run;
    }));
}
