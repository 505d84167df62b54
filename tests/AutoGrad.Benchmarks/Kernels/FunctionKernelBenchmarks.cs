using BenchmarkDotNet.Attributes;

namespace AutoGrad.Benchmarks;

/// <summary>Generated functions over spans: what a step of a plan runs.</summary>
public class FunctionKernelBenchmarks
{
    private const int RowLength = 250;
    private float[] x = [], upstream = [], y = [];

    [Params(1_000, 1_000_000)]
    public int Elements { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var random = new Random(1);
        (x, upstream, y) = (new float[Elements], new float[Elements], new float[Elements]);
        for (int i = 0; i < Elements; i++)
            (x[i], upstream[i]) = (6 * random.NextSingle() - 3, 1);
    }

    [Benchmark]
    public void ReLU() => Functions.ReLU(x, y);

    [Benchmark]
    public void Tanh() => Functions.Tanh(x, y);

    [Benchmark]
    public void TanhGradient() => Functions.TanhGradient(x, upstream, y);

    [Benchmark]
    public void GELU() => Functions.GELU(x, y);

    [Benchmark]
    public void GELUGradient() => Functions.GELUGradient(x, upstream, y);

    [Benchmark]
    public void Mish() => Functions.Mish(x, y);

    [Benchmark]
    public void MishGradient() => Functions.MishGradient(x, upstream, y);

    [Benchmark]
    public void Softmax() => Functions.Softmax(x, y, RowLength);
}
