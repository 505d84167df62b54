using BenchmarkDotNet.Attributes;

namespace AutoGrad.Benchmarks;

/// <summary>Matrix products on one thread: the three of a linear layer, as its gradient needs them, and single columns.</summary>
public class ProductKernelBenchmarks
{
    private Executable executable = null!;

    [Params(64, 512)]
    public int Rows { get; set; }

    [Params(784)]
    public int Depth { get; set; }

    [Params(1, 256)]
    public int Columns { get; set; }

    [GlobalSetup(Target = nameof(Forward))]
    public void SetUpForward() => Compile([Rows, Depth], [Columns, Depth], static (x, weight) => x.MatMul(weight.Transpose()));

    [GlobalSetup(Target = nameof(InputGradient))]
    public void SetUpInputGradient() => Compile([Rows, Columns], [Columns, Depth], static (upstream, weight) => upstream.MatMul(weight));

    [GlobalSetup(Target = nameof(WeightGradient))]
    public void SetUpWeightGradient() => Compile([Rows, Columns], [Rows, Depth], static (upstream, x) => upstream.Transpose().MatMul(x));

    [Benchmark]
    public void Forward() => executable.Run();

    [Benchmark]
    public void InputGradient() => executable.Run();

    [Benchmark]
    public void WeightGradient() => executable.Run();

    private void Compile(Shape left, Shape right, Func<Node, Node, Node> product)
    {
        Given first = new("a", left), second = new("b", right);
        Node a = first.ToNode(), b = second.ToNode();
        executable = Executable.Compile(product(a, b), threads: 1);
        first.Feed(executable, a);
        second.Feed(executable, b);
    }
}
