using AutoGrad.Symbolics;

namespace AutoGrad.Tests;

public class FinitenessTests
{
    private static readonly double[] Ordinary = [0, -0.0, 1e-300, -1e-300, 0.5, -0.5, 1, -1, 2, -2, 19.5, -19.5, 710, -710, 1000, -1000];

    [Theory]
    [InlineData("x * sigmoid(x)", true)]
    [InlineData("square(reciprocal(cosh(x)))", true)]
    [InlineData("exp(-square(x))", true)]
    [InlineData("1 / (1 + square(x))", true)]
    [InlineData("select(x > 0, 1, 0.01)", true)]
    [InlineData("select(exp(x) > 1, x, 0)", true)]
    [InlineData("exp(x)", false)]
    [InlineData("sin(exp(x))", false)]
    [InlineData("cosh(x) * 2", false)]
    [InlineData("1 / x", false)]
    [InlineData("1 / (1 - square(x))", false)]
    [InlineData("log(x)", false)]
    [InlineData("select(x > 0, log(x), 0)", false)]
    [InlineData("x + nan", false)]
    public void What_stays_finite_is_known(string formula, bool finite) =>
        Assert.Equal(finite, Finiteness.IsPreserved(Formula.Parse($"(x) => {formula}").Body));

    [Fact]
    public void A_variable_that_only_decides_gives_no_value() =>
        Assert.Equal(["y"], Finiteness.ValuesIn(Formula.Parse("(x, y) => select(x > 0, y, 2 * y)").Body).Select(variable => variable.Name));

    [Fact]
    public void What_is_said_to_stay_finite_does()
    {
        int preserved = 0;
        foreach (var primitive in Primitives.All.Where(primitive => primitive is { Kind: PrimitiveKind.Elementwise, YieldsTruth: false } && primitive.Domain.All(domain => domain != Interval.Truth)))
        {
            Variable[] variables = [.. Enumerable.Range(0, primitive.Arity).Select(i => Expression.Variable("xyz"[i].ToString()))];
            var value = Expression.Apply(primitive, [.. variables]);
            foreach (var expression in variables.Where((_, i) => primitive.Derivatives is null || primitive.Derivatives[i] is not null)
                .Select(variable => Differentiation.Standard.Derivative(value, variable)).Append(value).Where(Finiteness.IsPreserved))
            {
                preserved++;
                foreach (double x in Ordinary)
                    foreach (double y in Ordinary)
                        Assert.True(
                            double.IsFinite(Evaluation.Evaluate(expression, new Dictionary<string, double> { ["x"] = x, ["y"] = y })),
                            $"{expression} at x = {x}, y = {y}");
            }
        }
        Assert.True(preserved > 40, $"only {preserved} of the primitives and their derivatives are said to stay finite");
    }
}
