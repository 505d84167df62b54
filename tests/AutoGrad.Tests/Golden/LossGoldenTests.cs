namespace AutoGrad.Tests.Golden;

/// <summary>The losses against PyTorch in float64: values, gradients, second order, under every reduction.</summary>
public class LossGoldenTests
{
    private static readonly IReadOnlyList<GoldenCase> All = GoldenFile.Losses;

    private static readonly Dictionary<string, GoldenFunction> ByName = new()
    {
        ["L1"] = (i, p) => Losses.L1(i["input"], i["target"], ReductionOf(p)),
        ["MSE"] = (i, p) => Losses.MSE(i["input"], i["target"], ReductionOf(p)),
        ["SmoothL1"] = (i, p) => Losses.SmoothL1(i["input"], i["target"], p.Number("beta", 1), ReductionOf(p)),
        ["Huber"] = (i, p) => Losses.Huber(i["input"], i["target"], p.Number("delta", 1), ReductionOf(p)),
        ["BinaryCrossEntropy"] = (i, p) => Weight(i) is { } weight
            ? Losses.BinaryCrossEntropy(i["input"], i["target"], weight, ReductionOf(p)) : Losses.BinaryCrossEntropy(i["input"], i["target"], ReductionOf(p)),
        ["BinaryCrossEntropyWithLogits"] = (i, p) => Losses.BinaryCrossEntropyWithLogits(i["input"], i["target"], Weight(i), i.GetValueOrDefault("posWeight"), ReductionOf(p)),
        ["CrossEntropy"] = (i, p) => Losses.CrossEntropy(
            i["input"], i["target"], Weight(i), p.Integer("ignoreIndex", -100), p.Number("labelSmoothing", 0), ClassAxis(i), ReductionOf(p)),
        ["NegativeLogLikelihood"] = (i, p) => Losses.NegativeLogLikelihood(i["input"], i["target"], Weight(i), p.Integer("ignoreIndex", -100), ClassAxis(i), ReductionOf(p)),
        ["KLDivergence"] = (i, p) => Losses.KLDivergence(i["input"], i["target"], p.Flag("logTarget"), ReductionOf(p)),
        ["PoissonNLL"] = (i, p) => Losses.PoissonNLL(i["input"], i["target"], p.Flag("logInput", true), p.Flag("full"), p.Number("eps", 1e-8), ReductionOf(p)),
        ["GaussianNLL"] = (i, p) => Losses.GaussianNLL(i["input"], i["target"], i["variance"], p.Flag("full"), p.Number("eps", 1e-6), ReductionOf(p)),
        ["HingeEmbedding"] = (i, p) => Losses.HingeEmbedding(i["input"], i["target"], p.Number("margin", 1), ReductionOf(p)),
        ["SoftMargin"] = (i, p) => Losses.SoftMargin(i["input"], i["target"], ReductionOf(p)),
        ["MarginRanking"] = (i, p) => Losses.MarginRanking(i["input1"], i["input2"], i["target"], p.Number("margin", 0), ReductionOf(p)),
        ["MultiMargin"] = (i, p) => Weight(i) is { } weight
            ? Losses.MultiMargin(i["input"], i["target"], weight, p.Number("p", 1), p.Number("margin", 1), ReductionOf(p))
            : Losses.MultiMargin(i["input"], i["target"], p.Number("p", 1), p.Number("margin", 1), ReductionOf(p)),
        ["MultiLabelSoftMargin"] = (i, p) => Weight(i) is { } weight
            ? Losses.MultiLabelSoftMargin(i["input"], i["target"], weight, ReductionOf(p)) : Losses.MultiLabelSoftMargin(i["input"], i["target"], ReductionOf(p)),
        ["MultiLabelMargin"] = (i, p) => Losses.MultiLabelMargin(i["input"], i["target"], ReductionOf(p)),
        ["CosineEmbedding"] = (i, p) => Losses.CosineEmbedding(i["input1"], i["input2"], i["target"], p.Number("margin", 0), ReductionOf(p)),
        ["TripletMargin"] = (i, p) => Losses.TripletMargin(
            i["anchor"], i["positive"], i["negative"], p.Number("margin", 1), p.Number("p", 2), p.Number("eps", 1e-6), p.Flag("swap"), ReductionOf(p)),
        ["CTC"] = (i, p) => Losses.CTC(
            i["logProbabilities"], i["targets"], i["inputLengths"], i["targetLengths"], p.Integer("blank", 0), p.Flag("zeroInfinity"), ReductionOf(p)),
    };

    public static TheoryData<int, string> Cases => GoldenCheck.CasesOf(All, ByName);

    [Fact]
    public void Every_case_has_its_loss_and_every_loss_has_cases_under_every_reduction()
    {
        Assert.Equal(All.Select(golden => golden.Name).Distinct().Order(), ByName.Keys.Order());
        Assert.All(ByName.Keys, name => Assert.Equal(
            ["mean", "none", "sum"], All.Where(golden => golden.Name == name).Select(golden => golden.Parameters.Text("reduction")).Distinct().Order()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_PyTorchs(int index, string what)
    {
        Assert.NotEmpty(what);
        GoldenCheck.Run(All[index], ByName[All[index].Name]);
    }

    // What has no weights is one fused pass of its own.
    [Theory]
    [InlineData("none")]
    [InlineData("mean")]
    [InlineData("sum")]
    public void The_fused_forms_of_the_cross_entropy_and_the_likelihood_agree(string reduction)
    {
        var golden = All.First(c => c.Name == "CrossEntropy" && c.Parameters.Text("reduction") == reduction && c.Inputs["target"].Is<long>() && c.Inputs.Count == 2 && !c.Parameters.Has("labelSmoothing"));
        GoldenCheck.Run(golden, (i, p) => Losses.CrossEntropy(i["input"], i["target"], ReductionOf(p)));
        GoldenCheck.Run(golden, (i, p) => Losses.NegativeLogLikelihood(Functions.LogSoftmax(i["input"]), i["target"], ReductionOf(p)));
    }

    // PyTorch's classes lie along axis 1, of a single sample along axis 0.
    private static int ClassAxis(IReadOnlyDictionary<string, Node> inputs) => inputs["input"].Shape.Rank > 1 ? 1 : 0;

    private static Node? Weight(IReadOnlyDictionary<string, Node> inputs) => inputs.GetValueOrDefault("weight");

    private static Reduction ReductionOf(GoldenParameters parameters) => Enum.Parse<Reduction>(parameters.Text("reduction")!, ignoreCase: true);
}
