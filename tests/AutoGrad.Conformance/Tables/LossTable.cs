using static AutoGrad.Conformance.GraphTable;

namespace AutoGrad.Conformance;

/// <summary>The losses.</summary>
internal static class LossTable
{
    public static IReadOnlyDictionary<string, GraphFunction> All { get; } = new Dictionary<string, GraphFunction>
    {
        ["L1"] = Single((i, p) => Losses.L1(i["input"], i["target"], p.Reduction())),
        ["MSE"] = Single((i, p) => Losses.MSE(i["input"], i["target"], p.Reduction())),
        ["SmoothL1"] = Single((i, p) => Losses.SmoothL1(i["input"], i["target"], p.Number("beta", 1), p.Reduction())),
        ["Huber"] = Single((i, p) => Losses.Huber(i["input"], i["target"], p.Number("delta", 1), p.Reduction())),
        ["BinaryCrossEntropy"] = Single((i, p) => Losses.BinaryCrossEntropy(i["input"], i["target"], p.Reduction())),
    };
}
