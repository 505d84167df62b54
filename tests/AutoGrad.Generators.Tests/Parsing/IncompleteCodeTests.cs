using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>Code is incomplete most of the time that an analyzer sees it. It answers with a diagnostic, never with an exception.</summary>
public class IncompleteCodeTests
{
    private const string Members =
        """
        private const double Half = 0.5;
        /// <summary>A <c>gate</c>.</summary>
        [Activation(Layer = true)] public static double Gate(double x, double beta = 1) => x * Sigmoid(beta * x) + Math.Max(x, -1);
        [Activation] public static Row Soft(Row x) { var e = Exp(x - Max(x)); return e / Sum(e.Map(v => { if (v > 1) return v; return 0; })); }
        [Activation] public static double Cases(double x) => x switch { > 1 and < 2 => 1, double.NaN => 2, var y when y < -1 => -Half, _ => Gate(x: x, beta: 2) };
        [Loss] public static double Cross(Row logits, int label) => LogSumExp(logits) - logits[label];
        [Loss] public static double Pinball(double prediction, double target, double quantile = 0.5)
        {
            double error = target - prediction, w;
            if (error >= 0) { w = quantile; } else w = quantile - 1;
            error *= w;
            return error;
        }
        [Update] public static (double Weight, double M) Momentum(double weight, double gradient, double m, double rate)
        {
            var (a, b) = (rate * m, m + gradient);
            return (weight - a, b);
        }
        [Gradient(nameof(Cases), Input = "x", Surrogate = true)] static double Slope(double x) => (double)1 / (1 + Abs(x));
        """;

    [Fact]
    public void Code_cut_off_anywhere_is_no_exception()
    {
        for (int length = 0; length < Members.Length; length += 7)
            Read(Members[..length]);
    }

    [Fact]
    public void Code_with_any_token_missing_is_no_exception()
    {
        foreach (var token in CSharpSyntaxTree.ParseText(Members).GetRoot().DescendantTokens())
            Read(Members.Remove(token.SpanStart, token.Span.Length));
    }

    [Fact]
    public void Code_with_any_name_unknown_is_no_exception()
    {
        foreach (var token in CSharpSyntaxTree.ParseText(Members).GetRoot().DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)))
            Read(Members.Insert(token.Span.End, "Unknown"));
    }

    [Theory]
    [InlineData("goto end; end: return x;")]
    [InlineData("lock (new object()) { } return x;")]
    [InlineData("using var s = new System.IO.MemoryStream(); return x;")]
    [InlineData("using (var s = new System.IO.MemoryStream()) return x;")]
    [InlineData("checked { return x; }")]
    [InlineData("unsafe { return x; }")]
    [InlineData("do { } while (x > 0); return x;")]
    [InlineData("foreach (var v in new[] { x }) { } return x;")]
    [InlineData("foreach (var (a, b) in new[] { (x, x) }) { } return x;")]
    [InlineData("return;")]
    [InlineData("")]
    [InlineData("yield return x;")]
    [InlineData("yield break;")]
    [InlineData("break;")]
    [InlineData("continue;")]
    [InlineData("ref double y = ref x; return y;")]
    [InlineData("fixed (double* p = &x) return *p;")]
    [InlineData("return x as double;")]
    [InlineData("return x ?? 1;")]
    [InlineData("return x?.CompareTo(1);")]
    [InlineData("return x!;")]
    [InlineData("return [x];")]
    [InlineData("return new[] { x }[0];")]
    [InlineData("return x << 1;")]
    [InlineData("return ~x ^ 1;")]
    [InlineData("return (Func<double, double>)(v => v);")]
    [InlineData("return sizeof(double) + x + typeof(int).Name.Length;")]
    [InlineData("return from v in x select v;")]
    [InlineData("return x with { };")]
    [InlineData("return stackalloc double[1];")]
    [InlineData("return $\"{x}\";")]
    [InlineData("return x is double d ? d : throw null;")]
    [InlineData("return x switch { };")]
    [InlineData("return x switch { { } => 1, _ => 2 };")]
    [InlineData("return x switch { [1] => 1, _ => 2 };")]
    [InlineData("var (a, b) = x; return a;")]
    [InlineData("(x, x) = (1, 2, 3); return x;")]
    [InlineData("const string s = \"a\"; return s.Length;")]
    [InlineData("int n = x; return n;")]
    [InlineData("return 1 / 0;")]
    [InlineData("return x.Map(v => v);")]
    [InlineData("return Exp(ref x);")]
    [InlineData("return Exp();")]
    [InlineData("return Exp(y: 1, y: 2);")]
    [InlineData("return await x;")]
    [InlineData("return __arglist(x);")]
    public void What_formulas_leave_out_is_a_diagnostic_and_no_exception(string statements)
    {
        var parsed = UserProject.WithMembers($"[Activation] public static double F(double x) {{ {statements} }}").Parse();

        Assert.Null(parsed.Model);
        Assert.NotEmpty(parsed.Diagnostics);
    }

    [Fact]
    public async Task The_analyzer_survives_what_the_parser_does()
    {
        for (int length = 0; length < Members.Length; length += 97)
            Assert.DoesNotContain(await AnalyzerRun.Diagnose(UserProject.WithMembers(Members[..length])), d => d.Id == "AD0001");
    }

    private static void Read(string members)
    {
        var project = UserProject.WithMembers(members);
        var context = new ParseContext(project.Compilation, default);
        foreach (var method in project.Compilation.GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IMethodSymbol>())
        {
            var gradients = FunctionAttributes.GradientsOf(method).Select(attribute => CustomGradients.Parse(method, attribute, context)).ToList();
            Assert.All(gradients, gradient => Assert.True(gradient.Model is not null || gradient.Diagnostics.Count > 0, members));
            if (!FunctionAttributes.IsFunction(method))
                continue;
            var parsed = FunctionParser.Parse(method, context);
            bool hasBrokenGradient = CustomGradients.Of(method, context).Any(gradient => gradient.Model is null);
            Assert.True(parsed.Model is not null || parsed.Diagnostics.Count > 0 || hasBrokenGradient, $"Neither a model nor a diagnostic for {method} in\n{members}");
        }
    }
}
