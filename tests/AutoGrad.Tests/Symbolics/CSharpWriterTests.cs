using System.Globalization;
using AutoGrad.Kernels;
using AutoGrad.Symbolics;
using Xunit;

namespace AutoGrad.Tests;

public class CSharpWriterTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1, "1")]
    [InlineData(-2, "-2")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-8, "1E-08")]
    [InlineData(1.1283791670955126, "1.1283791670955126")]
    [InlineData(4294967296, "4294967296.0")]
    [InlineData(1e300, "1E+300")]
    [InlineData(double.NaN, "double.NaN")]
    [InlineData(double.PositiveInfinity, "double.PositiveInfinity")]
    [InlineData(double.NegativeInfinity, "double.NegativeInfinity")]
    public void A_double_is_its_shortest_literal(double value, string literal) => Assert.Equal(literal, CSharpLiteral.Of(value));

    [Theory]
    [InlineData(0, "0f")]
    [InlineData(-0.0, "-0f")]
    [InlineData(0.1, "0.1f")]
    [InlineData(0.01, "0.01f")]
    [InlineData(1.1283791670955126, "1.1283792f")]
    [InlineData(16777217, "16777216f")]
    [InlineData(1e300, "float.PositiveInfinity")]
    [InlineData(-1e300, "float.NegativeInfinity")]
    [InlineData(double.NaN, "float.NaN")]
    public void A_single_is_its_shortest_literal(double value, string literal) => Assert.Equal(literal, CSharpLiteral.OfSingle(value));

    [Fact]
    public void A_literal_of_any_single_reads_back_as_the_same()
    {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++)
            if (BitConverter.Int32BitsToSingle(random.Next()) is var value && float.IsFinite(value))
                Assert.Equal(value, float.Parse(CSharpLiteral.OfSingle(value).TrimEnd('f'), CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("x - (y - z)", "x - (y - z)")]
    [InlineData("(x - y) - z", "x - y - z")]
    [InlineData("x * (y / z)", "x * (y / z)")]
    [InlineData("-(x + y) * z", "-(x + y) * z")]
    [InlineData("-(-x)", "-(-x)")]
    [InlineData("x - -1", "x - -1")]
    [InlineData("square(x)", "x * x")]
    [InlineData("square(x + 1)", "E.Square(x + 1)")]
    [InlineData("reciprocal(x) + rsqrt(y)", "1 / x + 1 / V.Sqrt(y)")]
    [InlineData("max(x, 0)", "V.Max(x, V.Const(0))")]
    [InlineData("pow(x, 2.5)", "E.Pow(x, V.Const(2.5))")]
    [InlineData("x - stop_gradient(y)", "x - y")]
    [InlineData("select(x > 0, x, 0)", "V.Select(x > 0, x, V.Const(0))")]
    [InlineData("select(0 < x and a >= y + 1, x, 0)", "V.Select(x > 0 & y + 1 <= a, x, V.Const(0))")]
    [InlineData("select(x == 0, 1, y)", "V.Select(V.Equals(x, V.Const(0)), V.Const(1), y)")]
    [InlineData("select(x != y, 1, y)", "V.Select(~V.Equals(x, y), V.Const(1), y)")]
    [InlineData("select(x > 0 and not(y > 0 or z > 0), 1, 0)", "V.Select(x > 0 & ~(y > 0 | z > 0), V.Const(1), V.Const(0))")]
    [InlineData("select(a > 0, x, 0)", "a > 0 ? x : V.Const(0)")]
    [InlineData("1 + select(a > 0, x, y)", "1 + (a > 0 ? x : y)")]
    [InlineData("select(a > 0 and x > 0, x, y)", "V.Select(V.ConstBits(a > 0 ? -1 : 0) & x > 0, x, y)")]
    [InlineData("a", "V.Const(a)")]
    [InlineData("3", "V.Const(3)")]
    public void Lanes_compute_exactly_the_expression(string formula, string code) => Assert.Equal(code, Lanes(formula));

    [Theory]
    [InlineData("exp(a) + log1p(b)", "Math.Exp(a) + Functions.Log1p(b)")]
    [InlineData("select(a > 0, 1, 0) / 2", "(a > 0 ? 1.0 : 0.0) / 2")]
    [InlineData("select(a > 0 and not(b == 0), a, b)", "a > 0 && !(b == 0) ? a : b")]
    [InlineData("square(a + b) * reciprocal(a)", "Functions.Square(a + b) * (1 / a)")]
    [InlineData("rsqrt(a)", "1 / Math.Sqrt(a)")]
    public void Numbers_are_plain_arithmetic(string formula, string code)
    {
        var (statements, results) = Writer().WriteNumbers(Body(formula));
        Assert.Empty(statements);
        Assert.Equal(code, Short(results[0]));
    }

    [Fact]
    public void What_occurs_twice_is_a_local_with_the_name_that_mathematics_gives_it()
    {
        var (statements, results) = Writer().WriteLanes(Body("e = exp(x - y); s = x * z; e / (1 + e) + s * s * exp(s) + exp(s)"));
        Assert.Equal(["var exp = E.Exp(x - y);", "var t1 = x * z;", "var exp2 = E.Exp(t1);"], statements.Select(Short));
        Assert.Equal("exp / (1 + exp) + t1 * t1 * exp2 + exp2", results[0]);
    }

    [Fact]
    public void A_kernel_calls_the_functions_that_it_has_no_room_to_inline()
    {
        Assert.Equal("x * E.Tanh(E.Softplus(x))", Lanes("x * tanh(softplus(x))"));
        Assert.Equal("E.Exp(x) * E.Sin(y) * Kernels.ElementaryCalls.Asinh(z) * E.Sigmoid(x)", Lanes("exp(x) * sin(y) * asinh(z) * sigmoid(x)"));
    }

    [Fact]
    public void Whatever_can_be_called_has_a_method_to_call() => Assert.All(
        InliningBudget.Functions,
        primitive => Assert.NotNull(typeof(ElementaryCalls).GetMethod(primitive.Method)));

    [Fact]
    public void A_local_never_takes_a_name_that_is_taken()
    {
        var names = new CSharpNames("exp", "t1", "x");
        Assert.Equal("exp2", names.For(Body("exp(x)")));
        Assert.Equal("t2", names.For(Body("x + y")));
        Assert.Equal("@event", names.Unique("event"));
        Assert.Equal("event2", names.Unique("event"));
    }

    [Fact]
    public void Uniform_parts_are_as_large_as_can_be() => Assert.Equal(
        ["1 - a", "a > 0"],
        Writer().UniformParts([Body("(1 - a) * x + select(a > 0, x, b) * 2 + b")]).Select(part => part.ToString()));

    private static CSharpWriter Writer()
    {
        var names = new CSharpNames("x", "y", "z", "a", "b");
        var writer = new CSharpWriter(names);
        foreach (string name in new[] { "x", "y", "z" })
            writer.Bind(Expression.Variable(name), name, isLanes: true);
        foreach (string name in new[] { "a", "b" })
            writer.Bind(Expression.Variable(name), name, isLanes: false);
        return writer;
    }

    private static string Lanes(string formula)
    {
        var (statements, results) = Writer().WriteLanes(Body(formula));
        Assert.Empty(statements);
        return Short(results[0]);
    }

    private static Expression Body(string formula) => Formula.Parse($"(x, y, z, a, b) => {formula}").Body;

    private static string Short(string code) => code
        .Replace("global::AutoGrad.Kernels.Elementary.", "E.", StringComparison.Ordinal)
        .Replace("global::AutoGrad.", "", StringComparison.Ordinal).Replace("global::System.", "", StringComparison.Ordinal);
}
