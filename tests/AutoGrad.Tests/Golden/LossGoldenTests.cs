namespace AutoGrad.Tests.Golden;

/// <summary>The losses against PyTorch in float64: values, gradients, second order, under every reduction.</summary>
public class LossGoldenTests
{
    private static readonly IReadOnlyList<GoldenCase> All = GoldenFile.Losses;

    // Weights, ignored labels, smoothed labels and targets as logarithms are not here yet.
    private static readonly string[] NotYet = ["weight", "posWeight", "labelSmoothing", "ignoreIndex"];

    private static readonly Dictionary<string, GoldenFunction> ByName = new()
    {
        ["L1"] = (i, p) => Losses.L1(i["input"], i["target"], ReductionOf(p)),
        ["MSE"] = (i, p) => Losses.MSE(i["input"], i["target"], ReductionOf(p)),
        ["SmoothL1"] = (i, p) => Losses.SmoothL1(i["input"], i["target"], p.Number("beta", 1), ReductionOf(p)),
        ["Huber"] = (i, p) => Losses.Huber(i["input"], i["target"], p.Number("delta", 1), ReductionOf(p)),
        ["BinaryCrossEntropy"] = (i, p) => Losses.BinaryCrossEntropy(i["input"], i["target"], ReductionOf(p)),
        ["BinaryCrossEntropyWithLogits"] = (i, p) => Losses.BinaryCrossEntropyWithLogits(i["input"], i["target"], ReductionOf(p)),
        ["CrossEntropy"] = (i, p) => Losses.CrossEntropy(i["input"], i["target"], ReductionOf(p)),
        ["KLDivergence"] = (i, p) => Losses.KLDivergence(i["input"], i["target"], ReductionOf(p)),
    };

    public static TheoryData<int, string> Cases => GoldenCheck.CasesOf(
        All, ByName, golden => !NotYet.Any(name => golden.Inputs.ContainsKey(name) || golden.Parameters.Has(name)) && !golden.Parameters.Flag("logTarget"));

    [Fact]
    public void Every_loss_of_the_table_has_cases_under_every_reduction() =>
        Assert.All(ByName.Keys, name => Assert.Equal(
            ["mean", "none", "sum"], Cases.Select(row => All[(int)row[0]]).Where(golden => golden.Name == name).Select(golden => golden.Parameters.Text("reduction")).Distinct().Order()));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_PyTorchs(int index, string what)
    {
        Assert.NotEmpty(what);
        GoldenCheck.Run(All[index], ByName[All[index].Name]);
    }

    // The golden cases of this loss are weighted: without weights it is the cross-entropy of a LogSoftmax.
    [Theory]
    [InlineData("none")]
    [InlineData("mean")]
    [InlineData("sum")]
    public void The_negative_log_likelihood_of_a_log_softmax_is_the_cross_entropy(string reduction)
    {
        var golden = All.First(c => c.Name == "CrossEntropy" && c.Parameters.Text("reduction") == reduction && c.Inputs["target"].Is<long>() && c.Inputs.Count == 2 && !c.Parameters.Has("labelSmoothing"));
        GoldenCheck.Run(golden, (i, p) => Losses.NegativeLogLikelihood(Functions.LogSoftmax(i["input"]), i["target"], ReductionOf(p)));
    }

    private static Reduction ReductionOf(GoldenParameters parameters) => Enum.Parse<Reduction>(parameters.Text("reduction")!, ignoreCase: true);
}
