using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>A reduction over some axes, each of which remains with extent 1.</summary>
internal sealed record Reduce(ReductionKind Kind, Shape Axes) : Operation
{
    public override string Name => Kind.ToString().ToLowerInvariant();

    public override string Attributes => $"axes {Axes}";

    public override bool KeepsZeros => Kind is ReductionKind.Sum or ReductionKind.Mean;

    public override bool IsFinite(IReadOnlyList<Node> inputs) => inputs[0].IsFinite;

    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        var (shape, type) = (inputs[0].Shape, inputs[0].ElementType);
        if (type == ElementType.Bool || (type.IsInteger && Kind is ReductionKind.Mean or ReductionKind.LogSumExp))
            throw new ShapeException($"{Kind}: of {type.Text}; cast with Cast(ElementType.Float32).");
        if (Kind is ReductionKind.Max or ReductionKind.Min && Axes.Any(axis => shape[axis] == 0))
            throw new ShapeException($"{Kind}: over {Axes} of {shape}: nothing has no {(Kind == ReductionKind.Max ? "largest" : "smallest")} element.");
        foreach (int axis in Axes)
            shape = shape.With(axis, 1);
        return new(shape, type);
    }

    public override IReadOnlyList<WorkPart> Work(Node node) => [new(Name, node.Inputs[0].Shape.Size)];

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream)
    {
        var x = node.Inputs[0];
        switch (Kind)
        {
            case ReductionKind.Sum:
                return upstream.BroadcastTo(x.Shape);
            case ReductionKind.Mean:
                return (upstream / (x.Shape.Size / Math.Max(1, node.Shape.Size))).BroadcastTo(x.Shape);
            case ReductionKind.LogSumExp:
                return Elementwise.Apply(v => v[2] * Primitives.ShareOfExponentials(v[0], v[1]), x, node, upstream);
            default:
                var isExtreme = Elementwise.Apply(Primitives.EqualTo, x, node);
                var ties = Functions.Where(isExtreme, Node.Constant(1, x.ElementType), Node.Constant(0, x.ElementType)).Reduce(ReductionKind.Sum, Axes);
                return Elementwise.Apply(v => Primitives.Select(v[0], v[1] / v[2], ZeroUnlessNaN(v[3])), isExtreme, upstream, ties, node);
        }
    }

    private static Expression ZeroUnlessNaN(Expression y) => Primitives.Select(Expression.Apply(Primitives.EqualTo, y, y), 0, double.NaN);

    public override Node? Support(Node node, int input, Node support) => support.BroadcastTo(node.Inputs[0].Shape);
}
