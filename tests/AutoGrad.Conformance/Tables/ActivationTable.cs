using static AutoGrad.Conformance.GraphTable;
using static AutoGrad.Functions;

namespace AutoGrad.Conformance;

/// <summary>The activations.</summary>
internal static class ActivationTable
{
    public static IReadOnlyDictionary<string, GoldenFunction> All { get; } = new Dictionary<string, GoldenFunction>
    {
        ["ReLU"] = Single((i, _) => ReLU(i["x"])),
        ["ReLU6"] = Single((i, _) => ReLU6(i["x"])),
        ["HardTanh"] = Single((i, p) => HardTanh(i["x"], p.Number("min", -1), p.Number("max", 1))),
        ["HardSwish"] = Single((i, _) => HardSwish(i["x"])),
        ["HardSigmoid"] = Single((i, _) => HardSigmoid(i["x"])),
        ["ELU"] = Single((i, p) => ELU(i["x"], p.Number("alpha", 1))),
        ["SELU"] = Single((i, _) => SELU(i["x"])),
        ["LeakyReLU"] = Single((i, p) => LeakyReLU(i["x"], p.Number("negativeSlope", 0.01))),
        ["GELU"] = Single((i, _) => GELU(i["x"])),
        ["GELUTanh"] = Single((i, _) => GELUTanh(i["x"])),
        ["SiLU"] = Single((i, _) => SiLU(i["x"])),
        ["Mish"] = Single((i, _) => Mish(i["x"])),
        ["Sigmoid"] = Single((i, _) => Sigmoid(i["x"])),
        ["LogSigmoid"] = Single((i, _) => LogSigmoid(i["x"])),
        ["Tanh"] = Single((i, _) => Tanh(i["x"])),
        ["Softsign"] = Single((i, _) => Softsign(i["x"])),
        ["Softplus"] = Single((i, p) => Softplus(i["x"], p.Number("beta", 1), p.Number("threshold", 20))),
        ["CELU"] = Single((i, p) => CELU(i["x"], p.Number("alpha", 1))),
        ["HardShrink"] = Single((i, p) => HardShrink(i["x"], p.Number("lambda", 0.5))),
        ["SoftShrink"] = Single((i, p) => SoftShrink(i["x"], p.Number("lambda", 0.5))),
        ["TanhShrink"] = Single((i, _) => TanhShrink(i["x"])),
        ["Threshold"] = Single((i, p) => Threshold(i["x"], p.Number("threshold", 0), p.Number("value", 0))),
        ["GLU"] = Single((i, p) => GLU(i["x"], p.Integer("axis", -1))),
        ["PReLU"] = Single((i, _) => PReLU(i["x"], i["weight"], axis: 1)),
        ["Softmin"] = Single((i, p) => Softmin(i["x"], p.Integer("axis", -1))),
        ["Softmax"] = Single((i, p) => Softmax(i["x"], p.Integer("axis", -1))),
        ["LogSoftmax"] = Single((i, p) => LogSoftmax(i["x"], p.Integer("axis", -1))),
    };
}
