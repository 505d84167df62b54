using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>The analyzer sees a project after generation, the generator before: both must read the same, and other projects' formulas too.</summary>
public class GeneratedOverloadTests
{
    private const string Written =
        """
        [Activation] public static double Gate(double x, double beta = 1) => x * Sigmoid(beta * x);
        [Activation] public static Row Soft(Row x) { var e = Exp(x - Max(x)); return e / Sum(e); }
        """;

    private const string Generated =
        """
        [System.CodeDom.Compiler.GeneratedCode("AutoGrad", "1")] public static float Gate(float x, float beta = 1) => (float)Gate((double)x, beta);
        [System.CodeDom.Compiler.GeneratedCode("AutoGrad", "1")] public static Row Gate(Row x, double beta = 1) => x.Map(v => Gate(v, beta));
        [System.CodeDom.Compiler.GeneratedCode("AutoGrad", "1")] public static Node Gate(Node x) => x;
        [Formula("(x, beta = 1) => x * sigmoid(beta * x)")]
        [System.CodeDom.Compiler.GeneratedCode("AutoGrad", "1")] public static Node Gate(Node x, double beta = 1) => x;
        [System.CodeDom.Compiler.GeneratedCode("AutoGrad", "1")] public static void Gate(ReadOnlySpan<float> x, Span<float> destination, float beta = 1) { }
        [System.CodeDom.Compiler.GeneratedCode("AutoGrad", "1")] public static void GateGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> upstream, Span<float> destination, float beta = 1) { }
        [System.CodeDom.Compiler.GeneratedCode("AutoGrad", "1")] public static Node Soft(Node x) => x;
        [Formula("(row x) => t1 = exp(x - max(x)); t1 / sum(t1)")]
        [System.CodeDom.Compiler.GeneratedCode("AutoGrad", "1")] public static Node Soft(Node x, int axis = -1) => x;
        """;

    [Theory]
    [InlineData("[Activation] public static Row F(Row x) => Gate(x, 2) / 3 + Gate(x);", "(row x) => x * sigmoid(2 * x) / 3 + x * sigmoid(1 * x)")]
    [InlineData("[Activation] public static double F(double x) => Gate(beta: 2, x: x) + MyFunctions.Gate(x);", "(x) => x * sigmoid(2 * x) + x * sigmoid(1 * x)")]
    [InlineData("[Activation] public static double F(Row x) => Sum(Soft(Soft(x)));", "(row x) => t1 = exp(x - max(x)); t2 = t1 / sum(t1); t3 = exp(t2 - max(t2)); sum(t3 / sum(t3))")]
    public async Task Calls_mean_the_same_before_and_after_generation(string function, string formula)
    {
        Assert.Equal(formula, UserProject.WithMembers(function + Written).Formula().ToText());

        var after = UserProject.WithMembers(function + Written + Generated);
        Assert.Equal(formula, after.Formula().ToText());
        Assert.DoesNotContain(await AnalyzerRun.Diagnose(after), d => d.Severity > DiagnosticSeverity.Info);
    }

    [Theory]
    [InlineData("[Activation] public static double F(double x) => Other.MyFunctions.Gate(x) + Other.MyFunctions.Gate(x, beta: 3);", "(x) => x * sigmoid(1 * x) + x * sigmoid(3 * x)")]
    [InlineData("[Activation] public static Row F(Row x) => Other.MyFunctions.Soft(Other.MyFunctions.Gate(x));", "(row x) => t1 = x * sigmoid(1 * x); t2 = exp(t1 - max(t1)); t2 / sum(t2)")]
    public void A_function_of_another_assembly_is_read_from_the_formula_that_it_carries(string function, string formula)
    {
        using var image = new MemoryStream();
        var library = UserProject.WithMembers(Written + Generated).Compilation;
        library = library.ReplaceSyntaxTree(library.SyntaxTrees[0], Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(library.SyntaxTrees[0].ToString().Replace("namespace User", "namespace Other", StringComparison.Ordinal)))
            .WithAssemblyName("Other");
        Assert.True(library.Emit(image).Success);

        Assert.Equal(formula, UserProject.WithMembers(function, MetadataReference.CreateFromImage(image.ToArray())).Formula().ToText());

        // In an editor, the other project is there as source that belongs to another compilation.
        Assert.Equal(formula, UserProject.WithMembers(function, library.ToMetadataReference()).Formula().ToText());
    }
}
