using AutoGrad.Symbolics;
using AutoGrad.Tests.Reference;

namespace AutoGrad.Tests;

/// <summary>Values and symbolic first derivatives of formulas against 220-digit references, far tails included.</summary>
public class ReferenceValueTests
{
    private static readonly Dictionary<string, string> Formulas = new()
    {
        ["sigmoid"] = "sigmoid(x)", ["logsigmoid"] = "logsigmoid(x)", ["softplus"] = "softplus(x)", ["tanh"] = "tanh(x)", ["exp"] = "exp(x)",
        ["expm1"] = "expm1(x)", ["erf"] = "erf(x)", ["erfc"] = "erfc(x)", ["sin"] = "sin(x)", ["cos"] = "cos(x)", ["atan"] = "atan(x)",
        ["asinh"] = "asinh(x)", ["sinh"] = "sinh(x)", ["cosh"] = "cosh(x)", ["log"] = "log(x)", ["log1p"] = "log1p(x)", ["sqrt"] = "sqrt(x)",
        ["rsqrt"] = "rsqrt(x)", ["asin"] = "asin(x)", ["acos"] = "acos(x)", ["atanh"] = "atanh(x)", ["silu"] = "x * sigmoid(x)",
        ["elu(1)"] = "expm1(x)", ["ndtr"] = "0.5 * erfc(-x * 0.70710678118654757)",
    };

    public static TheoryData<string> Names => [.. Formulas.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_first_derivatives_keep_twelve_digits(string name)
    {
        var formula = Formula.Parse($"(x) => {Formulas[name]}");
        var derivative = Differentiation.Standard.Derivative(formula.Body, formula.Parameters[0].Variable);
        var reference = ReferenceFunction.All[name];
        for (int i = 0; i < reference.X.Length; i++)
        {
            Check(formula.Body, reference.X[i], reference.Value[i]);
            // The reference's derivatives are differences of 220-digit values with a step of 1e-60: nearer to 0 than the step they miss the
            // singularity (√x at 1e-300), and slopes below 1e-150 vanish beside the value (erf at 20). There they say nothing.
            if (Math.Abs(reference.X[i]) > 1e-50 && !(reference.FirstDerivative[i] == 0 && Math.Abs(reference.Value[i]) > 1e-10))
                Check(derivative, reference.X[i], reference.FirstDerivative[i]);
        }
    }

    // Below the normal numbers digits are lost by the format itself.
    private static void Check(Expression expression, double x, double expected)
    {
        double actual = Evaluation.Evaluate(expression, new Dictionary<string, double> { ["x"] = x });
        double tolerance = Math.Abs(expected) >= 2.3e-308 ? 1e-12 * Math.Abs(expected) : 1e-308;
        Assert.True(
            actual.Equals(expected) || Math.Abs(actual - expected) <= tolerance,
            $"{expression} at {x:R} is {actual:R}, the reference has {expected:R}.");
    }
}
