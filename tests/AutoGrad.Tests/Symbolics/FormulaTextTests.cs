using System.Globalization;
using AutoGrad.Symbolics;

namespace AutoGrad.Tests;

public class FormulaTextTests
{
    [Theory]
    [InlineData("(x, a = 1) => x + square(sin(a * x)) / a")]
    [InlineData("(row x) => t1 = exp(x - max(x)); t1 / sum(t1)")]
    [InlineData("(row logits, label y) => logsumexp(logits) - logits[y]")]
    [InlineData("(x) => select(x > -3 and x < 3, x / 6 + 0.5, select(x >= 3, 1, 0))")]
    [InlineData("(x) => -(x - 1) * 2 - (3 - x) / (4 / (5 / x))")]
    [InlineData("(x, y) => -x - -y * -2")]
    [InlineData("(x) => max(x, -infinity) + nan + 1E-300 + 0.1 * x")]
    [InlineData("(truth c, x) => select(not(c) or x == 1, x, -0)")]
    [InlineData("() => 3")]
    public void Text_reads_back_as_the_same_formula(string text)
    {
        var formula = Formula.Parse(text);

        Assert.Equal(text, formula.ToText());
        Assert.Same(formula.Body, Formula.Parse(formula.ToText()).Body);
    }

    [Theory]
    [InlineData("(x) => x +", "a name or a number was expected (at character 11)")]
    [InlineData("(x) => y", "'y' is neither a parameter nor a name given before (at character 8)")]
    [InlineData("(x) => sine(x)", "there is no function 'sine' of 1 arguments (at character 8)")]
    [InlineData("(x) => x ? 1", "'?' has no meaning in a formula")]
    [InlineData("(x, x) => x", "the parameter 'x' is declared twice")]
    [InlineData("(x) => x x", "'x' was not expected")]
    [InlineData("(x = y) => x", "'y' is neither a parameter")]
    [InlineData("", "'(' was expected (at character 1)")]
    public void What_cannot_be_read_says_where_and_why(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => Formula.Parse(text)).Message);

    [Fact]
    public void Endless_nesting_is_refused_before_the_stack_ends() =>
        Assert.Contains("levels of nesting", Assert.Throws<FormatException>(() => Formula.Parse("(x) => " + new string('(', 100_000))).Message);

    [Fact]
    public void Text_does_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal("(x, a = -0.5) => a * x + 1.25", Formula.Parse("(x, a = -0.5) => a * x + 1.25").ToText());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("(x) => x / (1 + exp(-x))", @"\frac{x}{1 + e^{-x}}")]
    [InlineData("(x, alpha = 1) => alpha * square(x + 1)", @"\alpha \cdot \left(x + 1\right)^{2}")]
    [InlineData("(x) => square(sin(x))", @"\sin\left(x\right)^{2}")]
    [InlineData("(x) => pow(square(x), 1.5)", @"\left(x^{2}\right)^{1.5}")]
    [InlineData("(x) => x - (1 - x)", @"x - \left(1 - x\right)")]
    [InlineData("(x) => 1E-12 * x", @"1 \cdot 10^{-12} \cdot x")]
    [InlineData("(row x) => sum(x + 1)", @"\sum \left(x + 1\right)")]
    public void LaTeX_is_what_one_would_set(string formula, string latex) => Assert.Equal(latex, LatexWriter.Write(Formula.Parse(formula).Body));

    [Fact]
    public void Equal_expressions_are_the_same_object_and_zeros_of_both_signs_are_not()
    {
        Assert.Same(Expression.Number(2) * Expression.Variable("x"), Expression.Number(2) * Expression.Variable("x"));
        Assert.NotSame(Expression.Number(0.0), Expression.Number(-0.0));
        Assert.Same(Expression.Number(double.NaN), Expression.Number(double.NaN));
        Assert.NotSame(Expression.Variable("x"), Expression.Variable("x", VariableKind.Row));
    }

    [Fact]
    public void Expressions_that_nobody_holds_are_collected()
    {
        var reference = Abandoned();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(reference.TryGetTarget(out _));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference<Expression> Abandoned() => new(Expression.Variable("abandoned") + 12345.678);
}
