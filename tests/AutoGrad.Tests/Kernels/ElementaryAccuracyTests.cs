using AutoGrad.Kernels;
using AutoGrad.Symbolics;
using AutoGrad.Tests.Reference;

namespace AutoGrad.Tests;

/// <summary>The largest errors of the elementary functions on lanes, in units of the last place, and their special values.</summary>
public class ElementaryAccuracyTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly Bound[] Bounds =
    [
        new("exp", Math.Exp, -104, 88.7, 2, Elementary.Exp, Elementary.Exp, Elementary.Exp),
        new("expm1", ReferenceMath.Expm1, -20, 88.7, 3, Elementary.Expm1, Elementary.Expm1, Elementary.Expm1),
        new("log", Math.Log, 1e-44, 3e38, 2, Elementary.Log, Elementary.Log, Elementary.Log),
        new("log1p", ReferenceMath.Log1p, -0.999, 1e30, 3, Elementary.Log1p, Elementary.Log1p, Elementary.Log1p),
        new("sinh", Math.Sinh, -88, 88, 4, Elementary.Sinh, Elementary.Sinh, Elementary.Sinh),
        new("cosh", Math.Cosh, -88, 88, 4, Elementary.Cosh, Elementary.Cosh, Elementary.Cosh),
        new("tanh", Math.Tanh, -12, 12, 4, Elementary.Tanh, Elementary.Tanh, Elementary.Tanh),
        new("sigmoid", ReferenceMath.Sigmoid, -87, 30, 3, Elementary.Sigmoid, Elementary.Sigmoid, Elementary.Sigmoid),
        new("softplus", ReferenceMath.Softplus, -87, 100, 4, Elementary.Softplus, Elementary.Softplus, Elementary.Softplus),
        new("logsigmoid", ReferenceMath.LogSigmoid, -100, 87, 4, Elementary.LogSigmoid, Elementary.LogSigmoid, Elementary.LogSigmoid),
        new("sin", Math.Sin, -8000, 8000, 2, Elementary.Sin, Elementary.Sin, Elementary.Sin),
        new("cos", Math.Cos, -8000, 8000, 2, Elementary.Cos, Elementary.Cos, Elementary.Cos),
        new("tan", Math.Tan, -8000, 8000, 4, Elementary.Tan, Elementary.Tan, Elementary.Tan),
        new("asin", Math.Asin, -1, 1, 4, Elementary.Asin, Elementary.Asin, Elementary.Asin),
        new("acos", Math.Acos, -1, 1, 4, Elementary.Acos, Elementary.Acos, Elementary.Acos),
        new("atan", Math.Atan, -1e6, 1e6, 4, Elementary.Atan, Elementary.Atan, Elementary.Atan),
        new("asinh", ReferenceMath.Asinh, -1e30, 1e30, 4, Elementary.Asinh, Elementary.Asinh, Elementary.Asinh),
        new("acosh", ReferenceMath.Acosh, 1, 1e30, 4, Elementary.Acosh, Elementary.Acosh, Elementary.Acosh),
        new("atanh", ReferenceMath.Atanh, -0.9999, 0.9999, 4, Elementary.Atanh, Elementary.Atanh, Elementary.Atanh),
        new("erf", ReferenceMath.Erf, -6, 6, 1, Elementary.Erf, Elementary.Erf, Elementary.Erf),
        new("erfc", ReferenceMath.Erfc, -6, 9, 1, Elementary.Erfc, Elementary.Erfc, Elementary.Erfc),
    ];

    public static TheoryData<string> Functions => [.. Bounds.Select(bound => bound.Name)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Single_precision_is_within_its_bound(string name)
    {
        var bound = Bounds.Single(b => b.Name == name);
        var (worst, at) = (0.0, 0.0);
        foreach (double x in Samples(bound.Low, bound.High))
        {
            float argument = (float)x, actual = (float)Float1.Get(bound.Single(Float1.Const(argument)), 0);
            double exact = bound.Exact(argument), error = Math.Abs(actual - exact) / Ulp((float)exact);
            if (error > worst || double.IsNaN(error))
                (worst, at) = (error, argument);
        }
        output.WriteLine($"{name}: {worst:F2} ulp at {at:R}");
        Assert.True(worst <= bound.Ulps * Slack, $"{name} in single precision: {worst:F2} ulp at {at:R}.");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Double_precision_is_within_its_tolerance_of_the_references(string name)
    {
        var bound = Bounds.Single(b => b.Name == name);
        if (!ReferenceFunction.All.TryGetValue(name, out var reference))
            return;
        for (int i = 0; i < reference.X.Length; i++)
        {
            double actual = Double1.Get(bound.Double(Double1.Const(reference.X[i])), 0), expected = reference.Value[i];
            bool isNormal = Math.Abs(expected) >= 2.3e-308;
            Assert.True(
                actual.Equals(expected) || Math.Abs(actual - expected) <= (isNormal ? 1e-12 / 1000 * Slack * Math.Abs(expected) : 5e-324 * 4),
                $"{name}({reference.X[i]:R}) is {actual:R}, the reference has {expected:R}.");
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Special_values_are_those_of_the_reference(string name)
    {
        var bound = Bounds.Single(b => b.Name == name);
        foreach (double x in (double[])[0.0, -0.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1, -1, 1e300, -1e300, 5e-324, 1e-310, -1e-310, 2, -2])
        {
            double exact = bound.Exact(x), actual = Double1.Get(bound.Double(Double1.Const(x)), 0);
            Assert.True(Agree(exact, actual, 1e-14), $"{name}({x:R}) is {actual:R} in double precision, not {exact:R}.");
            float rounded = (float)x;
            double exactOfRounded = (float)bound.Exact(rounded), single = Float1.Get(bound.Single(Float1.Const(rounded)), 0);
            Assert.True(Agree(exactOfRounded, single, 1e-6), $"{name}({rounded:R}) is {single:R} in single precision, not {exactOfRounded:R}.");
        }
    }

    [Theory]
    [InlineData(0.999)]
    [InlineData(-1.0)]
    [InlineData(-1e8)]
    [InlineData(-1e20)]
    [InlineData(-1e300)]
    [InlineData(double.NegativeInfinity)]
    public void The_inverse_of_cosh_is_NaN_below_one(double x)
    {
        Assert.Equal(double.NaN, Double1.Get(Elementary.Acosh(Double1.Const(x)), 0));
        Assert.Equal(double.NaN, Float1.Get(Elementary.Acosh(Float1.Const(x)), 0));
        Assert.Equal(double.NaN, ReferenceMath.Acosh(x));
    }

    [Theory]
    [InlineData(5e-324)]
    [InlineData(-5e-324)]
    [InlineData(3e-310)]
    public void Subnormals_keep_their_last_digit(double x)
    {
        Assert.Equal(x, Double1.Get(Elementary.Expm1(Double1.Const(x)), 0));
        Assert.Equal(x, Double1.Get(Elementary.Sinh(Double1.Const(x)), 0));
        float single = Math.Sign(x) * float.Epsilon;
        Assert.Equal(single, Float1.Get(Elementary.Expm1(Float1.Const(single)), 0));
    }

    [Fact]
    public void The_table_in_the_docs_has_these_bounds()
    {
        string page = File.ReadAllText(Documents.Path("docs/numerics.md"));
        Assert.All(Bounds, bound => Assert.Contains(string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"| {bound.Name} | {bound.Low:R} … {bound.High:R} | {bound.Ulps} |"), page));
    }

    [Fact]
    public void The_angle_of_a_point_is_right_in_every_quadrant_and_on_the_axes()
    {
        double[] values = [0.0, -0.0, 1, -1, 3, -0.2, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        foreach (double y in values)
            foreach (double x in values)
            {
                double exact = Math.Atan2(y, x), actual = Double1.Get(Elementary.Atan2(Double1.Const(y), Double1.Const(x)), 0);
                Assert.True(Agree(exact, actual, 1e-15), $"atan2({y}, {x}) is {actual:R}, not {exact:R}.");
            }
    }

    [Fact]
    public void Every_width_gives_the_bits_of_one_lane()
    {
        foreach (var bound in Bounds)
        {
            float[] x = [.. Enumerable.Range(0, 16).Select(i => (float)(bound.Low + (bound.High - bound.Low) * (i + 0.5) / 16))], wide = new float[16];
            Float512.Store(bound.Wide(Float512.Load(in x[0])), ref wide[0]);
            for (int i = 0; i < x.Length; i++)
                Assert.Equal((float)Float1.Get(bound.Single(Float1.Const(x[i])), 0), wide[i]);
        }
    }

    // Without fused multiplication the reductions of the argument round once more.
    private static double Slack => System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported ? 1 : 4;

    // Evenly spaced, and evenly spaced in the exponent on both sides of 0.
    private static IEnumerable<double> Samples(double low, double high)
    {
        const int Count = 20_000;
        for (int i = 0; i <= Count; i++)
            yield return low + (high - low) * i / Count;
        for (int i = 0; i <= Count; i++)
        {
            double magnitude = Math.Pow(10, -30 + 68.0 * i / Count);
            if (magnitude >= low && magnitude <= high)
                yield return magnitude;
            if (-magnitude >= low && -magnitude <= high)
                yield return -magnitude;
        }
    }

    private static double Ulp(float value) => Math.Max(float.BitIncrement(Math.Abs(value)) - (double)Math.Abs(value), 1.4e-45);

    private static bool Agree(double exact, double actual, double tolerance) =>
        exact.Equals(actual) ? exact != 0 || double.IsNegative(exact) == double.IsNegative(actual)
        : Math.Abs(exact - actual) <= Math.Max(tolerance * Math.Abs(exact), tolerance < 1e-10 ? 5e-324 : 1.5e-45);

    private sealed record Bound(
        string Name, Func<double, double> Exact, double Low, double High, double Ulps, Func<Float1, Float1> Single, Func<Double1, Double1> Double, Func<Float512, Float512> Wide);
}
