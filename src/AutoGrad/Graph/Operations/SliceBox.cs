namespace AutoGrad;

/// <summary>A box of the input: from Start, of shape Extents.</summary>
internal sealed record SliceBox(Shape Start, Shape Extents) : Rearrangement
{
    public override string Name => "slice";

    public override string Attributes => string.Join(", ", Start.Zip(Extents, (start, extent) => $"{start}..{start + extent}"));

    // Node's indexer is the only way here, and it has checked the box.
    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(Extents, inputs[0].ElementType);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        Node.Create(new Pad(Start, node.Inputs[0].Shape), upstream);
}
