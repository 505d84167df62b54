using static AutoGrad.Functions;

namespace AutoGrad.Tests.Golden;

/// <summary>Operations against PyTorch in float64: values, gradients, second order.</summary>
public class OperationGoldenTests
{
    private static readonly IReadOnlyList<GoldenCase> All = GoldenFile.Operations;

    // By the names of the golden file; what is not here does not exist yet.
    private static readonly Dictionary<string, GoldenFunction> Operations = new()
    {
        ["Exp"] = (i, _) => Exp(i["x"]), ["Log"] = (i, _) => Log(i["x"]), ["Sqrt"] = (i, _) => Sqrt(i["x"]), ["Rsqrt"] = (i, _) => Rsqrt(i["x"]),
        ["Sin"] = (i, _) => Sin(i["x"]), ["Cos"] = (i, _) => Cos(i["x"]), ["Tan"] = (i, _) => Tan(i["x"]),
        ["Asin"] = (i, _) => Asin(i["x"]), ["Acos"] = (i, _) => Acos(i["x"]), ["Atan"] = (i, _) => Atan(i["x"]),
        ["Sinh"] = (i, _) => Sinh(i["x"]), ["Cosh"] = (i, _) => Cosh(i["x"]), ["Asinh"] = (i, _) => Asinh(i["x"]),
        ["Acosh"] = (i, _) => Acosh(i["x"]), ["Atanh"] = (i, _) => Atanh(i["x"]), ["Erf"] = (i, _) => Erf(i["x"]), ["Erfc"] = (i, _) => Erfc(i["x"]),
        ["Expm1"] = (i, _) => Expm1(i["x"]), ["Log1p"] = (i, _) => Log1p(i["x"]), ["Abs"] = (i, _) => Abs(i["x"]), ["Negate"] = (i, _) => -i["x"],
        ["LogGamma"] = (i, _) => LogGamma(i["x"]), ["Exp2"] = (i, _) => Exp2(i["x"]), ["Log2"] = (i, _) => Log2(i["x"]),
        ["Reciprocal"] = (i, _) => Reciprocal(i["x"]), ["Square"] = (i, _) => Square(i["x"]), ["Floor"] = (i, _) => Floor(i["x"]),
        ["Round"] = (i, _) => Round(i["x"]), ["Sign"] = (i, _) => Sign(i["x"]),
        ["Add"] = (i, _) => i["a"] + i["b"], ["Subtract"] = (i, _) => i["a"] - i["b"], ["Multiply"] = (i, _) => i["a"] * i["b"], ["Divide"] = (i, _) => i["a"] / i["b"],
        ["Maximum"] = (i, _) => Max(i["a"], i["b"]), ["Minimum"] = (i, _) => Min(i["a"], i["b"]), ["Atan2"] = (i, _) => Atan2(i["a"], i["b"]), ["Pow"] = (i, _) => Pow(i["a"], i["b"]),
        ["Sum"] = (i, p) => i["x"].Sum(AxesOf(p), p.Flag("keepDims")), ["Mean"] = (i, p) => i["x"].Mean(AxesOf(p), p.Flag("keepDims")),
        ["Max"] = (i, p) => i["x"].Max(AxesOf(p), p.Flag("keepDims")), ["Min"] = (i, p) => i["x"].Min(AxesOf(p), p.Flag("keepDims")),
        ["LogSumExp"] = (i, p) => i["x"].LogSumExp(AxesOf(p), p.Flag("keepDims")),
        ["Clip"] = (i, p) => Clip(i["x"], p.Number("min", double.NegativeInfinity), p.Number("max", double.PositiveInfinity)),
        ["Variance"] = (i, p) => i["x"].Variance(AxesOf(p), p.Flag("keepDims"), p.Integer("correction", 1)),
        ["Norm"] = (i, p) => i["x"].Norm(AxesOf(p), p.Flag("keepDims"), p.Number("p", 2)),
        ["Einsum"] = (i, p) => Einsum(p.Text("equation")!, [.. i.Values]),
        ["MatMul"] = (i, _) => i["input"].MatMul(i["other"]),
        ["Reshape"] = (i, p) => i["x"].Reshape(p.Integers("shape")), ["Permute"] = (i, p) => i["x"].Permute(p.Integers("axes")),
        ["Concat"] = (i, p) => Concatenate([i["a"], i["b"]], p.Integer("axis", 0)),
        ["Stack"] = (i, p) => Stack([i["a"], i["b"]], p.Integer("axis", 0)),
        ["Slice"] = (i, p) => i["x"][[.. p.Integers("start")!.Select((start, axis) => Slice.Step(start..p.Integers("stop")![axis], p.Integers("step")![axis]))]],
        ["Flip"] = (i, p) => i["x"].Flip(AxesOf(p)), ["Pad"] = (i, p) => i["x"].Pad(p.Integers("before"), p.Integers("after"), p.Number("value", 0)),
        ["Gather"] = (i, p) => i["x"].Gather(i["indices"], p.Integer("axis", 0)),
        ["GatherElements"] = (i, p) => i["x"].GatherElements(i["indices"], p.Integer("axis", 0)),
        ["ScatterAdd"] = (i, p) => i["x"].ScatterAdd(i["indices"], i["source"], p.Integer("axis", 0)),
        ["Sort"] = (i, p) => i["x"].Sort(p.Integer("axis", -1), p.Flag("descending")), ["TopK"] = (i, p) => i["x"].TopK(p.Integer("k", 1), p.Integer("axis", -1)).Values,
        ["CumulativeSum"] = (i, p) => i["x"].CumulativeSum(p.Integer("axis", 0)), ["Prod"] = (i, p) => i["x"].Product(AxesOf(p), p.Flag("keepDims")),
        ["Tril"] = (i, p) => i["x"].Tril(p.Integer("diagonal", 0)),
        ["Where"] = (i, _) => Where(i["condition"], i["a"], i["b"]),
    };

    public static TheoryData<int, string> Cases => GoldenCheck.CasesOf(All, Operations);

    [Fact]
    public void Every_operation_of_the_table_has_cases() =>
        Assert.Empty(Operations.Keys.Except(All.Select(golden => golden.Name)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_PyTorchs(int index, string what)
    {
        Assert.NotEmpty(what);
        GoldenCheck.Run(All[index], Operations[All[index].Name]);
    }

    private static Axes AxesOf(GoldenParameters parameters) => parameters.Integers("axes") is { } axes ? Axes.Create(axes) : default;
}
