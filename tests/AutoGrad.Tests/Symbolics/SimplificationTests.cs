using AutoGrad.Symbolics;

namespace AutoGrad.Tests;

public class SimplificationTests
{
    private static readonly double[] Specials =
        [0.0, -0.0, 1, -1, 0.5, -2.5, 3, 1e-310, 1e300, -1e300, double.PositiveInfinity, double.NegativeInfinity, double.NaN, Math.PI];

    [Theory]
    [InlineData("x + 0", "x")]
    [InlineData("0 + x", "x")]
    [InlineData("x + -y", "x - y")]
    [InlineData("x - -y", "x + y")]
    [InlineData("x - 0", "x")]
    [InlineData("0 - x", "-x")]
    [InlineData("-(-(x))", "x")]
    [InlineData("-(x - y)", "y - x")]
    [InlineData("1 * x", "x")]
    [InlineData("x * -1", "-x")]
    [InlineData("x * 3", "3 * x")]
    [InlineData("2 * (3 * x)", "6 * x")]
    [InlineData("2 * -(x)", "-2 * x")]
    [InlineData("-(x) * y", "-(x * y)")]
    [InlineData("x * x", "square(x)")]
    [InlineData("x * reciprocal(y)", "x / y")]
    [InlineData("x / 1", "x")]
    [InlineData("1 / x", "reciprocal(x)")]
    [InlineData("-(x) / y", "-(x / y)")]
    [InlineData("pow(x, 1)", "x")]
    [InlineData("pow(x, 0)", "1")]
    [InlineData("pow(x, 2)", "square(x)")]
    [InlineData("pow(x, -1)", "reciprocal(x)")]
    [InlineData("square(-(x))", "square(x)")]
    [InlineData("cosh(-(x))", "cosh(x)")]
    [InlineData("cos(-(x))", "cos(x)")]
    [InlineData("abs(-(x))", "abs(x)")]
    [InlineData("abs(abs(x))", "abs(x)")]
    [InlineData("select(x > 0, y, y)", "y")]
    [InlineData("select(1 > 0, x, y)", "x")]
    [InlineData("select(not(x > 0), x, y)", "select(x > 0, y, x)")]
    [InlineData("select(not(not(x > 0)), x, y)", "select(x > 0, x, y)")]
    [InlineData("-(2 * x)", "-2 * x")]
    [InlineData("2 * 3 + sqrt(16)", "10")]
    public void Each_identity_is_applied_and_keeps_every_value(string from, string to)
    {
        var before = Body(from);
        var after = Simplification.Simplify(before);

        Assert.Same(Body(to), after);
        foreach (double x in Specials)
            foreach (double y in Specials)
                if (!(from.Contains("reciprocal(y)") && double.IsInfinity(1 / y)))
                    Assert.True(Same(Value(before, x, y), Value(after, x, y)), $"{from} at x = {x}, y = {y}: {Value(before, x, y)} became {Value(after, x, y)}.");
    }

    [Theory]
    [InlineData("x / x")]
    [InlineData("0 * x")]
    [InlineData("x - x")]
    [InlineData("log(exp(x))")]
    [InlineData("exp(log(x))")]
    [InlineData("sqrt(square(x))")]
    [InlineData("pow(x, 0.5)")]
    [InlineData("2E-200 * (3E-200 * x)")]
    public void What_does_not_hold_everywhere_stays_as_it_is(string text) => Assert.Same(Body(text), Simplification.Simplify(Body(text)));

    [Theory]
    [InlineData("sum(-x)", "-sum(x)")]
    [InlineData("sum(a * x)", "a * sum(x)")]
    [InlineData("sum(x * a)", "a * sum(x)")]
    [InlineData("mean(x / a)", "mean(x) / a")]
    [InlineData("sum(y * (x / a / max(x)))", "reciprocal(a) / max(x) * sum(y * x)")]
    [InlineData("mean(a * y * (sum(x) * x))", "a * sum(x) * mean(y * x)")]
    public void What_is_one_number_a_row_is_taken_out_of_a_sum(string from, string to)
    {
        var (before, expected) = (Rows(from), Rows(to));
        Assert.Same(expected, Simplification.Simplify(before));
        Assert.Equal(Of(before), Of(expected), 1e-13);

        static Expression Rows(string text) => Formula.Parse($"(row x, row y, a) => {text}").Body;
        static double Of(Expression expression) =>
            Evaluation.Evaluate(expression, 4, static variable => variable.Name switch { "x" => [1.25, -2, 0.5, 7], "y" => [-3, 0.75, 1e-3, 2], _ => [1.7] })[0];
    }

    [Theory]
    [InlineData("sum(a + x)")]
    [InlineData("sum(a / x)")]
    [InlineData("sum(x * y)")]
    [InlineData("max(a * x)")]
    public void What_is_not_linear_stays_inside(string text)
    {
        var body = Formula.Parse($"(row x, row y, a) => {text}").Body;
        Assert.Same(body, Simplification.Simplify(body));
    }

    [Fact]
    public void Every_rule_says_what_it_does_and_where_it_holds() =>
        Assert.All(SimplificationRules.All, rule =>
        {
            Assert.Contains("→", rule.Name);
            Assert.NotEmpty(rule.Domain);
        });

    private static Expression Body(string text) => Formula.Parse($"(x, y) => {text}").Body;

    private static double Value(Expression expression, double x, double y) =>
        Evaluation.Evaluate(expression, new Dictionary<string, double> { ["x"] = x, ["y"] = y });

    // Equal up to the sign of a zero and the last rounding, as the rules' domains say.
    private static bool Same(double a, double b) =>
        a.Equals(b) || a == b || Math.Abs(a - b) <= 4e-16 * Math.Abs(a) || (Math.Abs(a) < 1e-300 && Math.Abs(b) < 1e-300);
}
