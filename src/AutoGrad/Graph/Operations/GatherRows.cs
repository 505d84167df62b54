namespace AutoGrad;

/// <summary>Elements chosen by their number along an axis, in whose place the axes of the indices stand.</summary>
internal sealed record GatherRows(int Axis) : Rearrangement
{
    public override string Name => "gather";

    public override string Attributes => $"axis {Axis}";

    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        var table = inputs[0].Shape.AsSpan();
        return new([.. table[..Axis], .. inputs[1].Shape, .. table[(Axis + 1)..]], inputs[0].ElementType);
    }

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => input == 0
        ? Node.Create(new ScatterRows(Axis, node.Inputs[0].Shape[Axis]), upstream, node.Inputs[1])
        : null;
}
