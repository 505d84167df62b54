namespace AutoGrad.Conformance;

/// <summary>One call of PyTorch, as a file records it.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Index">The position in the file, from 0.</param>
/// <param name="Name">What was called.</param>
/// <param name="Parameters">Its hyper-parameters.</param>
public abstract record GoldenCase(string File, int Index, string Name, GoldenParameters Parameters)
{
    /// <summary>The case in one line.</summary>
    public override string ToString() => $"{File}[{Index}] {Name}({Parameters})";
}

/// <summary>
/// A function of tensors, float64: inputs, outputs, d(Σ outputs·cotangents)/d(input) and, with the direction u,
/// d(Σ gradients·u)/d(input).
/// </summary>
public sealed record GraphCase(string File, int Index, string Name, GoldenParameters Parameters) : GoldenCase(File, Index, Name, Parameters)
{
    public required OrderedDictionary<string, GoldenTensor> Inputs { get; init; }

    public required IReadOnlyList<GoldenTensor> Outputs { get; init; }

    public required IReadOnlyList<GoldenTensor> Cotangents { get; init; }

    public required OrderedDictionary<string, GoldenTensor> Gradients { get; init; }

    public required OrderedDictionary<string, GoldenTensor> SecondOrderDirection { get; init; }

    public required OrderedDictionary<string, GoldenTensor> SecondOrder { get; init; }

    public override string ToString() => base.ToString();
}

/// <summary>A run of an optimizer: the weights at first, then each step's gradients and the weights after it.</summary>
public sealed record OptimizerCase(string File, int Index, string Name, GoldenParameters Parameters) : GoldenCase(File, Index, Name, Parameters)
{
    public required double[] Initial { get; init; }

    public required double[][] Gradients { get; init; }

    public required double[][] Weights { get; init; }

    public override string ToString() => base.ToString();
}

/// <summary>A case that cannot be read, or a whole file.</summary>
/// <param name="Problem">What is wrong with it.</param>
public sealed record DamagedCase(string File, int Index, string Problem) : GoldenCase(File, Index, "", GoldenParameters.None)
{
    public bool IsWholeFile { get; init; }

    public override string ToString() => IsWholeFile ? File : $"{File}[{Index}]";
}

/// <summary>A schedule: the learning rate of each step.</summary>
public sealed record ScheduleCase(string File, int Index, string Name, GoldenParameters Parameters) : GoldenCase(File, Index, Name, Parameters)
{
    public required double[] Rates { get; init; }

    public override string ToString() => base.ToString();
}
