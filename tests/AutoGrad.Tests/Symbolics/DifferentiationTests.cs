using AutoGrad.Symbolics;

namespace AutoGrad.Tests;

public class DifferentiationTests
{
    [Theory]
    [InlineData("(x) => x * sigmoid(x)", "sigmoid(x) + x * sigmoidslope(x)")]
    [InlineData("(x) => tanh(x)", "4 * sigmoidslope(2 * x)")]
    [InlineData("(x) => x + square(sin(x))", "1 + 2 * sin(x) * cos(x)")]
    [InlineData("(x) => select(x > 0, log(x), 0)", "select(x > 0, reciprocal(x), 0)")]
    [InlineData("(x) => 3 * x - 2", "3")]
    [InlineData("(x) => 7", "0")]
    [InlineData("(x) => pow(x, 3)", "3 * square(x)")]
    public void Derivatives_come_out_as_one_would_write_them(string formula, string expected)
    {
        var parsed = Formula.Parse(formula);
        var derivative = Differentiation.Standard.Derivative(parsed.Body, parsed.Parameters[0].Variable);
        Assert.Same(Formula.Parse($"(x) => {expected}").Body, derivative);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NegativeInfinity)]
    public void The_branch_not_taken_cannot_leak_a_NaN(double x)
    {
        var formula = Formula.Parse("(x) => select(x > 0, sqrt(x) * log(x), 2 * x)");
        var variable = formula.Parameters[0].Variable;
        var first = Differentiation.Standard.Derivative(formula.Body, variable);
        var second = Differentiation.Standard.Derivative(first, variable);

        Assert.Equal(2, Value(first, x));
        Assert.Equal(0, Value(second, x));
    }

    [Fact]
    public void The_gradient_of_softmax_reads_upstream_minus_its_weighted_sum()
    {
        var softmax = Formula.Parse("(row x) => e = exp(x - max(x)); e / sum(e)");
        var gradient = softmax.Gradient(softmax.Parameters[0]);
        double[] x = [1, -0.5, 2], upstream = [0.3, -1, 0.7];
        double[] y = Row(softmax.Body, x, upstream);
        double inner = y.Zip(upstream, (a, b) => a * b).Sum();

        double[] actual = Row(gradient.Body, x, upstream);
        for (int i = 0; i < x.Length; i++)
            Assert.Equal(y[i] * (upstream[i] - inner), actual[i], 1e-15);
    }

    [Fact]
    public void The_gradient_of_cross_entropy_is_softmax_minus_one_hot()
    {
        var loss = Formula.Parse("(row logits, label y) => logsumexp(logits) - logits[y]");
        var gradient = loss.Gradient(loss.Parameters[0]);

        Assert.Equal(
            "(row logits, label y, upstream) => t1 = logsumexp(logits); select(position() == y, -upstream, 0) + upstream * select(t1 == -infinity, 0, select(logits == t1, 1, exp(logits - t1)))",
            gradient.ToText());
    }

    [Fact]
    public void A_shift_under_a_stopped_gradient_leaves_softmax_its_short_gradient()
    {
        var softmax = Formula.Parse("(row x) => e = exp(x - stop_gradient(max(x))); e / sum(e)");

        Assert.Equal(
            "(row x, row upstream) => t1 = exp(x - stop_gradient(max(x))); t2 = sum(t1); upstream * (t1 / t2) - reciprocal(t2) / t2 * sum(upstream * t1) * t1",
            softmax.Gradient(softmax.Parameters[0]).ToText());
    }

    [Fact]
    public void A_number_that_the_row_shares_collects_the_adjoints_of_all_positions()
    {
        var formula = Formula.Parse("(row x, b) => x * b + b");
        var gradient = formula.Gradient(formula.Parameters[1]);
        double[] x = [1, 2, 4], upstream = [1, 10, 100];

        Assert.Equal(2 + 30 + 500, Evaluation.Evaluate(gradient.Body, 3, v => v.Name switch { "x" => x, "upstream" => upstream, _ => [3] })[0]);
    }

    [Fact]
    public void A_shared_sub_expression_is_differentiated_once_however_often_it_doubles()
    {
        Expression x = Expression.Variable("x"), y = x;
        for (int i = 0; i < 60; i++)
            y = Expression.Apply(Primitives.Sin, y + y * 0.5);

        Assert.InRange(Walk.Ordered(Differentiation.Standard.Derivative(y, x)).Count, 60, 1000);
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_calls_does_not_overflow_the_stack()
    {
        Expression x = Expression.Variable("x"), y = x;
        for (int i = 0; i < 100_000; i++)
            y = Expression.Apply(Primitives.Sin, y);

        Assert.Equal(1, Value(Differentiation.Standard.Derivative(y, x), 0));
    }

    [Fact]
    public void A_parameter_called_upstream_is_refused()
    {
        var formula = Formula.Parse("(upstream) => upstream * 2");

        var error = Assert.Throws<ArgumentException>(() => formula.Gradient(formula.Parameters[0]));
        Assert.Contains("cannot have a parameter called 'upstream'", error.Message);
    }

    private static double Value(Expression expression, double x) =>
        Evaluation.Evaluate(expression, new Dictionary<string, double> { ["x"] = x });

    private static double[] Row(Expression expression, double[] x, double[] upstream) =>
        Evaluation.Evaluate(expression, x.Length, variable => variable.Name == "x" ? x : upstream);
}
