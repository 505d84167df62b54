using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>The analyzer sees what was generated, too, and must not take it for the user's.</summary>
public class AfterGenerationTests
{
    [Fact]
    public async Task What_was_generated_is_not_held_against_the_user()
    {
        var project = UserProject.WithMembers(
            """
            [Activation(Layer = true)] public static double Gate(double x, double beta = 1) => x * Sigmoid(beta * x);
            [Activation] public static Row Soft(Row x) { var e = Exp(x - Max(x)); return e / Sum(e); }
            [Activation] public static Row Both(Row x) => Soft(Gate(x, 2)) * Gate(x);
            [Loss] public static double Cross(Row logits, int label) => LogSumExp(logits) - logits[label];
            [Loss] public static double Cross(Row logits, Row target) => Sum(target) * LogSumExp(logits) - Sum(target * logits);
            [Loss] public static double Squared(double prediction, double target) => Square(prediction - target);
            [Update] public static (double Weight, double M) Momentum(double weight, double gradient, double m, double rate) => (weight - rate * (m + gradient), m + gradient);
            """);
        var driver = CSharpGeneratorDriver.Create([new FunctionGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)project.Tree.Options);
        driver.RunGeneratorsAndUpdateCompilation(project.Compilation, out var generated, out _);

        Assert.True(generated.SyntaxTrees.Count() > 4);
        Assert.Empty(await generated.WithAnalyzers([new FormulaAnalyzer()], new AnalyzerOptions([])).GetAnalyzerDiagnosticsAsync());
        Assert.All(generated.GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IMethodSymbol>().Where(FunctionAttributes.IsFunction), method =>
            Assert.NotNull(FunctionParser.Parse(method, generated, default).Model));
    }
}
