namespace AutoGrad;

/// <summary>Rows of a table, chosen by number: result[i…, …] = table[indices[i…], …].</summary>
internal sealed record GatherRows : Rearrangement
{
    public override string Name => "gather";

    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        var (table, indices) = (inputs[0], inputs[1]);
        if (!indices.ElementType.IsInteger)
            throw new ShapeException($"Gather: the indices are {indices.ElementType.Text}; they must be int32 or int64.");
        if (table.Shape.Rank == 0)
            throw new ShapeException("Gather: the table is a single number, which has no rows.");
        return new([.. indices.Shape, .. table.Shape.AsSpan()[1..]], table.ElementType);
    }

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => input == 0
        ? Node.Create(new ScatterRows(node.Inputs[0].Shape[0]), upstream, node.Inputs[1])
        : null;
}
