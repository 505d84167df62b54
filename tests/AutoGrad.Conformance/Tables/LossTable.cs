using static AutoGrad.Conformance.GraphTable;

namespace AutoGrad.Conformance;

/// <summary>The losses.</summary>
internal static class LossTable
{
    public static IReadOnlyDictionary<string, GoldenFunction> All { get; } = new Dictionary<string, GoldenFunction>
    {
        ["L1"] = Single((i, p) => Losses.L1(i["input"], i["target"], p.Reduction())),
        ["MSE"] = Single((i, p) => Losses.MSE(i["input"], i["target"], p.Reduction())),
        ["SmoothL1"] = Single((i, p) => Losses.SmoothL1(i["input"], i["target"], p.Number("beta", 1), p.Reduction())),
        ["Huber"] = Single((i, p) => Losses.Huber(i["input"], i["target"], p.Number("delta", 1), p.Reduction())),
        ["BinaryCrossEntropy"] = Single((i, p) => Weight(i) is { } weight
            ? Losses.BinaryCrossEntropy(i["input"], i["target"], weight, p.Reduction()) : Losses.BinaryCrossEntropy(i["input"], i["target"], p.Reduction())),
        ["BinaryCrossEntropyWithLogits"] = Single((i, p) => Losses.BinaryCrossEntropyWithLogits(i["input"], i["target"], Weight(i), i.GetValueOrDefault("posWeight"), p.Reduction())),
        ["CrossEntropy"] = Single((i, p) => Losses.CrossEntropy(
            i["input"], i["target"], Weight(i), p.Integer("ignoreIndex", -100), p.Number("labelSmoothing", 0), ClassAxis(i), p.Reduction())),
        ["NegativeLogLikelihood"] = Single((i, p) => Losses.NegativeLogLikelihood(i["input"], i["target"], Weight(i), p.Integer("ignoreIndex", -100), ClassAxis(i), p.Reduction())),
        ["KLDivergence"] = Single((i, p) => Losses.KLDivergence(i["input"], i["target"], p.Flag("logTarget"), p.Reduction())),
        ["PoissonNLL"] = Single((i, p) => Losses.PoissonNLL(i["input"], i["target"], p.Flag("logInput", true), p.Flag("full"), p.Number("eps", 1e-8), p.Reduction())),
        ["GaussianNLL"] = Single((i, p) => Losses.GaussianNLL(i["input"], i["target"], i["variance"], p.Flag("full"), p.Number("eps", 1e-6), p.Reduction())),
        ["HingeEmbedding"] = Single((i, p) => Losses.HingeEmbedding(i["input"], i["target"], p.Number("margin", 1), p.Reduction())),
        ["SoftMargin"] = Single((i, p) => Losses.SoftMargin(i["input"], i["target"], p.Reduction())),
        ["MarginRanking"] = Single((i, p) => Losses.MarginRanking(i["input1"], i["input2"], i["target"], p.Number("margin", 0), p.Reduction())),
        ["MultiMargin"] = Single((i, p) => Weight(i) is { } weight
            ? Losses.MultiMargin(i["input"], i["target"], weight, p.Number("p", 1), p.Number("margin", 1), p.Reduction())
            : Losses.MultiMargin(i["input"], i["target"], p.Number("p", 1), p.Number("margin", 1), p.Reduction())),
        ["MultiLabelSoftMargin"] = Single((i, p) => Weight(i) is { } weight
            ? Losses.MultiLabelSoftMargin(i["input"], i["target"], weight, p.Reduction()) : Losses.MultiLabelSoftMargin(i["input"], i["target"], p.Reduction())),
        ["MultiLabelMargin"] = Single((i, p) => Losses.MultiLabelMargin(i["input"], i["target"], p.Reduction())),
        ["CosineEmbedding"] = Single((i, p) => Losses.CosineEmbedding(i["input1"], i["input2"], i["target"], p.Number("margin", 0), p.Reduction())),
        ["TripletMargin"] = Single((i, p) => Losses.TripletMargin(
            i["anchor"], i["positive"], i["negative"], p.Number("margin", 1), p.Number("p", 2), p.Number("eps", 1e-6), p.Flag("swap"), p.Reduction())),
        ["CTC"] = Single((i, p) => Losses.CTC(
            i["logProbabilities"], i["targets"], i["inputLengths"], i["targetLengths"], p.Integer("blank", 0), p.Flag("zeroInfinity"), p.Reduction())),
    };

    // PyTorch's classes lie along axis 1, of a single sample along axis 0.
    private static int ClassAxis(IReadOnlyDictionary<string, Node> inputs) => inputs["input"].Shape.Rank > 1 ? 1 : 0;

    private static Node? Weight(IReadOnlyDictionary<string, Node> inputs) => inputs.GetValueOrDefault("weight");
}
