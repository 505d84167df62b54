using static AutoGrad.Functions;

namespace AutoGrad.Tests.Golden;

/// <summary>The activations against PyTorch in float64: values, gradients, second order.</summary>
public class ActivationGoldenTests
{
    private static readonly IReadOnlyList<GoldenCase> All = GoldenFile.Activations;

    // By the names of the golden file.
    private static readonly Dictionary<string, GoldenFunction> Activations = new()
    {
        ["ReLU"] = (i, _) => ReLU(i["x"]), ["ReLU6"] = (i, _) => ReLU6(i["x"]),
        ["HardTanh"] = (i, p) => HardTanh(i["x"], p.Number("min", -1), p.Number("max", 1)),
        ["HardSwish"] = (i, _) => HardSwish(i["x"]), ["HardSigmoid"] = (i, _) => HardSigmoid(i["x"]),
        ["ELU"] = (i, p) => ELU(i["x"], p.Number("alpha", 1)), ["SELU"] = (i, _) => SELU(i["x"]),
        ["LeakyReLU"] = (i, p) => LeakyReLU(i["x"], p.Number("negativeSlope", 0.01)),
        ["GELU"] = (i, _) => GELU(i["x"]), ["GELUTanh"] = (i, _) => GELUTanh(i["x"]), ["SiLU"] = (i, _) => SiLU(i["x"]), ["Mish"] = (i, _) => Mish(i["x"]),
        ["Sigmoid"] = (i, _) => Sigmoid(i["x"]), ["LogSigmoid"] = (i, _) => LogSigmoid(i["x"]), ["Tanh"] = (i, _) => Tanh(i["x"]),
        ["Softsign"] = (i, _) => Softsign(i["x"]),
        ["Softplus"] = (i, p) => Softplus(i["x"], p.Number("beta", 1), p.Number("threshold", 20)),
        ["CELU"] = (i, p) => CELU(i["x"], p.Number("alpha", 1)),
        ["HardShrink"] = (i, p) => HardShrink(i["x"], p.Number("lambda", 0.5)), ["SoftShrink"] = (i, p) => SoftShrink(i["x"], p.Number("lambda", 0.5)),
        ["TanhShrink"] = (i, _) => TanhShrink(i["x"]),
        ["Threshold"] = (i, p) => Threshold(i["x"], p.Number("threshold", 0), p.Number("value", 0)),
        ["Softmin"] = (i, p) => Softmin(i["x"], p.Integer("axis", -1)), ["GLU"] = (i, p) => GLU(i["x"], p.Integer("axis", -1)),
        ["PReLU"] = (i, _) => PReLU(i["x"], i["weight"], axis: 1),
        ["Softmax"] = (i, p) => Softmax(i["x"], p.Integer("axis", -1)), ["LogSoftmax"] = (i, p) => LogSoftmax(i["x"], p.Integer("axis", -1)),
    };

    private const string KinkOfTheSecondOrder = "at the kink PyTorch's first derivative is that of one side, its second that of the other; ours are both those of its first";

    private static readonly GoldenDeviation[] Deviations =
    [
        new("HardSigmoid", 1, "PyTorch multiplies with a sixth in single precision") { Tolerance = 1e-7 },
        new("HardSwish", 2, KinkOfTheSecondOrder) { At = x => x == -3 },
        new("CELU", 1, "PyTorch divides by α in single precision") { Tolerance = 1e-8 },
        new("CELU", 2, KinkOfTheSecondOrder + ", and it divides by α in single precision") { At = x => x == 0, Tolerance = 1e-8 },
        new("ELU", 2, KinkOfTheSecondOrder) { At = x => x == 0 }, new("SELU", 2, KinkOfTheSecondOrder) { At = x => x == 0 },
    ];

    public static TheoryData<int, string> Cases => GoldenCheck.CasesOf(All, Activations);

    [Fact]
    public void Every_case_has_its_activation_and_every_activation_has_cases() =>
        Assert.Equal(All.Select(golden => golden.Name).Distinct().Order(), Activations.Keys.Order());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_PyTorchs(int index, string what)
    {
        Assert.NotEmpty(what);
        GoldenCheck.Run(All[index], Activations[All[index].Name], Deviations);
    }
}
