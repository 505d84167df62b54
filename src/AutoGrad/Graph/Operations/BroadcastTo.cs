namespace AutoGrad;

/// <summary>The same values repeated along axes that are new or had one element.</summary>
internal sealed record BroadcastTo(Shape Shape) : Rearrangement
{
    public override string Name => "broadcast";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => Shape.Broadcast(inputs[0].Shape, Shape) == Shape
        ? new(Shape, inputs[0].ElementType)
        : throw new ShapeException($"BroadcastTo: {inputs[0].Shape} does not broadcast to {Shape}: aligned at the last axis, an extent must be the same or 1.");

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => upstream.SumTo(node.Inputs[0].Shape);
}
