namespace AutoGrad;

/// <summary>The input itself, but a constant to whoever differentiates.</summary>
internal sealed record StopGradient : Operation
{
    public override string Name => "stop_gradient";

    public override bool IsFinite(IReadOnlyList<Node> inputs) => inputs[0].IsFinite;

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(inputs[0].Shape, inputs[0].ElementType);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => null;
}
