using static AutoGrad.Conformance.GraphTable;
using static AutoGrad.Functions;

namespace AutoGrad.Conformance;

/// <summary>The operations.</summary>
internal static class OperationTable
{
    public static IReadOnlyDictionary<string, GraphFunction> All { get; } = new Dictionary<string, GraphFunction>
    {
        ["Exp"] = Unary(Exp),
        ["Log"] = Unary(Log),
        ["Sqrt"] = Unary(Sqrt),
        ["Rsqrt"] = Unary(Rsqrt),
        ["Sin"] = Unary(Sin),
        ["Cos"] = Unary(Cos),
        ["Tan"] = Unary(Tan),
        ["Asin"] = Unary(Asin),
        ["Acos"] = Unary(Acos),
        ["Atan"] = Unary(Atan),
        ["Sinh"] = Unary(Sinh),
        ["Cosh"] = Unary(Cosh),
        ["Asinh"] = Unary(Asinh),
        ["Acosh"] = Unary(Acosh),
        ["Atanh"] = Unary(Atanh),
        ["Erf"] = Unary(Erf),
        ["Erfc"] = Unary(Erfc),
        ["Expm1"] = Unary(Expm1),
        ["Log1p"] = Unary(Log1p),
        ["Abs"] = Unary(Abs),
        ["Negate"] = Unary(x => -x),
        ["Reciprocal"] = Unary(Reciprocal),
        ["Square"] = Unary(Square),
        ["Floor"] = Unary(Floor),
        ["Round"] = Unary(Round),
        ["Sign"] = Unary(Sign),
        ["Add"] = Binary((a, b) => a + b),
        ["Subtract"] = Binary((a, b) => a - b),
        ["Multiply"] = Binary((a, b) => a * b),
        ["Divide"] = Binary((a, b) => a / b),
        ["Maximum"] = Binary(Max),
        ["Minimum"] = Binary(Min),
        ["Atan2"] = Binary(Atan2),
        ["Pow"] = Binary(Pow),
        ["Sum"] = Single((i, p) => i["x"].Sum(p.Axes(), p.Flag("keepDims"))),
        ["Mean"] = Single((i, p) => i["x"].Mean(p.Axes(), p.Flag("keepDims"))),
        ["Max"] = Single((i, p) => i["x"].Max(p.Axes(), p.Flag("keepDims"))),
        ["Min"] = Single((i, p) => i["x"].Min(p.Axes(), p.Flag("keepDims"))),
        ["LogSumExp"] = Single((i, p) => i["x"].LogSumExp(p.Axes(), p.Flag("keepDims"))),
        ["MatMul"] = Single((i, _) => i["input"].MatMul(i["other"])),
        ["Reshape"] = Single((i, p) => i["x"].Reshape(p.Integers("shape"))),
        ["Permute"] = Single((i, p) => i["x"].Permute(p.Integers("axes"))),
        ["Concat"] = Single((i, p) => Concatenate([i["a"], i["b"]], p.Integer("axis", 0))),
        ["Stack"] = Single((i, p) => Stack([i["a"], i["b"]], p.Integer("axis", 0))),
        ["Where"] = Single((i, _) => Where(i["condition"], i["a"], i["b"])),
    };

    private static GraphFunction Unary(Func<Node, Node> function) => Single((i, _) => function(i["x"]));

    private static GraphFunction Binary(Func<Node, Node, Node> function) => Single((i, _) => function(i["a"], i["b"]));
}
