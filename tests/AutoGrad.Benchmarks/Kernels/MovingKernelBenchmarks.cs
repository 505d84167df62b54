using BenchmarkDotNet.Attributes;

namespace AutoGrad.Benchmarks;

/// <summary>What is bound by memory, on one thread: sums along either axis, a transposed copy, rows chosen by index and added up by index.</summary>
public class MovingKernelBenchmarks
{
    private const int Columns = 256;
    private Executable executable = null!;

    [Params(128, 4096)]
    public int Rows { get; set; }

    [GlobalSetup(Target = nameof(SumOfRows))]
    public void SetUpSumOfRows() => Compile(static (x, _) => x.Sum([1]));

    [GlobalSetup(Target = nameof(SumOfColumns))]
    public void SetUpSumOfColumns() => Compile(static (x, _) => x.Sum([0]));

    [GlobalSetup(Target = nameof(Transposition))]
    public void SetUpTransposition() => Compile(static (x, _) => x.Transpose());

    [GlobalSetup(Target = nameof(RowsByIndex))]
    public void SetUpRowsByIndex() => Compile(static (x, indices) => x.Gather(indices));

    [GlobalSetup(Target = nameof(RowsAddedByIndex))]
    public void SetUpRowsAddedByIndex() => Compile(static (x, indices) => Gradient.Of((x.Gather(indices) * x).Sum(), x));

    [Benchmark]
    public void SumOfRows() => executable.Run();

    [Benchmark]
    public void SumOfColumns() => executable.Run();

    [Benchmark]
    public void Transposition() => executable.Run();

    [Benchmark]
    public void RowsByIndex() => executable.Run();

    [Benchmark]
    public void RowsAddedByIndex() => executable.Run();

    private void Compile(Func<Node, Node, Node> function)
    {
        Given numbers = new("x", [Rows, Columns]), chosen = new("indices", [Rows], Rows);
        Node x = numbers.ToNode(), indices = chosen.ToNode();
        executable = Executable.Compile(function(x, indices), threads: 1);
        numbers.Feed(executable, x);
        if (executable.Inputs.Contains(indices))
            chosen.Feed(executable, indices);
    }
}
