using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using static VerifyXunit.Verifier;

namespace AutoGrad.Generators.Tests.Layers;

public sealed class LayerGeneratorTests
{
    private const string Gated =
        """
        namespace User;
        public sealed partial class Gated(int inputs, int outputs) : Layer
        {
            private readonly Linear value = new(inputs, outputs), gate = new(inputs, outputs);
            protected override Node Build(Node x) => value.Forward(x) * gate.Forward(x);
        }
        """;

    [Fact]
    public async Task Fields_are_listed_by_name() => await Verify(LayerCompilation.Generate(Gated), "cs");

    [Fact]
    public async Task Everything_that_holds_layers_or_parameters_is_listed() => await Verify(
        LayerCompilation.Generate(
            """
            public partial class Everything<TInner> : Layer where TInner : Layer
            {
                private readonly Parameter _scale = new("scale", []);
                private readonly Parameter? shift = null;
                private readonly TInner[] array = [];
                private readonly List<Layer?> list = [];
                private readonly IReadOnlyDictionary<int, Dropout> numbered = new Dictionary<int, Dropout>();
                private readonly Dictionary<string, Parameter> named = [];
                private readonly IEnumerable<Parameter> sequence = [];
                private readonly Linear @class = new(1, 1), Value = new(1, 1), value = new(1, 1);
                private readonly int number = 3;
                private readonly Func<Node, Node>? function = null;
                public static readonly Linear Shared = new(1, 1);
                public Sequential? Head { get; init; }
                public Linear Computed => value;
                public required TInner Inner { get; set; }
                protected override Node Build(Node x) => function is null || number > 3 || shift is null ? x : x * _scale;
            }
            """), "cs");

    [Fact]
    public async Task A_constructor_parameter_is_listed_if_the_class_keeps_it() => await Verify(
        LayerCompilation.Generate(
            """
            namespace User.Layers;
            public sealed partial class Kept(Linear visitor, Linear[] blocks, Linear given, Linear used, int size) : Layer
            {
                private readonly Linear given = given;
                private readonly int features = used.Weight.Shape[0];
                public int Size { get; } = size;
                protected override Node Build(Node x)
                {
                    foreach (var block in blocks)
                        x = block.Forward(x);
                    return given.Forward(visitor.Forward(x * features));
                }
            }
            """), "cs");

    [Fact]
    public async Task Nested_and_derived_layers_are_written_and_call_their_bases() => await Verify(
        LayerCompilation.Generate(
            """
            namespace User;
            public partial record struct Outer<T>
            {
                internal partial class Base : Layer
                {
                    protected Linear First { get; } = new(1, 1);
                    protected override Node Build(Node x) => First.Forward(x);
                }
                internal sealed partial class Derived : Base { private readonly Linear second = new(1, 1); public Linear Second => second; }
            }
            public abstract class Plain : Layer { protected Node Twice(Node x) => 2 * x; }
            public sealed partial class FromPlain : Plain { protected override Node Build(Node x) => Twice(x); }
            public sealed partial class Own : Layer
            {
                protected override Node Build(Node x) => x;
                protected override void Visit(ILayerVisitor visitor) { }
            }
            """), "cs");

    [Fact]
    public async Task A_class_in_parts_is_written_once_with_the_members_of_all() => await Verify(
        LayerCompilation.Generate(
            "public partial class Parts : Layer { private readonly Linear a = new(1, 1); protected override Node Build(Node x) => b.Forward(a.Forward(x)); }",
            "public partial class Parts : IDisposable { private readonly Linear b = new(1, 1); public void Dispose() { } }"), "cs");

    [Fact]
    public void Other_classes_are_left_alone() => Assert.Empty(LayerCompilation.Generate(
        "public partial class Model : IDisposable { public Linear? Layer; public void Dispose() { } }"));

    [Fact]
    public void What_is_generated_runs()
    {
        LayerCompilation.Driver().RunGeneratorsAndUpdateCompilation(LayerCompilation.Of(Gated), out var compilation, out _);
        using var stream = new MemoryStream();
        Assert.True(compilation.Emit(stream).Success);
        var layer = (Layer)Activator.CreateInstance(Assembly.Load(stream.ToArray()).GetType("User.Gated")!, 3, 2)!;
        Assert.Equal(["value.weight", "value.bias", "gate.weight", "gate.bias"], layer.Parameters.Select(pair => pair.Path));
        Assert.Equal([5, 2], layer.Forward(Node.Input("x", [5, 3])).Shape);
    }

    [Theory]
    [InlineData("another file")]
    [InlineData("a comment above the class")]
    public void An_edit_elsewhere_leaves_every_step_after_the_model_cached(string edit)
    {
        var before = LayerCompilation.Of(Gated, "class Other { }");
        var driver = LayerCompilation.Driver().RunGenerators(before);
        var edited = before.SyntaxTrees[edit == "another file" ? 1 : 0];
        string text = edited.ToString().Replace(edit == "another file" ? "class Other { }" : "public sealed", edit == "another file" ? "class Other { int x; }" : "/* new */ public sealed", StringComparison.Ordinal);
        var after = before.ReplaceSyntaxTree(edited, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)edited.Options, edited.FilePath));
        Assert.NotEqual(edited.ToString(), text);

        var result = driver.RunGenerators(after).GetRunResult().Results[0];
        Assert.All(result.TrackedSteps[LayerGenerator.ModelStep], step => Assert.All(step.Outputs, output => Assert.Contains(output.Reason, Unchanged)));
        Assert.All(result.TrackedOutputSteps.SelectMany(steps => steps.Value), step => Assert.All(step.Outputs, output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason)));
    }

    [Fact]
    public void A_new_field_is_seen()
    {
        var before = LayerCompilation.Of(Gated);
        var driver = LayerCompilation.Driver().RunGenerators(before);
        var after = before.ReplaceSyntaxTree(
            before.SyntaxTrees[0],
            CSharpSyntaxTree.ParseText(before.SyntaxTrees[0].ToString().Replace("value =", "third = new(1, 1), value =", StringComparison.Ordinal), (CSharpParseOptions)before.SyntaxTrees[0].Options));
        Assert.Contains("visitor.Layer(\"third\", this.third);", driver.RunGenerators(after).GetRunResult().GeneratedTrees[0].ToString());
    }

    private static readonly IncrementalStepRunReason[] Unchanged = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged];
}
