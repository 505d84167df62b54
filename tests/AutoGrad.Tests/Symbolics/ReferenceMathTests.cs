using AutoGrad.Symbolics;
using AutoGrad.Tests.Reference;

namespace AutoGrad.Tests;

/// <summary>The slow reference of each primitive, in double precision: within a few units of the last place, tails and special values included.</summary>
public class ReferenceMathTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly Entry[] Entries =
    [
        new("log1p", ReferenceMath.Log1p, DoubleDoubleMath.Log1p, new(-0.9999999, 1e300, 2),
            [(0, 0), (-0.0, -0.0), (-1, double.NegativeInfinity), (-2, double.NaN), (double.PositiveInfinity, double.PositiveInfinity)]),
        new("expm1", ReferenceMath.Expm1, DoubleDoubleMath.Expm1, new(-700, 709.7, 2),
            [(0, 0), (-0.0, -0.0), (double.NegativeInfinity, -1), (double.PositiveInfinity, double.PositiveInfinity)]),
        new("sigmoid", ReferenceMath.Sigmoid, DoubleDoubleMath.Sigmoid, new(-708, 50, 2),
            [(0, 0.5), (double.NegativeInfinity, 0), (double.PositiveInfinity, 1)]),
        new("sigmoidslope", ReferenceMath.SigmoidSlope, DoubleDoubleMath.SigmoidSlope, new(-708, 708, 3),
            [(0, 0.25), (double.NegativeInfinity, 0), (double.PositiveInfinity, 0)]),
        new("tanhsoftplus", ReferenceMath.TanhSoftplus, DoubleDoubleMath.TanhSoftplus, new(-708, 50, 3),
            [(0, 0.6), (double.NegativeInfinity, 0), (double.PositiveInfinity, 1)]),
        new("tanhsoftplusslope", ReferenceMath.TanhSoftplusSlope, DoubleDoubleMath.TanhSoftplusSlope, new(-708, 354, 6),
            [(0, 0.32), (double.NegativeInfinity, 0), (double.PositiveInfinity, 0)]),
        new("gaussian", ReferenceMath.Gaussian, DoubleDoubleMath.Gaussian, new(-26.6, 26.6, 3),
            [(0, 1), (double.NegativeInfinity, 0), (double.PositiveInfinity, 0), (1e300, 0)]),
        new("logsigmoid", ReferenceMath.LogSigmoid, DoubleDoubleMath.LogSigmoid, new(-1e300, 708, 2),
            [(double.NegativeInfinity, double.NegativeInfinity), (double.PositiveInfinity, -0.0)]),
        new("softplus", ReferenceMath.Softplus, DoubleDoubleMath.Softplus, new(-708, 1e300, 2),
            [(double.NegativeInfinity, 0), (double.PositiveInfinity, double.PositiveInfinity)]),
        new("asinh", ReferenceMath.Asinh, DoubleDoubleMath.Asinh, new(-1e300, 1e300, 3),
            [(0, 0), (-0.0, -0.0), (double.NegativeInfinity, double.NegativeInfinity), (double.PositiveInfinity, double.PositiveInfinity)]),
        new("acosh", ReferenceMath.Acosh, DoubleDoubleMath.Acosh, new(1, 1e300, 3),
            [(1, 0), (0.999, double.NaN), (-1e8, double.NaN), (double.NegativeInfinity, double.NaN), (double.PositiveInfinity, double.PositiveInfinity)]),
        new("atanh", ReferenceMath.Atanh, DoubleDoubleMath.Atanh, new(-0.9999999, 0.9999999, 3),
            [(0, 0), (-0.0, -0.0), (1, double.PositiveInfinity), (-1, double.NegativeInfinity), (1.5, double.NaN), (-2, double.NaN)]),
        new("log2", ReferenceMath.Log2, DoubleDoubleMath.Log2, new(1e-320, 1e308, 2),
            [(0, double.NegativeInfinity), (1, 0), (8, 3), (5e-324, -1074), (double.PositiveInfinity, double.PositiveInfinity), (-1, double.NaN)]),
        new("lgamma", ReferenceMath.LogGamma, DoubleDoubleMath.LogGamma, new(1e-300, 1e300, 4),
            [(0, double.PositiveInfinity), (1, 0), (2, 0), (-3, double.PositiveInfinity), (double.NegativeInfinity, double.PositiveInfinity), (double.PositiveInfinity, double.PositiveInfinity)]),
        new("digamma", ReferenceMath.Digamma, DoubleDoubleMath.Digamma, new(1e-300, 1e300, 4),
            [(0, double.NegativeInfinity), (-0.0, double.PositiveInfinity), (-3, double.NaN), (double.NegativeInfinity, double.NaN), (double.PositiveInfinity, double.PositiveInfinity)]),
        new("erf", ReferenceMath.Erf, DoubleDoubleMath.Erf, new(-8, 8, 3),
            [(0, 0), (-0.0, -0.0), (double.NegativeInfinity, -1), (double.PositiveInfinity, 1)]),
        new("erfc", ReferenceMath.Erfc, DoubleDoubleMath.Erfc, new(-8, 26.5, 4),
            [(0, 1), (double.NegativeInfinity, 2), (double.PositiveInfinity, 0), (1e300, 0)]),
    ];

    public static TheoryData<string> Functions => [.. Entries.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Errors_are_a_few_units_of_the_last_place(string name)
    {
        var entry = Entries.Single(e => e.Name == name);
        var error = new ElementaryError();
        foreach (double x in entry.Domain.Samples(1e-300))
            error.Add(entry.Function(x), entry.Exact(x), $"{x:R}");
        output.WriteLine($"{name}: {error.Text} ulp at {error.At}");
        Assert.True(error.Ulps <= entry.Domain.Ulps, $"{name}: {error.Text} ulp at {error.At}.");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void The_220_digit_references_are_met_tails_included(string name)
    {
        var entry = Entries.Single(e => e.Name == name);
        if (!ReferenceFunction.All.TryGetValue(name, out var reference))
        {
            Assert.Contains(name, (string[])["acosh", "log2", "sigmoidslope", "tanhsoftplus", "tanhsoftplusslope", "gaussian"]);
            return;
        }
        for (int i = 0; i < reference.X.Length; i++)
        {
            double actual = entry.Function(reference.X[i]), expected = reference.Value[i];
            var error = new ElementaryError();
            if (!actual.Equals(expected))
                error.Add(actual, expected, $"{reference.X[i]:R}");
            Assert.True(error.Ulps <= entry.Domain.Ulps + 0.5, $"{name}({error.At}) is {actual:R}, the reference has {expected:R}.");
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Special_arguments_have_their_special_values(string name)
    {
        var entry = Entries.Single(e => e.Name == name);
        foreach (var (x, value) in entry.Specials.Append((double.NaN, double.NaN)))
        {
            double actual = entry.Function(x);
            Assert.True(value.Equals(actual) && double.IsNegative(value) == double.IsNegative(actual) || (double.IsNaN(value) && double.IsNaN(actual)), $"{name}({x:R}) is {actual:R}, not {value:R}.");
        }
    }

    private sealed record Entry(
        string Name, Func<double, double> Function, Func<DoubleDouble, DoubleDouble> Exact, ElementaryDomain Domain, (double X, double Value)[] Specials);
}
