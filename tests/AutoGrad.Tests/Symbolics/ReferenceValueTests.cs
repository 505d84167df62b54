using System.Globalization;
using AutoGrad.Symbolics;
using AutoGrad.Tests.Reference;

namespace AutoGrad.Tests;

/// <summary>Values and symbolic derivatives of formulas against 220-digit references, far tails included.</summary>
public class ReferenceValueTests
{
    public static TheoryData<string> Names => [.. ReferenceFormulas.Bodies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_both_derivatives_keep_twelve_digits(string name)
    {
        var exceptions = ReferenceFormulas.Exceptions.Where(exception => exception.Name == name).ToArray();
        foreach (var point in Points(name))
            Assert.True(
                point.IsRight || exceptions.Any(exception => exception.Covers(point.Order, point.X)),
                $"{name}, derivative {point.Order} at {point.X:R} is {point.Actual:R}, the reference has {point.Expected:R}.");
    }

    [Fact]
    public void Every_exception_is_needed_to_its_ends_and_documented() => Assert.All(ReferenceFormulas.Exceptions, exception =>
    {
        var wrong = Points(exception.Name).Where(point => exception.Covers(point.Order, point.X) && !point.IsRight).Select(point => point.X).ToArray();
        Assert.Equal(exception.High, wrong.Max());
        Assert.Equal(exception.Low, wrong.Min());
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"| {exception.Name} | {exception.Order} | {exception.Low:R} … {exception.High:R} | {exception.Reason} |"),
            File.ReadAllText(Documents.Path("docs/numerics.md")));
    });

    [Fact]
    public void Every_function_of_the_reference_has_its_formula() =>
        Assert.Equal(ReferenceFunction.All.Keys.Order(), ReferenceFormulas.Bodies.Keys.Order());

    private static IEnumerable<Point> Points(string name)
    {
        var formula = Formula.Parse($"(x) => {ReferenceFormulas.Bodies[name]}");
        var x = formula.Parameters[0].Variable;
        var first = Differentiation.Standard.Derivative(formula.Body, x);
        var second = Differentiation.Standard.Derivative(first, x);
        var reference = ReferenceFunction.All[name];
        for (int i = 0; i < reference.X.Length; i++)
        {
            var (value, slope, bend) = (reference.Value[i], reference.FirstDerivative[i], reference.SecondDerivative[i]);
            yield return Evaluated(0, formula.Body, reference.X[i], value);
            // The reference's derivatives are differences of 220-digit values with a step of 1e-60. Nearer to 0 than the step they miss the
            // singularity (√x at 1e-300), and beside the value a derivative that is 0 or nearly so has no digit (erf at 20): there they say nothing.
            if (Math.Abs(reference.X[i]) > 1e-50 && !(Math.Abs(slope) <= 1e-115 * Math.Abs(value)))
                yield return Evaluated(1, first, reference.X[i], slope);
            if (Math.Abs(reference.X[i]) > 1e-50 && !(Math.Abs(bend) <= 1e-95 * (Math.Abs(value) + Math.Abs(slope))))
                yield return Evaluated(2, second, reference.X[i], bend);
        }
    }

    private static Point Evaluated(int order, Expression expression, double x, double expected) =>
        new(order, x, Evaluation.Evaluate(expression, new Dictionary<string, double> { ["x"] = x }), expected);

    private sealed record Point(int Order, double X, double Actual, double Expected)
    {
        // Below the normal numbers digits are lost by the format itself.
        public bool IsRight => Actual.Equals(Expected) || Math.Abs(Actual - Expected) <= (Math.Abs(Expected) >= 2.3e-308 ? 1e-12 * Math.Abs(Expected) : 1e-308);
    }
}
