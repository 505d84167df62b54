using AutoGrad.Tests.Reference;

namespace AutoGrad.Tests;

/// <summary>The judge is judged: rounded to double, double-double results are the 220-digit references.</summary>
public class DoubleDoubleTests
{
    private static readonly Dictionary<string, Func<DoubleDouble, DoubleDouble>> ByName = new()
    {
        ["exp"] = DoubleDoubleMath.Exp, ["expm1"] = DoubleDoubleMath.Expm1, ["log"] = DoubleDoubleMath.Log, ["log1p"] = DoubleDoubleMath.Log1p,
        ["sinh"] = DoubleDoubleMath.Sinh, ["cosh"] = DoubleDoubleMath.Cosh, ["tanh"] = DoubleDoubleMath.Tanh, ["sigmoid"] = DoubleDoubleMath.Sigmoid,
        ["softplus"] = DoubleDoubleMath.Softplus, ["logsigmoid"] = DoubleDoubleMath.LogSigmoid, ["sin"] = DoubleDoubleMath.Sin, ["cos"] = DoubleDoubleMath.Cos,
        ["asin"] = DoubleDoubleMath.Asin, ["acos"] = DoubleDoubleMath.Acos, ["atan"] = DoubleDoubleMath.Atan, ["asinh"] = DoubleDoubleMath.Asinh,
        ["atanh"] = DoubleDoubleMath.Atanh, ["erf"] = DoubleDoubleMath.Erf, ["erfc"] = DoubleDoubleMath.Erfc, ["sqrt"] = DoubleDouble.Sqrt,
    };

    public static TheoryData<string> Functions => [.. ByName.Keys];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Double_double_results_round_to_the_references(string name)
    {
        var reference = ReferenceFunction.All[name];
        for (int i = 0; i < reference.X.Length; i++)
        {
            double expected = reference.Value[i];
            if (double.IsSubnormal(expected) || double.IsInfinity(expected))
                continue;
            double actual = ByName[name](reference.X[i]).High;
            Assert.True(actual.Equals(expected), $"{name}({reference.X[i]:R}) is {actual:R}, the reference has {expected:R}.");
        }
    }

    [Fact]
    public void A_third_times_three_differs_from_one_in_the_32nd_digit()
    {
        var third = (DoubleDouble)1 / 3;
        Assert.NotEqual(0, third.Low);
        Assert.InRange(Math.Abs((3 * third - 1).High), 0, 1e-31);
        var root = DoubleDouble.Sqrt(2);
        Assert.InRange(Math.Abs((root * root - 2).High), 0, 1e-31);
    }
}
