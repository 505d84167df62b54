namespace AutoGrad;

/// <summary>
/// The first input, to be read when the second is there. What is computed from it is another node than what is computed from the input
/// itself, and is not computed before: that is how a result is computed a second time rather than stored.
/// </summary>
internal sealed record BarrierOperation : Operation
{
    public override string Name => "barrier";

    public override bool KeepsZeros => true;

    public override bool IsFinite(IReadOnlyList<Node> inputs) => inputs[0].IsFinite;

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(inputs[0].Shape, inputs[0].ElementType);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => input == 0 ? upstream : null;

    public override Node? Support(Node node, int input, Node support) => support;
}
