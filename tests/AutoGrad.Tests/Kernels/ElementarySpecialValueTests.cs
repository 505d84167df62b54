using AutoGrad.Kernels;
using static System.Double;

namespace AutoGrad.Tests;

/// <summary>Zeros, infinities, NaN, the ends of domains, overflow and underflow, as C99's annex F and IEEE 754 have them.</summary>
public class ElementarySpecialValueTests
{
    private const double Tiny = 5e-324;
    private const double HalfPi = Math.PI / 2;

    // From each argument to its value; NaN goes to NaN everywhere. All are exact in single precision too, or rounded to it.
    private static readonly Dictionary<string, (double X, double Value)[]> Values = new()
    {
        ["exp"] = [(0, 1), (NegativeZero, 1), (PositiveInfinity, PositiveInfinity), (NegativeInfinity, 0), (1e300, PositiveInfinity), (-1e300, 0), (Tiny, 1)],
        ["exp2"] = [(0, 1), (NegativeZero, 1), (PositiveInfinity, PositiveInfinity), (NegativeInfinity, 0), (1e300, PositiveInfinity), (-1e300, 0), (10, 1024), (-126, 1.1754943508222875e-38)],
        ["expm1"] = [(0, 0), (NegativeZero, NegativeZero), (PositiveInfinity, PositiveInfinity), (NegativeInfinity, -1), (1e300, PositiveInfinity), (-1e300, -1)],
        ["log"] = [(0, NegativeInfinity), (NegativeZero, NegativeInfinity), (1, 0), (PositiveInfinity, PositiveInfinity), (-1, NaN), (-1e-40, NaN), (NegativeInfinity, NaN)],
        ["log2"] = [(0, NegativeInfinity), (NegativeZero, NegativeInfinity), (1, 0), (8, 3), (0.125, -3), (9.5367431640625e-07, -20), (PositiveInfinity, PositiveInfinity), (-1, NaN), (NegativeInfinity, NaN)],
        ["log10"] = [(0, NegativeInfinity), (1, 0), (1000, 3), (1e10, 10), (PositiveInfinity, PositiveInfinity), (-1, NaN), (NegativeInfinity, NaN)],
        ["log1p"] = [(0, 0), (NegativeZero, NegativeZero), (-1, NegativeInfinity), (PositiveInfinity, PositiveInfinity), (-1.5, NaN), (NegativeInfinity, NaN)],
        ["sinh"] = [(0, 0), (NegativeZero, NegativeZero), (PositiveInfinity, PositiveInfinity), (NegativeInfinity, NegativeInfinity), (1e300, PositiveInfinity), (-1e300, NegativeInfinity)],
        ["cosh"] = [(0, 1), (NegativeZero, 1), (PositiveInfinity, PositiveInfinity), (NegativeInfinity, PositiveInfinity), (-1e300, PositiveInfinity)],
        ["tanh"] = [(0, 0), (NegativeZero, NegativeZero), (PositiveInfinity, 1), (NegativeInfinity, -1), (1e300, 1), (-1e300, -1)],
        ["sigmoid"] = [(0, 0.5), (NegativeZero, 0.5), (PositiveInfinity, 1), (NegativeInfinity, 0), (1e300, 1), (-1e300, 0)],
        ["sigmoidslope"] = [(0, 0.25), (NegativeZero, 0.25), (PositiveInfinity, 0), (NegativeInfinity, 0), (1e300, 0), (-1e300, 0)],
        ["tanhsoftplus"] = [(0, 0.6), (NegativeZero, 0.6), (PositiveInfinity, 1), (NegativeInfinity, 0), (1e300, 1), (-1e300, 0)],
        ["tanhsoftplusslope"] = [(0, 0.32), (NegativeZero, 0.32), (PositiveInfinity, 0), (NegativeInfinity, 0), (1e300, 0), (-1e300, 0)],
        ["softplus"] = [(0, 0.69314718055994531), (PositiveInfinity, PositiveInfinity), (NegativeInfinity, 0), (1e30, 1e30), (-1e300, 0)],
        ["logsigmoid"] = [(0, -0.69314718055994531), (PositiveInfinity, NegativeZero), (NegativeInfinity, NegativeInfinity), (-1e30, -1e30)],
        ["sin"] = [(0, 0), (NegativeZero, NegativeZero), (PositiveInfinity, NaN), (NegativeInfinity, NaN)],
        ["cos"] = [(0, 1), (NegativeZero, 1), (PositiveInfinity, NaN), (NegativeInfinity, NaN)],
        ["tan"] = [(0, 0), (NegativeZero, NegativeZero), (PositiveInfinity, NaN), (NegativeInfinity, NaN)],
        ["asin"] = [(0, 0), (NegativeZero, NegativeZero), (1, HalfPi), (-1, -HalfPi), (1.5, NaN), (-1e300, NaN), (PositiveInfinity, NaN)],
        ["acos"] = [(0, HalfPi), (1, 0), (-1, Math.PI), (1.5, NaN), (-1.5, NaN), (PositiveInfinity, NaN), (NegativeInfinity, NaN)],
        ["atan"] = [(0, 0), (NegativeZero, NegativeZero), (PositiveInfinity, HalfPi), (NegativeInfinity, -HalfPi), (1e300, HalfPi), (-1e300, -HalfPi)],
        ["asinh"] = [(0, 0), (NegativeZero, NegativeZero), (PositiveInfinity, PositiveInfinity), (NegativeInfinity, NegativeInfinity)],
        ["acosh"] = [(1, 0), (PositiveInfinity, PositiveInfinity), (0.999, NaN), (0, NaN), (-1, NaN), (-1e8, NaN), (-1e20, NaN), (-1e300, NaN), (NegativeInfinity, NaN)],
        ["atanh"] = [(0, 0), (NegativeZero, NegativeZero), (1, PositiveInfinity), (-1, NegativeInfinity), (1.5, NaN), (-1e30, NaN), (PositiveInfinity, NaN)],
        ["gaussian"] = [(0, 1), (NegativeZero, 1), (PositiveInfinity, 0), (NegativeInfinity, 0), (1e300, 0), (-1e300, 0)],
        ["erf"] = [(0, 0), (NegativeZero, NegativeZero), (PositiveInfinity, 1), (NegativeInfinity, -1), (1e300, 1), (-1e300, -1)],
        ["erfc"] = [(0, 1), (NegativeZero, 1), (PositiveInfinity, 0), (NegativeInfinity, 2), (1e300, 0), (-1e300, 2)],
        ["lgamma"] = [(1, 0), (2, 0), (3, 0.69314718055994531), (0, PositiveInfinity), (NegativeZero, PositiveInfinity), (-1, PositiveInfinity), (-1e30, PositiveInfinity),
            (PositiveInfinity, PositiveInfinity), (NegativeInfinity, PositiveInfinity), (0.5, 0.57236494292470009), (-0.5, 1.2655121234846454), (-1.5, 0.86004701537648102)],
        ["digamma"] = [(0, NegativeInfinity), (NegativeZero, PositiveInfinity), (1, -0.57721566490153287), (-1, NaN), (-1e30, NaN), (PositiveInfinity, PositiveInfinity), (NegativeInfinity, NaN)],
        ["rsqrt"] = [(1, 1), (4, 0.5), (PositiveInfinity, 0), (0, PositiveInfinity), (-1, NaN), (NegativeInfinity, NaN)],
    };

    private static readonly (double X, double Y, double Power)[] Powers =
    [
        // Whatever the other argument is.
        (NaN, 0, 1), (NaN, NegativeZero, 1), (PositiveInfinity, 0, 1), (NegativeInfinity, 0, 1), (0, 0, 1), (NegativeZero, NegativeZero, 1), (-3, 0, 1),
        (1, NaN, 1), (1, PositiveInfinity, 1), (1, NegativeInfinity, 1), (1, 1e300, 1), (1, -7.5, 1),
        (NaN, 1, NaN), (NaN, -2, NaN), (NaN, PositiveInfinity, NaN), (2, NaN, NaN), (0, NaN, NaN), (-1, NaN, NaN), (PositiveInfinity, NaN, NaN), (NaN, NaN, NaN),
        // Zeros.
        (0, 3, 0), (NegativeZero, 3, NegativeZero), (0, 2, 0), (NegativeZero, 2, 0), (0, 0.5, 0), (NegativeZero, 0.5, 0), (0, PositiveInfinity, 0), (NegativeZero, PositiveInfinity, 0),
        (0, -3, PositiveInfinity), (NegativeZero, -3, NegativeInfinity), (0, -2, PositiveInfinity), (NegativeZero, -2, PositiveInfinity), (NegativeZero, -0.5, PositiveInfinity),
        (0, NegativeInfinity, PositiveInfinity), (NegativeZero, NegativeInfinity, PositiveInfinity),
        // Infinite exponents.
        (-1, PositiveInfinity, 1), (-1, NegativeInfinity, 1), (0.5, PositiveInfinity, 0), (-0.5, PositiveInfinity, 0), (0.5, NegativeInfinity, PositiveInfinity),
        (-0.5, NegativeInfinity, PositiveInfinity), (2, PositiveInfinity, PositiveInfinity), (-2, PositiveInfinity, PositiveInfinity), (2, NegativeInfinity, 0), (-2, NegativeInfinity, 0),
        // Infinite bases.
        (PositiveInfinity, 3, PositiveInfinity), (PositiveInfinity, 0.5, PositiveInfinity), (PositiveInfinity, -1, 0), (PositiveInfinity, PositiveInfinity, PositiveInfinity),
        (PositiveInfinity, NegativeInfinity, 0), (NegativeInfinity, 3, NegativeInfinity), (NegativeInfinity, 2, PositiveInfinity), (NegativeInfinity, 0.5, PositiveInfinity),
        (NegativeInfinity, -3, NegativeZero), (NegativeInfinity, -2, 0), (NegativeInfinity, -0.5, 0), (NegativeInfinity, PositiveInfinity, PositiveInfinity), (NegativeInfinity, NegativeInfinity, 0),
        // Negative bases.
        (-2, 3, -8), (-2, 2, 4), (-2, -1, -0.5), (-1, 3, -1), (-1, 16777215, -1), (-1, 16777216, 1), (-2, 0.5, NaN), (-2, 1.5, NaN), (-1e-30, 1e-30, NaN), (-3, -2.5, NaN),
        // Overflow and underflow.
        (2, 1e300, PositiveInfinity), (2, -1e300, 0), (-2, 1e300, PositiveInfinity), (0.5, 1e300, 0), (0.5, -1e300, PositiveInfinity), (-2, 30001, NegativeInfinity), (-2, -30001, NegativeZero),
        // Exact powers.
        (2, 10, 1024), (9, 0.5, 3), (3, 5, 243), (10, 3, 1000), (0.25, -2, 16), (7, 1, 7), (2, -126, 1.1754943508222875e-38), (1024, 12.5, 4.2535295865117308e37),
    ];

    public static TheoryData<string> Functions => [.. Values.Keys];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Special_arguments_have_their_special_values(string name)
    {
        var function = ElementaryBound.All.Single(bound => bound.Name == name);
        foreach (var (x, value) in Values[name].Append((NaN, NaN)))
        {
            Check($"{name}({x:R})", value, Double1.Get(function.OfDouble(Double1.Const(x)), 0));
            Check($"{name}({x:R}) in single precision", (float)value, Float1.Get(function.OfSingle(Float1.Const(x)), 0));
        }
    }

    [Fact]
    public void Powers_of_special_arguments_are_those_of_the_standard()
    {
        foreach (var (x, y, power) in Powers)
        {
            Check($"pow({x:R}, {y:R})", power, Double1.Get(Elementary.Pow(Double1.Const(x), Double1.Const(y)), 0));
            Check($"pow({x:R}, {y:R}) in single precision", (float)power, Float1.Get(Elementary.Pow(Float1.Const(x), Float1.Const(y)), 0));
        }
    }

    [Fact]
    public void Every_function_that_is_measured_has_special_values() =>
        Assert.Equal(ElementaryBound.All.Select(bound => bound.Name), Values.Keys);

    [Theory]
    [InlineData(5e-324)]
    [InlineData(-5e-324)]
    [InlineData(3e-310)]
    public void Subnormals_keep_their_last_digit(double x)
    {
        var x1 = Double1.Const(x);
        Assert.All([Elementary.Expm1(x1), Elementary.Sinh(x1), Elementary.Tanh(x1), Elementary.Log1p(x1), Elementary.Sin(x1), Elementary.Tan(x1)], value => Assert.Equal(x, Double1.Get(value, 0)));
        var single = Float1.Const(Math.Sign(x) * (x == 3e-310 ? 3e-41 : float.Epsilon));
        Assert.All(
            [Elementary.Expm1(single), Elementary.Sinh(single), Elementary.Tanh(single), Elementary.Log1p(single), Elementary.Sin(single), Elementary.Tan(single)],
            value => Assert.Equal(Float1.Get(single, 0), Float1.Get(value, 0)));
    }

    [Fact]
    public void Results_below_the_normal_numbers_are_right_to_a_few_of_their_last_digits()
    {
        Near(1.976e-323, Double1.Get(Elementary.Exp(Double1.Const(-743)), 0));
        Near(Math.Pow(2, -1060), Double1.Get(Elementary.Pow(Double1.Const(2), Double1.Const(-1060)), 0));
        Near(3 * Math.Pow(2, -1070), Double1.Get(Elementary.Pow(Double1.Const(48 * Math.Pow(2, -1074)), Double1.Const(1)), 0));
        Assert.Equal(float.Epsilon * 16, Float1.Get(Elementary.Pow(Float1.Const(2), Float1.Const(-145)), 0));
        Assert.Equal(0, Float1.Get(Elementary.Pow(Float1.Const(2), Float1.Const(-151)), 0));

        static void Near(double expected, double actual) => Assert.InRange(actual, expected - 2 * Tiny, expected + 2 * Tiny);
    }

    [Fact]
    public void The_angle_of_a_point_is_right_in_every_quadrant_and_on_the_axes()
    {
        const double Steep = 3 * Math.PI / 4;
        (double Y, double X, double Angle)[] angles =
        [
            (0, 1, 0), (NegativeZero, 1, NegativeZero), (0, 0, 0), (NegativeZero, 0, NegativeZero), (0, -1, Math.PI), (NegativeZero, -1, -Math.PI),
            (0, NegativeZero, Math.PI), (NegativeZero, NegativeZero, -Math.PI), (1, 0, HalfPi), (-1, 0, -HalfPi), (1, NegativeZero, HalfPi), (-1, NegativeZero, -HalfPi),
            (1, 1, Math.PI / 4), (1, -1, Steep), (-1, 1, -Math.PI / 4), (-1, -1, -Steep), (1, PositiveInfinity, 0), (-1, PositiveInfinity, NegativeZero),
            (1, NegativeInfinity, Math.PI), (-1, NegativeInfinity, -Math.PI), (PositiveInfinity, 3, HalfPi), (NegativeInfinity, -3, -HalfPi),
            (PositiveInfinity, PositiveInfinity, Math.PI / 4), (PositiveInfinity, NegativeInfinity, Steep), (NegativeInfinity, PositiveInfinity, -Math.PI / 4),
            (NegativeInfinity, NegativeInfinity, -Steep), (NaN, 1, NaN), (1, NaN, NaN),
        ];
        foreach (var (y, x, angle) in angles)
        {
            Check($"atan2({y}, {x})", angle, Double1.Get(Elementary.Atan2(Double1.Const(y), Double1.Const(x)), 0));
            Check($"atan2({y}, {x}) in single precision", (float)angle, Float1.Get(Elementary.Atan2(Float1.Const(y), Float1.Const(x)), 0));
        }
    }

    // Zeros with their signs, infinities and NaN exactly; one unit in the last place for numbers that are rounded.
    private static void Check(string what, double expected, double actual)
    {
        double unit = (what.EndsWith("precision", StringComparison.Ordinal) ? 1.2e-7 : 2.3e-16) * FusedMultiplication.Slack;
        Assert.True(
            expected.Equals(actual) ? expected != 0 || IsNegative(expected) == IsNegative(actual) : Math.Abs(actual - expected) <= Math.Abs(expected) * unit,
            $"{what} is {actual:R}, not {expected:R}.");
    }
}
