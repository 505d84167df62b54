using AutoGrad.Symbolics;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>C# methods become formulas that say the same, in text and in values.</summary>
public class TranslationTests
{
    [Theory]
    [InlineData("double F(double x, double a = 1) => x + Square(Sin(a * x)) / a;", "(x, a = 1) => x + square(sin(a * x)) / a")]
    [InlineData("double F(double x) => x * Tanh(Softplus(x));", "(x) => x * tanh(softplus(x))")]
    [InlineData("double F(double x) => -x + +x - (x - 2) * -0.5;", "(x) => -x + x - (x - 2) * -0.5")]
    [InlineData("double F(double x, double y, double z) => x - (y - z) / 3;", "(x, y, z) => x - (y - z) / 3")]
    [InlineData("double F(double x) => (x);", "(x) => x")]
    public void Expressions(string method, string formula) => Check("[Activation] public static " + method, formula);

    [Theory]
    [InlineData("x * (1 / 2)", "x * 0")]
    [InlineData("x * (1 / 2.0)", "x * 0.5")]
    [InlineData("x * (7 % 4)", "x * 3")]
    [InlineData("x * (int.MaxValue / 2)", "x * 1073741823")]
    [InlineData("x * 0.1f", "x * 0.10000000149011612")]
    [InlineData("x + 1L + 2u + 'a' * 0.0 + (byte)3", "x + 1 + 2 + 0 + 3")]
    [InlineData("x * (double)0.1m", "x * 0.1")]
    [InlineData("Math.PI * x", "3.141592653589793 * x")]
    [InlineData("2 * Math.PI * x", "6.283185307179586 * x")]
    [InlineData("x * double.Epsilon", "x * 4.94065645841247E-324")]
    [InlineData("Math.Min(x, double.PositiveInfinity)", "min(x, infinity)")]
    [InlineData("x + double.NaN", "x + nan")]
    [InlineData("x + default(double)", "x + 0")]
    [InlineData("x * Half", "x * 0.5")]
    [InlineData("x * -1e-300", "x * -1E-300")]
    [InlineData("x * 0x10", "x * 16")]
    [InlineData("(double)3 * x", "3 * x")]
    [InlineData("(double)x", "x")]
    public void Constants_have_the_value_that_CSharp_gives_them(string expression, string body) =>
        Check($"private const double Half = 1 / 2.0; [Activation] public static double F(double x) => {expression};", "(x) => " + body);

    [Theory]
    [InlineData("x > 0 ? x : 0.01 * x", "select(x > 0, x, 0.01 * x)")]
    [InlineData("x > 1 ? 1 : x < -1 ? -1 : x", "select(x > 1, 1, select(x < -1, -1, x))")]
    [InlineData("x >= -1 && x <= 1 ? x : 0", "select(x >= -1 and x <= 1, x, 0)")]
    [InlineData("!(x < 0) || x == -1 ? x : -x", "select(not(x < 0) or x == -1, x, -x)")]
    [InlineData("x != 0 & x > -2 | x < -5 ? 1 : 0", "select(x != 0 and x > -2 or x < -5, 1, 0)")]
    [InlineData("true ? x : 2 * x", "x")]
    [InlineData("1 > 2 ? x : 2 * x", "2 * x")]
    [InlineData("(x > 0) == (x > 1) ? x : 1", "t1 = x > 0; t2 = x > 1; select(t1 and t2 or not(t1) and not(t2), x, 1)")]
    [InlineData("(x > 0 ? 1 : 2) * x", "select(x > 0, 1, 2) * x")]
    [InlineData("x is > 0 and < 1 ? x : 0", "select(x > 0 and x < 1, x, 0)")]
    [InlineData("x is not (0 or 1) ? x : 5", "select(not(x == 0 or x == 1), x, 5)")]
    [InlineData("x is double.NaN ? 0 : x", "select(x != x, 0, x)")]
    public void Conditions(string expression, string body) => Check($"[Activation] public static double F(double x) => {expression};", "(x) => " + body);

    [Theory]
    [InlineData("x switch { > 1 => 1, < -1 => -1, _ => x }", "select(x > 1, 1, select(x < -1, -1, x))")]
    [InlineData("x switch { > 1 => 1.5, <= 1 and > 0 => x, _ => 0 }", "select(x > 1, 1.5, select(x <= 1 and x > 0, x, 0))")]
    [InlineData("x switch { var y when y > 2 => y, double.NaN => 0, 0 => 1, _ => -x }", "select(x > 2, x, select(x != x, 0, select(x == 0, 1, -x)))")]
    [InlineData("(x * x) switch { >= 4 => 4, var s => s }", "t1 = x * x; select(t1 >= 4, 4, t1)")]
    [InlineData("(x, -x) switch { (> 1, _) => 1, (_, > 1) => 2, _ => x }", "select(x > 1, 1, select(-x > 1, 2, x))")]
    [InlineData("(x > 0) switch { true => x, _ => 0 }", "select(x > 0, x, 0)")]
    public void Switch_expressions(string expression, string body) => Check($"[Activation] public static double F(double x) => {expression};", "(x) => " + body);

    [Theory]
    [InlineData("var y = x * x; return y + 1 / (1 + y);", "t1 = x * x; t1 + 1 / (1 + t1)")]
    [InlineData("double y = 2; y *= x; y += 1; y -= x; y /= 3; return y;", "(2 * x + 1 - x) / 3")]
    [InlineData("x = Abs(x); x++; --x; return x;", "abs(x) + 1 - 1")]
    [InlineData("const double k = 0.5; const int n = 3; return k * x / n + n / 2;", "0.5 * x / 3 + 1")]
    [InlineData("int n = 3; n += 2; return n / 2 * x;", "2 * x")]
    [InlineData("double a = x, b = a + 1; ; { var c = a * b; return c; }", "x * (x + 1)")]
    [InlineData("var positive = x > 0; return positive ? x : -x;", "select(x > 0, x, -x)")]
    [InlineData("var (a, b) = (x + 1, x - 1); (a, b) = (b, a); return a / 7 - b;", "(x - 1) / 7 - (x + 1)")]
    [InlineData("var (a, b) = (1, 2); return a / b * x;", "0 * x")]
    [InlineData("(double a, double b) = (1, 2); return a / b * x;", "1 / 2 * x")]
    [InlineData("(int a, double b) = (1, 2); return a / 2 * x + a / b;", "0 * x + 1 / 2")]
    [InlineData("(double, double) pair; pair = (1, 2); var (a, b) = pair; return a / b * x;", "1 / 2 * x")]
    [InlineData("var pair = (1.0, 2.0); pair = (1, 2); var (a, b) = pair; return a / b * x;", "1 / 2 * x")]
    [InlineData("double y; { double z = 2; y = z; { y += x; } } { int z = 3; y *= z; } return y;", "(2 + x) * 3")]
    public void Locals(string statements, string body) => Check($"[Activation] public static double F(double x) {{ {statements} }}", "(x) => " + body);

    [Theory]
    [InlineData("if (x > 0) return x; else return -x;", "select(x > 0, x, -x)")]
    [InlineData("if (x > 0) return x; return -x;", "select(x > 0, x, -x)")]
    [InlineData("if (x > 1) { return 1; } if (x < -1) { return -1; } return x;", "select(x > 1, 1, select(x < -1, -1, x))")]
    [InlineData("double y; if (x > 0) y = x; else y = -x; return 2 * y;", "2 * select(x > 0, x, -x)")]
    [InlineData("var y = x; if (x < 0) y = 0; return y;", "select(x < 0, 0, x)")]
    [InlineData("var y = x; if (x < 0) { y = 0; } else if (x > 6) { y = 6; } return y + 1;", "select(x < 0, 0, select(x > 6, 6, x)) + 1")]
    [InlineData("var y = 1.0; if (x > 0) { y = 2; if (x > 1) return 7; y += x; } return y * x;", "t1 = x > 0; t2 = select(t1, 2 + x, 1) * x; select(t1, select(x > 1, 7, t2), t2)")]
    [InlineData("if (x > 0) { if (x > 1) return 1; } else { return 0; } return x;", "select(x > 0, select(x > 1, 1, x), 0)")]
    [InlineData("bool big = false; if (x > 3) big = true; return big ? 3 : x;", "select(x > 3, 3, x)")]
    [InlineData("if (true) return x;", "x")]
    public void Branches(string statements, string body)
    {
        // C# asks for a return that it knows to be reached.
        string complete = statements.StartsWith("if (true)", StringComparison.Ordinal) ? statements + " return 0;" : statements;
        Check($"[Activation] public static double F(double x) {{ {complete} }}", "(x) => " + body);
    }

    [Theory]
    [InlineData("F(double x) => Twice(x) + 1; static double Twice(double x) => 2 * x;", "(x) => 2 * x + 1")]
    [InlineData("F(double x) => Scaled(x) + Scaled(x, 3) + Scaled(by: 5, x: x); static double Scaled(double x, double by = 2) => by * x;", "(x) => 2 * x + 3 * x + 5 * x")]
    [InlineData("F(double x) => Pick(x, 1) + Pick(x, 1.5); static double Pick(double x, int n) => x + n; static double Pick(double x, double n) => x - n;", "(x) => x + 1 + (x - 1.5)")]
    [InlineData("F(double x) => Outer(x); static double Outer(double y) { var x = Inner(y); return x * y; } static double Inner(double x) => x + 1;", "(x) => (x + 1) * x")]
    [InlineData("F(double x) => IsBig(x) ? 1 : x; static bool IsBig(double v) => v > 10;", "(x) => select(x > 10, 1, x)")]
    [InlineData("F(double x) { var (a, b) = Both(x); return a - b; } static (double, double) Both(double x) => x > 0 ? (x, 1) : (1, x);", "(x) => t1 = x > 0; select(t1, x, 1) - select(t1, 1, x)")]
    [InlineData("F(double x) => Other.G(x) + global::User.Other.H(x); } public static class Other { public static double G(double x) => -x; public static double H(double x) => x / 2;", "(x) => -x + x / 2")]
    public void Calls_are_written_out(string members, string formula) => Check("[Activation] public static double " + members, formula);

    [Theory]
    [InlineData("[Activation] public static partial double F(double x, double a = 2); public static partial double F(double a, double x) => a - x;")]
    [InlineData("public static partial double F(double x, double a = 2); [Activation] public static partial double F(double x, double a) => x - a;")]
    public void Of_a_partial_method_the_definition_has_the_names_and_the_defaults(string members)
    {
        var project = UserProject.WithMembers(members);
        Assert.All(project.Functions(), method =>
            Assert.Equal("(x, a = 2) => x - a", Assert.Single(FunctionParser.Parse(method, project.Compilation, default).Formulas).ToText()));
    }

    [Fact]
    public void A_call_of_a_function_of_the_project_is_written_out_before_its_overloads_exist()
    {
        var project = UserProject.WithMembers(
            """
            [Activation] public static Row F(Row x) => Gate(x, 2) / Sum(Gate(x));
            [Activation] public static double Gate(double x, double beta = 1) => x * Sigmoid(beta * x);
            """);

        Assert.Equal("(row x) => x * sigmoid(2 * x) / sum(x * sigmoid(1 * x))", project.Formula().ToText());
    }

    [Theory]
    [InlineData("Row F(Row x) { var e = Exp(Abs(x) - Max(Abs(x))); return e / Sum(e); }", "(row x) => t1 = abs(x); t2 = exp(t1 - max(t1)); t2 / sum(t2)")]
    [InlineData("double F(Row x) => LogSumExp(x) - Mean(x) + Min(x);", "(row x) => logsumexp(x) - mean(x) + min(x)")]
    [InlineData("Row F(Row x, Row y, double a = 2) => a * x - y / 2 + -x;", "(row x, row y, a = 2) => a * x - y / 2 + -x")]
    [InlineData("double F(Row x) => Sum(x) / x.Length + 1.0 / x.Length;", "(row x) => sum(x) / length() + 1 / length()")]
    [InlineData("double F(Row x) => Sum(Square(x - Mean(x))) / (x.Length + 1);", "(row x) => sum(square(x - mean(x))) / (length() + 1)")]
    [InlineData("Row F(Row x) => x.Map(v => v > 0 ? v : 0.1 * v);", "(row x) => select(x > 0, x, 0.1 * x)")]
    [InlineData("Row F(Row x, Row y) => x.Map(y, (a, b) => { if (a > b) return a; return b * 2; });", "(row x, row y) => select(x > y, x, y * 2)")]
    [InlineData("Row F(Row x) => x.Map(Math.Exp) + x.Map(Twice); static double Twice(double v) => 2 * v;", "(row x) => exp(x) + 2 * x")]
    [InlineData("Row F(Row x) { var m = Max(x); return x.Map(v => v >= m ? 1 : 0.5 * v); }", "(row x) => select(x >= max(x), 1, 0.5 * x)")]
    [InlineData("Row F(Row x) => Max(x) > 1 ? x / Max(x) : x;", "(row x) => t1 = max(x); select(t1 > 1, x / t1, x)")]
    [InlineData("Row F(Row x) => Normal(x, 1); static Row Normal(Row v, double eps) => v / Sqrt(Sum(Square(v)) + eps);", "(row x) => x / sqrt(sum(square(x)) + 1)")]
    [InlineData("double F(Row x) => x[0] + Pow(x, 2)[0] + Sum(Max(x, 0));", "(row x) => x[0] + pow(x, 2)[0] + sum(max(x, 0))")]
    [InlineData("Row F(Row x) => Exp(x - StopGradient(Max(x)));", "(row x) => exp(x - stop_gradient(max(x)))")]
    public void Rows(string method, string formula) => Check("[Activation] public static " + method, formula);

    [Theory]
    [InlineData("double F(Row logits, int label) => LogSumExp(logits) - logits[label];", "(row logits, label label) => logsumexp(logits) - logits[label]")]
    [InlineData("double F(Row x, int label) => label == 0 ? 0 : -x[label] + 0.5 * label;", "(row x, label label) => select(label == 0, 0, -x[label] + 0.5 * label)")]
    [InlineData("double F(Row p, Row t) => Sum(t * (Log(t) - p));", "(row p, row t) => sum(t * (log(t) - p))")]
    [InlineData("double F(double prediction, double target, double quantile = 0.5) { var error = target - prediction; return error >= 0 ? quantile * error : (quantile - 1) * error; }", "(prediction, target, quantile = 0.5) => t1 = target - prediction; select(t1 >= 0, quantile * t1, (quantile - 1) * t1)")]
    public void Losses(string method, string formula)
    {
        var project = UserProject.WithMembers("[Loss] public static " + method);

        Assert.Equal(formula, project.Formula().ToText());
        if (!method.Contains("Log(t)", StringComparison.Ordinal))
            Oracle.Check(project.Build(), [project.Formula()]);
    }

    [Fact]
    public void An_update_has_a_formula_for_each_of_its_results()
    {
        var project = UserProject.WithMembers(
            """
            [Update]
            public static (double Weight, double M) Momentum(double weight, double gradient, double m, double rate, double beta = 0.9)
            {
                m = beta * m + gradient;
                if (rate > 0)
                    return (weight - rate * m, m);
                return (weight, 0);
            }
            """);
        var parsed = project.Parse();

        Assert.Equal(
            [
                "(weight, gradient, m, rate, beta = 0.9) => select(rate > 0, weight - rate * (beta * m + gradient), weight)",
                "(weight, gradient, m, rate, beta = 0.9) => select(rate > 0, beta * m + gradient, 0)",
            ],
            parsed.Formulas.Select(formula => formula.ToText()));
        Oracle.Check(project.Build(), parsed.Formulas);
    }

    [Fact]
    public void An_update_without_state_returns_a_number()
    {
        var project = UserProject.WithMembers("[Update] public static double Descend(double weight, double gradient, double rate) => weight - rate * gradient;");

        Assert.Equal("(weight, gradient, rate) => weight - rate * gradient", project.Formula().ToText());
    }

    [Theory]
    [InlineData("double a = 1", 1)]
    [InlineData("double a = 1 / 2", 0)]
    [InlineData("double a = -0.5f", -0.5)]
    [InlineData("double a = Math.PI", Math.PI)]
    [InlineData("double a = double.PositiveInfinity", double.PositiveInfinity)]
    [InlineData("double a = default", 0)]
    [InlineData("double a = K * 2", 6)]
    public void The_default_of_a_hyper_parameter_is_any_constant(string parameter, double value) =>
        Assert.Equal(value, UserProject.WithMembers($"private const int K = 3; [Activation] public static double F(double x, {parameter}) => a + x;").Formula().Parameters[1].Default);

    [Fact]
    public void A_partial_method_is_what_its_implementation_says()
    {
        var project = UserProject.WithMembers("[Activation] public static partial double F(double x); public static partial double F(double x) => 2 * x;");

        Assert.Equal("(x) => 2 * x", project.Formula().ToText());
    }

    [Fact]
    public void A_sum_of_many_terms_is_no_deep_nesting()
    {
        var formula = UserProject.WithMembers($"[Activation] public static double F(double x) => {string.Join(" + ", Enumerable.Repeat("x", 400))};").Formula();

        Assert.Equal(400, Evaluation.Evaluate(formula.Body, new Dictionary<string, double> { ["x"] = 1 }));
    }

    private static void Check(string members, string formula)
    {
        var project = UserProject.WithMembers(members);
        var parsed = project.Formula();

        Assert.Equal(formula, parsed.ToText());
        Oracle.Check(project.Build(), [parsed]);
    }
}
