namespace AutoGrad.Conformance;

/// <summary>The optimizers.</summary>
internal static class OptimizerTable
{
    public static IReadOnlyDictionary<string, Func<GoldenParameters, Optimizer>> All { get; } = new Dictionary<string, Func<GoldenParameters, Optimizer>>
    {
        ["SGD"] = p => new SGD(p.Number("learningRate", 0.001), p.Number("momentum", 0), p.Flag("nesterov"), p.Number("weightDecay", 0)),
        ["AdamW"] = p => new AdamW(p.Number("learningRate", 0.001), weightDecay: p.Number("weightDecay", 0.01)),
    };
}
