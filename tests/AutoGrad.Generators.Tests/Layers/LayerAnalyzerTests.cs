using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoGrad.Generators.Tests.Layers;

public sealed class LayerAnalyzerTests
{
    [Fact]
    public async Task A_layer_that_is_not_partial_is_an_error_on_its_name()
    {
        const string Source = "public class Gate : Layer { protected override Node Build(Node x) => x; }";
        Assert.Equal(
            ["AG0100 Gate: The layer 'Gate' has no Visit, so its weights would be unknown: make the class partial and Visit is generated, or override it"],
            await LayerCompilation.Analyze(Source));
        Assert.Contains("CS0534", LayerCompilation.Of(Source).GetDiagnostics().Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public async Task A_type_around_a_layer_that_is_not_partial_is_named() => Assert.Equal(
        ["AG0100 Gate: The layer 'Gate' has no Visit, so its weights would be unknown: make 'Outer' around it partial and Visit is generated, or override it"],
        await LayerCompilation.Analyze("class Outer { partial class Gate : Layer { protected override Node Build(Node x) => x; } }"));

    [Fact]
    public async Task An_abstract_layer_needs_no_Visit_until_it_holds_something()
    {
        Assert.Empty(await LayerCompilation.Analyze("public abstract class Base : Layer { protected Node Twice(Node x) => 2 * x; }"));
        Assert.Equal(
            ["AG0100 Base: The layer 'Base' has no Visit, so its weights would be unknown: make the class partial and Visit is generated, or override it"],
            await LayerCompilation.Analyze("public abstract class Base : Layer { private readonly Linear inner = new(1, 1); protected Node Inner(Node x) => inner.Forward(x); }"));
    }

    [Fact]
    public async Task A_member_of_a_type_that_is_not_listed_is_a_warning_on_its_name() => Assert.Equal(
        [
            "AG0101 kept: 'kept' holds layers or parameters in a List<Linear[]>, which the generated Visit does not list: hold them in fields, an array, a list or a dictionary, or override Visit",
            "AG0101 grid: 'grid' holds layers or parameters in a Linear[][], which the generated Visit does not list: hold them in fields, an array, a list or a dictionary, or override Visit",
            "AG0101 table: 'table' holds layers or parameters in a Parameter[,], which the generated Visit does not list: hold them in fields, an array, a list or a dictionary, or override Visit",
            "AG0101 Pair: 'Pair' holds layers or parameters in a (Linear, int), which the generated Visit does not list: hold them in fields, an array, a list or a dictionary, or override Visit",
        ],
        await LayerCompilation.Analyze(
            """
            public partial class Grid(List<Linear[]> kept) : Layer
            {
                private readonly Linear[][] grid = [];
                private readonly Parameter[,] table = new Parameter[1, 1];
                public (Linear, int) Pair { get; init; }
                private readonly Func<Linear>? maker = null;
                protected override Node Build(Node x) => grid.Length + table.Length + kept.Count > 0 || maker is null ? x : x;
            }
            """));

    [Fact]
    public async Task A_layer_with_its_own_Visit_may_hold_what_it_likes() => Assert.Empty(await LayerCompilation.Analyze(
        """
        public class Grid : Layer
        {
            private readonly Linear[][] grid = [];
            protected override Node Build(Node x) => x;
            protected override void Visit(ILayerVisitor visitor) { for (int i = 0; i < grid.Length; i++) visitor.Layers($"grid.{i}", grid[i]); }
        }
        """));

    [Fact]
    public void Every_diagnostic_has_a_page() => Assert.All(
        new LayerAnalyzer().SupportedDiagnostics,
        rule => Assert.StartsWith($"# {rule.Id}: ", File.ReadAllText(Path.Combine(Repository(), rule.HelpLinkUri))));

    private static string Repository([System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
