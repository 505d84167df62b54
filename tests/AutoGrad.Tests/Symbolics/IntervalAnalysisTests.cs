using AutoGrad.Symbolics;

namespace AutoGrad.Tests;

public class IntervalAnalysisTests
{
    [Theory]
    [InlineData("log(x)", "the argument of the logarithm can be 0 or negative")]
    [InlineData("1 / x", "the divisor can be 0")]
    [InlineData("sqrt(x)", "the argument of the square root can be negative")]
    [InlineData("sqrt(abs(x))", "the argument of the square root can be 0, where its derivative is infinite")]
    [InlineData("pow(x, 0.5)", "the base of the power can be negative, where a fractional power is undefined")]
    [InlineData("pow(x, -2)", "the base of the negative power can be 0")]
    public void A_reachable_singularity_is_found(string text, string reason) => Assert.Contains(reason, Reasons(text));

    [Theory]
    [InlineData("log(1 + exp(x))")]
    [InlineData("1 / (1 + square(x))")]
    [InlineData("sqrt(1 + square(x))")]
    [InlineData("log(sigmoid(x) + 1)")]
    [InlineData("pow(x, 2)")]
    [InlineData("x / 3")]
    [InlineData("1 / cosh(x)")]
    public void What_cannot_reach_a_singularity_is_not_reported(string text) => Assert.Empty(Reasons(text));

    [Fact]
    public void A_constant_that_is_singular_is_certain() =>
        Assert.True(IntervalAnalysis.Singularities(Formula.Parse("(x) => x * log(0)").Body, _ => Interval.All).Single().IsCertain);

    [Fact]
    public void Ranges_hold_every_value_that_occurs()
    {
        foreach (var primitive in Primitives.All.Where(p => p is { Kind: PrimitiveKind.Elementwise, Arity: 1, YieldsTruth: false }))
            foreach (var (low, high) in ((double, double)[])[(-3, -0.5), (-2, 2), (0, 1), (0.5, 800), (-800, 800), (double.NegativeInfinity, double.PositiveInfinity)])
            {
                var range = primitive.Range([new(low, high)]);
                for (int i = 0; i <= 100; i++)
                {
                    double a = Math.Max(low, -1000), b = Math.Min(high, 1000), value = primitive.Value!([a + (b - a) * i / 100]);
                    Assert.True(double.IsNaN(value) || range.Contains(value), $"{primitive}([{low}, {high}]) = {range} does not hold {value}.");
                }
            }
    }

    private static IEnumerable<string> Reasons(string text) =>
        IntervalAnalysis.Singularities(Formula.Parse($"(x) => {text}").Body, _ => Interval.All).Select(finding => finding.Reason);
}
