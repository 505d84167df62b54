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

    [Theory]
    [InlineData("log(-exp(x))")]
    [InlineData("sqrt(-square(x))")]
    [InlineData("atanh(2 + square(x))")]
    public void What_is_singular_for_every_input_is_certain(string text) =>
        Assert.True(IntervalAnalysis.Singularities(Formula.Parse($"(x) => {text}").Body, _ => Interval.All).Single().IsCertain);

    [Theory]
    [InlineData("1 / (x - max(x))", true)]
    [InlineData("log(max(x) - x)", true)]
    [InlineData("sqrt(x - min(x))", true)]
    [InlineData("1 / (exp(x - stop_gradient(max(x))) - 1)", true)]
    [InlineData("1 / (x - max(2 * x))", false)]
    [InlineData("1 / (x - mean(x))", false)]
    public void What_is_singular_somewhere_in_every_row_is_certain(string text, bool isCertain) =>
        Assert.Equal(isCertain, IntervalAnalysis.Singularities(Formula.Parse($"(row x) => {text}").Body, _ => Interval.All).Single().IsCertain);

    [Theory]
    [InlineData("x - max(x)", double.NegativeInfinity, 0)]
    [InlineData("x - min(x)", 0, double.PositiveInfinity)]
    [InlineData("sum(exp(x - max(x)))", 1, double.PositiveInfinity)]
    [InlineData("logsumexp(max(x) - x)", 0, double.PositiveInfinity)]
    [InlineData("x * x", 0, double.PositiveInfinity)]
    public void What_every_row_attains_narrows_ranges(string text, double low, double high) =>
        Assert.Equal(new Interval(low, high), IntervalAnalysis.Range(Formula.Parse($"(row x) => {text}").Body, _ => Interval.All));

    [Theory]
    [InlineData("log(x)", "x > 0", true)]
    [InlineData("log(x)", "0 < x", true)]
    [InlineData("log(x)", "x >= 0", false)]
    [InlineData("log(x)", "not(x <= 0 or x > 5)", true)]
    [InlineData("log(x)", "x > 0 or x < 5", false)]
    [InlineData("log(x)", "x == 2", true)]
    [InlineData("1 / x", "x != 0", true)]
    [InlineData("1 / x", "not(x == 0)", true)]
    [InlineData("1 / x", "x != 1", false)]
    [InlineData("1 / x", "abs(x) > 0.1", true)]
    [InlineData("1 / x", "x * x >= 0.1", true)]
    [InlineData("asin(x)", "abs(x) < 1", true)]
    [InlineData("asin(x)", "abs(x) <= 1", false)]
    [InlineData("log(x - 1)", "x > 1", true)]
    [InlineData("log(x - 2)", "x > 1", false)]
    [InlineData("log(x - y)", "x > y", true)]
    [InlineData("log(y - x)", "x < y", true)]
    [InlineData("log(x - y)", "x < y", false)]
    public void Conditions_that_hold_exclude_singularities(string text, string condition, bool excluded)
    {
        var call = (Call)Formula.Parse($"(x, y) => {text}").Body;
        var assumptions = new Assumptions([Formula.Parse($"(x, y) => {condition}").Body]);

        Assert.Equal(excluded, IntervalAnalysis.Singularity(call, _ => Interval.All, assumptions) is null);
    }

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
