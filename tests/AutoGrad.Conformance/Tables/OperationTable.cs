using static AutoGrad.Conformance.GraphTable;
using static AutoGrad.Functions;

namespace AutoGrad.Conformance;

/// <summary>The operations.</summary>
internal static class OperationTable
{
    public static IReadOnlyDictionary<string, GoldenFunction> All { get; } = new Dictionary<string, GoldenFunction>
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
        ["LogGamma"] = Unary(LogGamma),
        ["Exp2"] = Unary(Exp2),
        ["Log2"] = Unary(Log2),
        ["Clip"] = Single((i, p) => Clip(i["x"], p.Number("min", double.NegativeInfinity), p.Number("max", double.PositiveInfinity))),
        ["Variance"] = Single((i, p) => i["x"].Variance(p.Axes(), p.Flag("keepDims"), p.Integer("correction", 1))),
        ["Norm"] = Single((i, p) => i["x"].Norm(p.Axes(), p.Flag("keepDims"), p.Number("p", 2))),
        ["Prod"] = Single((i, p) => i["x"].Product(p.Axes(), p.Flag("keepDims"))),
        ["CumulativeSum"] = Single((i, p) => i["x"].CumulativeSum(p.Integer("axis", 0))),
        ["Einsum"] = Single((i, p) => Einsum(p.Text("equation")!, [.. i.Values])),
        ["Slice"] = Single((i, p) => i["x"][[.. p.Integers("start")!.Select((start, axis) => Slice.Step(start..p.Integers("stop")![axis], p.Integers("step")?[axis] ?? 1))]]),
        ["Flip"] = Single((i, p) => i["x"].Flip(p.Axes())),
        ["Pad"] = Single((i, p) => i["x"].Pad(p.Integers("before"), p.Integers("after"), p.Number("value", 0))),
        ["Gather"] = Single((i, p) => i["x"].Gather(i["indices"], p.Integer("axis", 0))),
        ["GatherElements"] = Single((i, p) => i["x"].GatherElements(i["indices"], p.Integer("axis", 0))),
        ["ScatterAdd"] = Single((i, p) => i["x"].ScatterAdd(i["indices"], i["source"], p.Integer("axis", 0))),
        ["TopK"] = Single((i, p) => i["x"].TopK(p.Integer("k", 1), p.Integer("axis", -1), p.Flag("largest", true)).Values),
        ["Sort"] = Single((i, p) => i["x"].Sort(p.Integer("axis", -1), p.Flag("descending"))),
        ["Tril"] = Single((i, p) => i["x"].Tril(p.Integer("diagonal", 0))),
        ["Triu"] = Single((i, p) => i["x"].Triu(p.Integer("diagonal", 0))),
        ["Where"] = Single((i, _) => Where(i["condition"], i["a"], i["b"])),
    };

    private static GoldenFunction Unary(Func<Node, Node> function) => Single((i, _) => function(i["x"]));

    private static GoldenFunction Binary(Func<Node, Node, Node> function) => Single((i, _) => function(i["a"], i["b"]));
}
