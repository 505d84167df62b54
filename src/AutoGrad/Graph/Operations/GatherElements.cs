namespace AutoGrad;

/// <summary>For every element its own position along an axis; the other axes of input and indices are the same.</summary>
internal sealed record GatherElements(int Axis) : Rearrangement
{
    public override string Name => "gather_elements";

    public override string Attributes => $"axis {Axis}";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(inputs[1].Shape, inputs[0].ElementType);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => input == 0
        ? Node.Create(new ScatterElements(Axis, node.Inputs[0].Shape[Axis], "GatherElements"), upstream, node.Inputs[1])
        : null;
}
