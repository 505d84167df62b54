using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>A reduction of an element-wise expression over the inputs, which is computed block by block and never goes to memory.</summary>
internal sealed record ReducedElements(Reduce Reduction, Expression Expression) : Operation
{
    public override string Name => Reduction.Name;

    public override string Attributes => $"{FormulaWriter.Write(Expression)}, {Reduction.Attributes}";

    public override TensorType Infer(IReadOnlyList<Node> inputs) =>
        Reduction.Infer([Node.Create(new Elementwise(Expression), [.. inputs])]);

    public override IReadOnlyList<WorkPart> Work(Node node) => [.. WorkPart.Of(Expression, ShapeOf(node).Size), new(Name, ShapeOf(node).Size)];

    /// <exception cref="NotSupportedException">Always: graphs are differentiated before they are compiled.</exception>
    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        throw new NotSupportedException("A reduction of an expression has no derivative: graphs are differentiated before they are compiled.");

    /// <summary>The shape of what is reduced.</summary>
    public static Shape ShapeOf(Node node) => Elementwise.CommonShape(node.Inputs, node.Operation.Name);

    /// <summary>Gives reductions what only they read. What to compute instead of each node below the roots, and the roots themselves.</summary>
    public static IReadOnlyDictionary<Node, Node> Merge(IReadOnlyList<Node> roots)
    {
        var ordered = GraphWalk.Ordered(roots);
        var uses = new Dictionary<Node, int>();
        foreach (var used in roots.Concat(ordered.SelectMany(node => node.Inputs)))
            uses[used] = uses.GetValueOrDefault(used) + 1;
        var results = new Dictionary<Node, Node>();
        foreach (var node in ordered)
            results[node] = node.Operation is Reduce reduce && IsMergeable(node.Inputs[0], uses)
                ? Merged(node, reduce, results)
                : GraphRewrite.WithInputs(node, [.. node.Inputs.Select(input => results[input])]);
        return results;
    }

    private static bool IsMergeable(Node input, Dictionary<Node, int> uses) =>
        uses[input] == 1 && ElementBody.Is(input) && ElementKernels.AreEmitted(input.ElementType);

    private static Node Merged(Node node, Reduce reduce, Dictionary<Node, Node> results)
    {
        using var entered = LayerPath.Enter(node.Layer);
        return Node.Create(new ReducedElements(reduce, ElementBody.Of(node.Inputs[0])), [.. node.Inputs[0].Inputs.Select(input => results[input])]);
    }
}
