namespace AutoGrad;

/// <summary>The same numbers in another element type.</summary>
internal sealed record Cast(ElementType To) : Rearrangement
{
    public override string Name => "cast";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(inputs[0].Shape, To);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        node.Inputs[0].ElementType == ElementType.Bool ? null // A condition changes in steps.
        : node.Inputs[0].ElementType.IsFloatingPoint && !To.IsFloatingPoint
            ? throw new DifferentiationException($"Cast to {To.Text} has no derivative: what it cuts off cannot be differentiated. StopGradient() says that none is wanted.")
            : upstream.Cast(node.Inputs[0].ElementType);
}
