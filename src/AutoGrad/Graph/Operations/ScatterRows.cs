namespace AutoGrad;

/// <summary>Zeros, Extent of them along an axis, to which the input's elements are added by number: the adjoint of gathering.</summary>
internal sealed record ScatterRows(int Axis, int Extent) : Rearrangement
{
    public override string Name => "scatter_add";

    public override string Attributes => $"axis {Axis} of {Extent}";

    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        var added = inputs[0].Shape.AsSpan();
        return new([.. added[..Axis], Extent, .. added[(Axis + inputs[1].Shape.Rank)..]], inputs[0].ElementType);
    }

    public override IReadOnlyList<WorkPart> Work(Node node) => [new(Name, node.Inputs[0].Shape.Size)];

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        input == 0 ? Node.Create(new GatherRows(Axis), upstream, node.Inputs[1]) : null;
}
