namespace AutoGrad;

/// <summary>The same elements in the same order under another shape.</summary>
internal sealed record Reshape(Shape Shape) : Rearrangement
{
    public override string Name => "reshape";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => inputs[0].Shape.Size == Shape.Size
        ? new(Shape, inputs[0].ElementType)
        : throw new ShapeException($"Reshape: {inputs[0].Shape} has {inputs[0].Shape.Size} elements, {Shape} would have {Shape.Size}.");

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => upstream.ReshapeTo(node.Inputs[0].Shape);
}
