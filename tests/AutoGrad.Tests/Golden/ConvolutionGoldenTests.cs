using static AutoGrad.Functions;

namespace AutoGrad.Tests.Golden;

/// <summary>Convolution and pooling against PyTorch in float64: values, gradients, second order.</summary>
public sealed class ConvolutionGoldenTests
{
    private static readonly IReadOnlyList<GoldenCase> All = GoldenFile.Layers;

    // By the names of the golden file.
    private static readonly Dictionary<string, GoldenFunction> Functions = new()
    {
        ["Conv1d"] = Convolve, ["Conv2d"] = Convolve,
        ["ConvTranspose2d"] = (i, p) => ConvolutionTranspose(
            i["input"], i["weight"], i["bias"], Numbers(p, "stride"), Numbers(p, "padding"), Numbers(p, "outputPadding"), Numbers(p, "dilation"), p.Integer("groups", 1)),
        ["MaxPool2d"] = (i, p) => MaxPool(i["input"], Numbers(p, "kernel"), Numbers(p, "stride"), Numbers(p, "padding")),
        ["AvgPool2d"] = (i, p) => AveragePool(i["input"], Numbers(p, "kernel"), Numbers(p, "stride"), Numbers(p, "padding"), countIncludePad: p.Flag("countIncludePad", true)),
    };

    public static TheoryData<int, string> Cases => GoldenCheck.CasesOf(All, Functions);

    [Fact]
    public void Every_function_of_the_table_has_cases() =>
        Assert.Empty(Functions.Keys.Except(All.Select(golden => golden.Name)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_PyTorchs(int index, string what)
    {
        Assert.NotEmpty(what);
        GoldenCheck.Run(All[index], Functions[All[index].Name]);
    }

    private static Node Convolve(IReadOnlyDictionary<string, Node> i, GoldenParameters p) => Convolution(
        i["input"], i["weight"], i["bias"], Numbers(p, "stride"), p.Integers("padding") is { } padding ? padding.Length == 1 ? padding[0] : Padding.Create(padding) : default, Numbers(p, "dilation"), p.Integer("groups", 1));

    // One number is for all axes.
    private static PerAxis Numbers(GoldenParameters parameters, string name) =>
        parameters.Integers(name) is not { } numbers ? default : numbers.Length == 1 ? numbers[0] : PerAxis.Create(numbers);
}
