using static AutoGrad.Functions;

namespace AutoGrad.Tests.Golden;

/// <summary>The activations against PyTorch in float64: values, gradients, second order.</summary>
public class ActivationGoldenTests
{
    private static readonly IReadOnlyList<GoldenCase> All = GoldenFile.Activations;

    // By the names of the golden file; what is not here does not exist yet.
    private static readonly Dictionary<string, GoldenFunction> Activations = new()
    {
        ["ReLU"] = (i, _) => ReLU(i["x"]), ["ReLU6"] = (i, _) => ReLU6(i["x"]),
        ["HardTanh"] = (i, p) => HardTanh(i["x"], p.Number("min", -1), p.Number("max", 1)),
        ["HardSwish"] = (i, _) => HardSwish(i["x"]), ["HardSigmoid"] = (i, _) => HardSigmoid(i["x"]),
        ["ELU"] = (i, p) => ELU(i["x"], p.Number("alpha", 1)), ["SELU"] = (i, _) => SELU(i["x"]),
        ["LeakyReLU"] = (i, p) => LeakyReLU(i["x"], p.Number("negativeSlope", 0.01)),
        ["GELU"] = (i, _) => GELU(i["x"]), ["GELUTanh"] = (i, _) => GELUTanh(i["x"]), ["SiLU"] = (i, _) => SiLU(i["x"]), ["Mish"] = (i, _) => Mish(i["x"]),
        ["Sigmoid"] = (i, _) => Sigmoid(i["x"]), ["LogSigmoid"] = (i, _) => LogSigmoid(i["x"]), ["Tanh"] = (i, _) => Tanh(i["x"]),
        ["Softsign"] = (i, _) => Softsign(i["x"]), ["Softplus"] = (i, _) => Softplus(i["x"]),
        ["Softmax"] = (i, p) => Softmax(i["x"], p.Integer("axis", -1)), ["LogSoftmax"] = (i, p) => LogSoftmax(i["x"], p.Integer("axis", -1)),
    };

    private const string KinkOfTheSecondOrder = "at the kink PyTorch's first derivative is that of one side, its second that of the other; ours are both those of its first";

    private static readonly GoldenDeviation[] Deviations =
    [
        new("HardSigmoid", 1, "PyTorch multiplies with a sixth in single precision") { Tolerance = 1e-7 },
        new("HardSwish", 2, KinkOfTheSecondOrder) { At = x => x == -3 },
        new("ELU", 2, KinkOfTheSecondOrder) { At = x => x == 0 }, new("SELU", 2, KinkOfTheSecondOrder) { At = x => x == 0 },
    ];

    // Softplus with a slope and a threshold is another function than ours.
    public static TheoryData<int, string> Cases => GoldenCheck.CasesOf(All, Activations, golden => golden.Name != "Softplus" || !golden.Parameters.Has("beta"));

    [Fact]
    public void Every_activation_of_the_table_has_cases() =>
        Assert.Empty(Activations.Keys.Except(All.Select(golden => golden.Name)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_PyTorchs(int index, string what)
    {
        Assert.NotEmpty(what);
        GoldenCheck.Run(All[index], Activations[All[index].Name], Deviations);
    }
}
