namespace AutoGrad;

/// <summary>Zeros of shape Outer with the input at Start: the adjoint of taking a box.</summary>
internal sealed record Pad(Shape Start, Shape Outer) : Rearrangement
{
    public override string Name => "pad";

    public override string Attributes => $"at {Start}";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(Outer, inputs[0].ElementType);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        Node.Create(new SliceBox(Start, node.Inputs[0].Shape), upstream);
}
