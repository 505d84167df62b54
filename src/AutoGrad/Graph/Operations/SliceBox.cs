namespace AutoGrad;

/// <summary>The elements of the input in a box.</summary>
internal sealed record SliceBox(Box Box) : Rearrangement
{
    public override string Name => "slice";

    public override string Attributes => Box.ToString();

    // Whoever makes one has checked the box.
    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(Box.Extents, inputs[0].ElementType);

    // A box of all elements only turns some axes round: done twice, it does nothing.
    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => Box.Extents == node.Inputs[0].Shape
        ? Node.Create(this, upstream)
        : Node.Create(new Pad(Box, node.Inputs[0].Shape, 0), upstream);
}
