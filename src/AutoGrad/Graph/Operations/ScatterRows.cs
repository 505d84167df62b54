namespace AutoGrad;

/// <summary>A table of zeros to whose rows the input's rows are added: the adjoint of gathering.</summary>
internal sealed record ScatterRows(int Rows) : Rearrangement
{
    public override string Name => "scatter_add";

    public override string Attributes => $"{Rows} rows";

    public override TensorType Infer(IReadOnlyList<Node> inputs) =>
        new([Rows, .. inputs[0].Shape.AsSpan()[inputs[1].Shape.Rank..]], inputs[0].ElementType);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        input == 0 ? Node.Create(new GatherRows(), upstream, node.Inputs[1]) : null;
}
