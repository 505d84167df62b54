using static AutoGrad.Functions;

namespace AutoGrad.Benchmarks;

/// <summary>Functions and their gradients, both fetched, for an upstream gradient that is given.</summary>
internal static class FunctionWorkloads
{
    private static readonly (string Name, Func<Node, Node> Function)[] Elementwise =
    [
        ("relu", x => ReLU(x)), ("sigmoid", x => Sigmoid(x)), ("tanh", x => Tanh(x)),
        ("gelu", x => GELU(x)), ("silu", x => SiLU(x)), ("mish", x => Mish(x)),
        ("softplus", x => Softplus(x)), ("elu", x => ELU(x)),
        ("composed-x*tanh(log1p(exp(x)))", x => x * Tanh(Log1p(Exp(x)))),
        ("composed-x+sin(x)^2", x => x + Pow(Sin(x), 2)),
    ];

    public static IEnumerable<Benchmark> Benchmarks =>
    [
        .. new[] { 1_000, 100_000, 1_000_000, 10_000_000 }.SelectMany(n =>
            Elementwise.Select(pair => Of($"function/{pair.Name}-n{n}", [n], n >= 1_000_000 ? 30 : 300, pair.Function))),
        .. new[] { (64, 10), (512, 1000), (4096, 256) }.SelectMany(size => Rows(size.Item1, size.Item2)),
    ];

    private static IEnumerable<Benchmark> Rows(int rows, int columns) =>
    [
        Of($"function/softmax-{rows}x{columns}", [rows, columns], 100, x => Softmax(x)),
        Of($"function/layernorm-{rows}x{columns}", [rows, columns], 100, x => LayerNorm(x, [columns])),
        CrossEntropy(rows, columns),
    ];

    private static Benchmark Of(string name, Shape shape, int runs, Func<Node, Node> function) => Benchmark.Repeated(name, runs, threads =>
    {
        Given input = new("x", shape);
        Node x = input.ToNode(), upstream = Node.Input("upstream", shape);
        var y = function(x);
        var executable = Executable.Compile([y, Gradient.Vjp(y, x, upstream)], threads: threads);
        input.Feed(executable, x);
        executable.InputValues<float>(upstream).Fill(1);
        return executable.Run;
    });

    private static Benchmark CrossEntropy(int rows, int columns) => Benchmark.Repeated($"function/crossentropy-{rows}x{columns}", 100, threads =>
    {
        Given input = new("x", [rows, columns]), target = new("labels", [rows], columns);
        Node x = input.ToNode(), labels = target.ToNode();
        var loss = Losses.CrossEntropy(x, labels);
        var executable = Executable.Compile([loss, Gradient.Of(loss, x)], threads: threads);
        input.Feed(executable, x);
        target.Feed(executable, labels);
        return executable.Run;
    });
}
