using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>The gamma function's logarithm and its derivatives, by their identities and at known values.</summary>
public sealed class GammaTests
{
    private const double EulersConstant = 0.57721566490153286;

    public static TheoryData<double> Points => [0.001, 0.3, 0.99, 1.7, 2.5, 9.99, 10.01, 123.4, -0.3, -0.7, -1.2, -5.8, -42.4];

    [Theory]
    [MemberData(nameof(Points))]
    public void Each_is_the_next_one_less_its_first_term(double x)
    {
        Near(LogGamma(x + 1), LogGamma(x) + Math.Log(Math.Abs(x)));
        Near(Digamma(x + 1), Digamma(x) + 1 / x);
        Near(Polygamma(1, x), Polygamma(1, x + 1) + 1 / (x * x));
        Near(Polygamma(2, x), Polygamma(2, x + 1) - 2 / (x * x * x));
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void Both_sides_of_one_half_mirror_each_other(double x)
    {
        Near(Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * x))), LogGamma(x) + LogGamma(1 - x));
        Near(Math.PI / Math.Tan(Math.PI * x), Digamma(1 - x) - Digamma(x));
        Near(Square(Math.PI / Math.Sin(Math.PI * x)), Polygamma(1, x) + Polygamma(1, 1 - x));
    }

    [Fact]
    public void Known_values_are_met()
    {
        Assert.Equal(Math.Log(Math.PI) / 2, LogGamma(0.5), 1e-15);
        Assert.Equal(Math.Log(24), LogGamma(5.0), 1e-15);
        Assert.Equal(-EulersConstant, Digamma(1.0), 1e-15);
        Assert.Equal(Math.PI * Math.PI / 6, Polygamma(1, 1), 1e-15);
        Assert.Equal(Math.Pow(Math.PI, 4) / 15, Polygamma(3, 1.0), 1e-13);
        Assert.Equal(1.2020569031595943, Zeta(3, 1), 1e-15);
        Assert.Equal(double.PositiveInfinity, Zeta(2, -3));
        Assert.Equal(double.PositiveInfinity, Zeta(1, 2));
        Assert.Equal(double.NaN, Zeta(0.5, 2));
        Assert.Equal(double.NaN, Zeta(2.5, -0.5));
        Assert.Equal(0, Zeta(2, double.PositiveInfinity));
    }

    [Fact]
    public void The_zero_of_the_digamma_function_is_a_zero() => Assert.InRange(Digamma(1.4616321449683622), -1e-16, 0);

    [Fact]
    public void Derivatives_go_on_for_ever()
    {
        var x = Node.Input("x", [], ElementType.Float64);
        var derivative = LogGamma(x);
        for (int order = 0; order < 5; order++)
        {
            derivative = Gradient.Of(derivative, x);
            foreach (double at in new[] { 0.4, 3.1, -1.3 })
                Near(Polygamma(order, at), derivative.Evaluate((x, [at]))[0]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void The_polygamma_function_of_a_node_is_that_of_its_elements(int order)
    {
        var x = Node.Input("x", [3], ElementType.Float64);

        Assert.Equal([Polygamma(order, 0.2), Polygamma(order, 1.7), Polygamma(order, 12.0)], Polygamma(order, x).Evaluate((x, [0.2, 1.7, 12])));
        Compiled.AgreesWithReference([Polygamma(order, x)], new Dictionary<Node, double[]> { [x] = [0.2, 1.7, 12] });
    }

    [Fact]
    public void Of_the_order_there_is_no_derivative()
    {
        Node s = Node.Input("s", []), q = Node.Input("q", []);

        Assert.Contains("has no derivative by its argument 1, which has to be a constant.", Assert.Throws<DifferentiationException>(() => Gradient.Of(Zeta(s, q), s)).Message);
    }

    [Fact]
    public void A_negative_order_is_refused()
    {
        var x = Node.Input("x", []);

        Assert.StartsWith("Polygamma: order -1; the number of times that the digamma function is differentiated, 0 or more.", Assert.Throws<ArgumentOutOfRangeException>(() => Polygamma(-1, x)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Polygamma(-2, 1.0));
    }

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 2e-13 * Math.Max(1, Math.Abs(expected)));
}
