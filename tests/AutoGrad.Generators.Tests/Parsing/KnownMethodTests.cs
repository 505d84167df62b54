using AutoGrad.Symbolics;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>Each method that formulas know computes what the platform's method of that name computes.</summary>
public class KnownMethodTests
{
    private static readonly string[] Known =
    [
        .. new[] { "Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "Cbrt", "Ceiling", "Cos", "Cosh", "Exp", "Floor", "Log", "Log10", "Log2", "Round", "Sin", "Sinh", "Sqrt", "Tan", "Tanh", "Truncate" }
            .SelectMany(name => new[] { $"Math.{name}(x)", $"double.{name}(x)" }),
        .. new[] { "Exp2", "Exp10", "ExpM1", "LogP1", "DegreesToRadians", "RadiansToDegrees" }.Select(name => $"double.{name}(x)"),
        .. new[] { "IsNaN", "IsFinite", "IsInfinity", "IsPositiveInfinity", "IsNegativeInfinity" }.Select(name => $"double.{name}(x) ? 1 : 2"),
        "Math.Max(x, 1)", "Math.Min(x, -1)", "double.Max(x, 0.5)", "double.Min(2, x)", "Math.Pow(x, 2)", "Math.Pow(2, x)", "double.Pow(x, -1)", "Math.Atan2(x, 2)",
        "Math.Log(x, 3)", "Math.Log(3, x)", "Math.Log(1, x)", "Math.Log(x, x)", "Math.Log(x, 1)", "Math.Log(x, 0)", "double.Hypot(x, 2)", "Math.Clamp(x, -1, 1)", "double.Clamp(x, -1, 1)", "Math.Clamp(min: -2, max: 2, value: x)", "Math.FusedMultiplyAdd(x, 2, 1)",
        "double.Lerp(x, 2, 0.25)", "double.IsNaN(x) ? 0 : Math.Sign(x) * 0.5", "Math.Max(1, 2) * x", "Math.Abs(-3) / 2.0 * x", "x * Math.Clamp(5, 1, 3)",
        "Exp(x)", "Log(x)", "Log1p(x)", "Expm1(x)", "Sqrt(x)", "Rsqrt(x)", "Pow(x, 3)", "Square(x)", "Reciprocal(x)", "Sin(x)", "Cos(x)", "Tan(x)", "Asin(x)", "Acos(x)", "Atan(x)",
        "Atan2(x, 1)", "Sinh(x)", "Cosh(x)", "Tanh(x)", "Asinh(x)", "Acosh(x)", "Atanh(x)", "Sigmoid(x)", "LogSigmoid(x)", "Softplus(x)", "SigmoidSlope(x)", "TanhSoftplus(x)", "TanhSoftplusSlope(x)", "Gaussian(x)", "Erf(x)", "Erfc(x)", "LogGamma(x)", "Digamma(x)", "Exp2(x)", "Log2(x)", "Log10(x)", "Truncate(x)", "Abs(x)", "Sign(x)",
        "Floor(x)", "Ceiling(x)", "Round(x)", "Min(x, 1)", "Max(1, x)", "Functions.Exp(x)", "AutoGrad.Functions.Max(x, 2)", "Exp<double>(x)", "StopGradient(x)",
    ];

    public static TheoryData<string> Calls() => [.. Known];

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_known_method_computes_what_its_name_says(string call)
    {
        var project = UserProject.WithMembers($"[Activation] public static double F(double x) => {call};");
        Oracle.Check(project.Build(), [project.Formula()]);
    }

    [Fact]
    public void Every_known_method_is_tested()
    {
        string all = string.Join(" ", Known) + " Sum( Mean( Max( Min( LogSumExp( MultiplyAddEstimate(";

        Assert.All(KnownMethods.All, method => Assert.Contains(method.Name + "(", all));
    }

    [Fact]
    public void A_primitive_is_called_by_its_own_name_rather_than_written_out() =>
        Assert.Equal("(x) => square(x) + rsqrt(x)", UserProject.WithMembers("[Activation] public static double F(double x) => Square(x) + Rsqrt(x);").Formula().ToText());

    [Fact]
    public void The_derivative_of_clamp_at_its_ends_is_one_as_in_PyTorch()
    {
        var formula = UserProject.WithMembers("[Activation] public static double F(double x) => Math.Clamp(x, -1, 1);").Formula();
        var derivative = Differentiation.Standard.Derivative(formula.Body, formula.Parameters[0].Variable);

        foreach (var (x, expected) in ((double, double)[])[(-1.5, 0), (-1, 1), (0, 1), (1, 1), (1.5, 0)])
            Assert.Equal(expected, Evaluation.Evaluate(derivative, new Dictionary<string, double> { ["x"] = x }));
    }
}
