namespace AutoGrad.Tests.Golden;

/// <summary>
/// One call of a function in PyTorch 2.6, float64: inputs, outputs, d(Σ outputs·cotangents)/d(input) and, with the direction u,
/// d(Σ gradients·u)/d(input).
/// </summary>
public sealed record GoldenCase(
    string Name,
    GoldenParameters Parameters,
    OrderedDictionary<string, GoldenTensor> Inputs,
    IReadOnlyList<GoldenTensor> Outputs,
    IReadOnlyList<GoldenTensor> Cotangents,
    OrderedDictionary<string, GoldenTensor> Gradients,
    OrderedDictionary<string, GoldenTensor> SecondOrderDirection,
    OrderedDictionary<string, GoldenTensor> SecondOrder)
{
    /// <summary>The case as a test's display name.</summary>
    public override string ToString() => $"{Name}({Parameters}) [{string.Join("; ", Inputs.Select(input => string.Join(",", input.Value.Shape)))}]";
}
