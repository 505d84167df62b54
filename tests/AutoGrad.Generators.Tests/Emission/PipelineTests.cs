using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoGrad.Generators.Tests;

public class PipelineTests
{
    private const string Source = """
        public static partial class MyFunctions
        {
            /// <summary>Snake (Ziyin 2020).</summary>
            [Activation]
            public static double Snake(double x, double a = 0.1) => x + Square(Sin(a * x)) / a;

            [Loss]
            public static double RowLoss(Row logits, int label) => LogSumExp(logits) - logits[label];
        }
        """;

    [Fact]
    public void An_edit_in_another_file_leaves_every_step_after_the_parser_cached() => AssertCached(
        new GeneratorRun(Source, "class Other { }").After(compilation =>
            compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.ElementAt(1), Tree("class Other { int added; }", compilation))));

    [Fact]
    public void A_comment_above_a_method_leaves_every_step_after_the_parser_cached() => AssertCached(
        new GeneratorRun(Source).After(compilation =>
            compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.First(), Tree(Source.Replace("    [Loss]", "    // A comment.\n    [Loss]"), compilation))));

    [Fact]
    public void A_changed_formula_is_generated_anew_and_the_others_are_not()
    {
        var result = new GeneratorRun(Source).After(compilation =>
            compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.First(), Tree(Source.Replace("x + Square", "2 * x + Square"), compilation)));

        var groups = result.TrackedSteps[FunctionGenerator.GroupsStep].SelectMany(step => step.Outputs).ToDictionary(output => ((FunctionGroup)output.Value).Name, output => output.Reason);
        Assert.Equal(IncrementalStepRunReason.Modified, groups["Snake"]);
        Assert.NotEqual(IncrementalStepRunReason.Modified, groups["RowLoss"]);
        Assert.Contains("2 * x + square", result.GeneratedSources.Single(file => file.HintName == "MyFunctions.Snake.g.cs").SourceText.ToString());
    }

    [Fact]
    public void The_same_source_gives_the_same_text_in_every_culture()
    {
        var expected = new GeneratorRun(Source).Files;
        var culture = CultureInfo.CurrentCulture;
        try
        {
            // As in German: the runtime here has only the invariant culture's data.
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            german.NumberFormat.NumberDecimalSeparator = ",";
            german.NumberFormat.NegativeSign = "−";
            CultureInfo.CurrentCulture = german;

            Assert.Equal(expected, new GeneratorRun(Source).Files);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Functions_of_one_name_share_a_file_whose_name_says_where_they_stand() => Assert.Equal(
        ["A.Outer.Inner.F.g.cs", "A.Outer.Inner.f.2.g.cs", "Global.F.g.cs"],
        new GeneratorRun("""
            namespace A
            {
                public static partial class Outer
                {
                    internal static partial class Inner
                    {
                        [Activation] internal static double F(double x) => x * x;
                        [Activation] internal static double F(double x, double y) => x * y;
                        [Activation] internal static double f(double x) => 2 * x;
                    }
                }
            }
            """,
            "public partial record Global { [Activation] public static double F(double x) => x * x; }").Files.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Losses_that_cannot_share_their_overload_for_nodes_say_so()
    {
        var run = new GeneratorRun("""
            public static partial class MyLosses
            {
                [Loss] public static double Ranking(Row scores, int label) => LogSumExp(scores) - scores[label];
                [Loss] public static double Ranking(Row scores, Row target, double margin = 1) => Sum(Max(0, margin - scores * target));
            }
            """);

        Assert.Empty(run.Files);
        Assert.Equal(
            ["No code could be generated for 'MyLosses.Ranking': The losses called 'Ranking' share their overload for nodes, so there can be one for labels and one for rows, with the same hyper-parameters."],
            run.Messages);
    }

    private static void AssertCached(GeneratorRunResult result)
    {
        foreach (string step in new[] { FunctionGenerator.ModelsStep, FunctionGenerator.GroupsStep })
            Assert.All(result.TrackedSteps[step].SelectMany(run => run.Outputs), output => Assert.True(
                output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step}: {output.Reason}"));
        Assert.NotEmpty(result.TrackedOutputSteps);
        Assert.All(result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs), output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static SyntaxTree Tree(string text, Compilation compilation) =>
        CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)compilation.SyntaxTrees.First().Options);
}
