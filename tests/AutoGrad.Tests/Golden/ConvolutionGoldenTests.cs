using static AutoGrad.Functions;

namespace AutoGrad.Tests.Golden;

/// <summary>Convolution and pooling against PyTorch in float64: values, gradients, second order.</summary>
public sealed class ConvolutionGoldenTests
{
    private static readonly IReadOnlyList<GoldenCase> All = GoldenFile.Layers;

    // By the names of the golden file.
    private static readonly Dictionary<string, GoldenFunction> Functions = new()
    {
        ["Conv1d"] = Convolve, ["Conv2d"] = Convolve, ["Conv3d"] = Convolve,
        ["ConvTranspose1d"] = ConvolveTransposed, ["ConvTranspose2d"] = ConvolveTransposed, ["ConvTranspose3d"] = ConvolveTransposed,
        ["MaxPool1d"] = PoolMax, ["MaxPool2d"] = PoolMax, ["MaxPool3d"] = PoolMax,
        ["AvgPool1d"] = PoolMean, ["AvgPool2d"] = PoolMean, ["AvgPool3d"] = PoolMean,
    };

    public static TheoryData<int, string> Cases => GoldenCheck.CasesOf(All, Functions);

    [Fact]
    public void Every_convolution_and_pooling_of_the_file_is_in_the_table() =>
        Assert.Equal(10, All.Count(golden => Functions.ContainsKey(golden.Name)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_PyTorchs(int index, string what)
    {
        Assert.NotEmpty(what);
        GoldenCheck.Run(All[index], Functions[All[index].Name]);
    }

    private static Node Convolve(IReadOnlyDictionary<string, Node> i, GoldenParameters p) => Convolution(
        i["input"], i["weight"], i.GetValueOrDefault("bias"), Numbers(p, "stride"), PaddingOf(p), Numbers(p, "dilation"), p.Integer("groups", 1));

    private static Node ConvolveTransposed(IReadOnlyDictionary<string, Node> i, GoldenParameters p) => ConvolutionTranspose(
        i["input"], i["weight"], i.GetValueOrDefault("bias"),
        Numbers(p, "stride"), Numbers(p, "padding"), Numbers(p, "outputPadding"), Numbers(p, "dilation"), p.Integer("groups", 1));

    private static Node PoolMax(IReadOnlyDictionary<string, Node> i, GoldenParameters p) =>
        MaxPool(i["input"], Numbers(p, "kernel"), Numbers(p, "stride"), Numbers(p, "padding"), Numbers(p, "dilation"), p.Flag("ceilMode"));

    private static Node PoolMean(IReadOnlyDictionary<string, Node> i, GoldenParameters p) =>
        AveragePool(i["input"], Numbers(p, "kernel"), Numbers(p, "stride"), Numbers(p, "padding"), p.Flag("ceilMode"), p.Flag("countIncludePad", true));

    private static Padding PaddingOf(GoldenParameters parameters) =>
        parameters.Integers("padding") is not { } numbers ? default : numbers.Length == 1 ? numbers[0] : Padding.Create(numbers);

    // One number is for all axes.
    private static PerAxis Numbers(GoldenParameters parameters, string name) =>
        parameters.Integers(name) is not { } numbers ? default : numbers.Length == 1 ? numbers[0] : PerAxis.Create(numbers);
}
