using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>Where a function can become infinite or undefined is told where it is written, unless it is guarded.</summary>
public class SingularityTests
{
    [Theory]
    [InlineData("double F(double x) => [|1 / x|];", "In '1 / x' the divisor can be 0")]
    [InlineData("double F(double x) => x + [|Log(x)|];", "In 'Log(x)' the argument of the logarithm can be 0 or negative")]
    [InlineData("double F(double x) => [|Math.Sqrt(x)|];", "the argument of the square root can be negative")]
    [InlineData("double F(double x) => [|Sqrt(Abs(x))|];", "the argument of the square root can be 0, where its derivative is infinite")]
    [InlineData("double F(double x) => [|Pow(x, 0.5)|];", "the base of the power can be negative, where a fractional power is undefined")]
    [InlineData("double F(double x, double a = 0) => [|x / a|];", "the divisor can be 0")]
    [InlineData("double F(double x) { x += 1; [|x /= x|]; return x; }", "In 'x /= x' the divisor can be 0")]
    [InlineData("double F(double x) => [|Inverse(x)|]; static double Inverse(double y) => 1 / y;", "In 'Inverse(x)' the divisor can be 0")]
    [InlineData("Row F(Row x) => [|x / Sum(x)|];", "In 'x / Sum(x)' the divisor can be 0")]
    [InlineData("double F(double x) => [|double.Log2(x)|];", "In 'double.Log2(x)' the argument of the logarithm can be 0 or negative")]
    public async Task A_singularity_that_can_be_reached_is_AG0022(string method, string message) =>
        Assert.Contains(message, Assert.Single(await AnalyzerRun.Expect("AG0022", "[Activation] public static " + method)));

    [Theory]
    [InlineData("double F(double x) => x * [|Log(0)|];", "In 'Log(0)' the argument of the logarithm can be 0 or negative, and this happens for every input")]
    [InlineData("double F(double x) => [|x / 0|];", "In 'x / 0' the divisor can be 0, and this happens for every input")]
    [InlineData("double F(double x) => [|Log(-Exp(x))|];", "and this happens for every input")]
    [InlineData("double F(double x) => x < 0 ? [|Log(x)|] : x;", "and this happens for every input")]
    [InlineData("Row F(Row x) => [|Log(Max(x) - x)|];", "In 'Log(Max(x) - x)' the argument of the logarithm can be 0 or negative, and this happens in every row")]
    [InlineData("Row F(Row x) => [|1 / (x - Max(x))|];", "In '1 / (x - Max(x))' the divisor can be 0, and this happens in every row")]
    [InlineData("Row F(Row x) => [|Sqrt(x - Min(x))|];", "where its derivative is infinite, and this happens in every row")]
    public async Task A_singularity_that_is_always_reached_is_AG0023(string method, string message) =>
        Assert.Contains(message, Assert.Single(await AnalyzerRun.Expect("AG0023", "[Activation] public static " + method)));

    [Theory]
    [InlineData("double F(double x, double a = 1) => x + Square(Sin(a * x)) / a;")]
    [InlineData("double F(double x, double a = -1) => Log(-a) * x;")]
    [InlineData("double F(double x) => Log(1 + Exp(x)) / (1 + Abs(x)) + Sqrt(x * x + 1);")]
    [InlineData("double F(double x) => x > 0 ? Log(x) : x;")]
    [InlineData("double F(double x) => x <= 0 ? 0 : Log(x) / x;")]
    [InlineData("double F(double x) { if (x <= 0) return 0; return Log(x) / x; }")]
    [InlineData("double F(double x) { if (!(x > 0)) { return 0; } else { return Sqrt(x); } }")]
    [InlineData("double F(double x) => x == 0 ? 1 : Sin(x) / x;")]
    [InlineData("double F(double x) => Abs(x) < 1e-4 ? 1 : Sin(x) / x;")]
    [InlineData("double F(double x) => x > 1 && Log(x) > 1 ? 1 + x : x;")]
    [InlineData("double F(double x) => x < 1 || Log(x) < 1 ? x : 1 + x;")]
    [InlineData("double F(double x, double y) => x > y ? Log(x - y) : x + y;")]
    [InlineData("double F(double x) => x switch { > 1 => Log(x), < -1 => Log(-x), _ => x };")]
    [InlineData("double F(double x) => x > 0 ? Guarded(x) : x; static double Guarded(double y) => Log(y);")]
    [InlineData("Row F(Row x) { var e = Exp(x - Max(x)); return e / Sum(e); }")]
    [InlineData("Row F(Row x) { var e = Exp(x - StopGradient(Max(x))); return e / Sum(e); }")]
    [InlineData("Row F(Row x) => x - Max(x) - Log(Sum(Exp(x - Max(x))));")]
    [InlineData("Row F(Row x) => (x - Mean(x)) / Sqrt(Mean(Square(x - Mean(x))) + 1e-5);")]
    [InlineData("Row F(Row x) => x.Map(v => v > 0 ? Log(v) : v);")]
    [InlineData("double F(Row x) => Sum(x) / x.Length;")]
    public async Task What_is_guarded_or_cannot_be_reached_is_not_reported(string method) =>
        Assert.Empty(await AnalyzerRun.Expect("AG0022", "[Activation] public static " + method));

    [Fact]
    public async Task A_condition_on_an_element_says_nothing_of_the_others() =>
        Assert.Single(await AnalyzerRun.Expect("AG0022", "[Activation] public static Row F(Row x) => x.Map(v => v > 0 ? v * [|Log(Min(x))|] : v);"));
}
