namespace AutoGrad;

/// <summary>
/// What is done to each row that is chosen from a table, as an embedding does, is done to the rows of the table, of which there are fewer,
/// before they are chosen: a product of the rows, and what is computed element by element. For gradients that means to add up what belongs
/// to each row of the table before the product, which is the same by the distributive law.
/// </summary>
internal static class GatheredRows
{
    // Rows chosen, a row of the table, from which on it pays.
    private const int LeastRepetition = 2;

    /// <summary>The node of these inputs in another way that costs less; null where there is none.</summary>
    public static Node? Simplified(Node node, Node[] inputs) => node.Operation switch
    {
        MatMul { TransposeA: false, Summed: 0 } product => Product(product, inputs[0], inputs[1]),
        MatMul { TransposeA: true, TransposeB: false } product => OuterProduct(product, inputs[0], inputs[1]),
        ScatterRows { Axis: 0 } scatter => Scattered(scatter, inputs[0], inputs[1]),
        Elementwise => ElementByElement(node, inputs),
        _ => null,
    };

    // table[indices] · B = (table · B)[indices].
    private static Node? Product(MatMul product, Node a, Node b) =>
        Table(a) is ({ } table, { } indices) && table.Shape.Rank == 2 && b.Shape.Rank == 2
            ? Chosen(Node.Create(product, table, b), indices, a)
            : null;

    // Σ aᵢᵀ · table[indicesᵢ] = (rows of a added up by index)ᵀ · table. A row that is not chosen takes part with zeros, and must be finite.
    private static Node? OuterProduct(MatMul product, Node a, Node b)
    {
        if (a.Shape.Rank != product.Summed + 2 || b.Shape.Rank != a.Shape.Rank)
            return null;
        if (Table(b) is ({ IsFinite: true } right, { } indices) && right.Shape.Rank == 2 && indices.Shape.Rank == product.Summed + 1)
            return Node.Create(new MatMul(true, false), AddedUp(a, indices, right.Shape[0], b), right);
        if (Table(a) is ({ IsFinite: true } left, { } own) && left.Shape.Rank == 2 && own.Shape.Rank == product.Summed + 1)
            return Node.Create(new MatMul(true, false), left, AddedUp(b, own, left.Shape[0], a));
        return null;
    }

    // Rows of a product, added up by index, are the product of the rows of its first factor added up so. Where there is none, zeros take part.
    private static Node? Scattered(ScatterRows scatter, Node rows, Node indices)
    {
        if (rows is { Operation: MatMul { TransposeA: false, Summed: 0 } product } && rows.Inputs[1] is { IsFinite: true, Shape.Rank: 2 }
            && rows.Shape.Rank == indices.Shape.Rank + 1 && IsRepeated(indices, scatter.Extent))
            return Node.Create(product, AddedUp(rows.Inputs[0], indices, scatter.Extent, rows), rows.Inputs[1]);
        // Indices in another order are copied for less than rows are.
        int axes = indices.Shape.Rank;
        if (rows.Operation is not Permute { Order: var order } || !order.Skip(axes).SequenceEqual(Enumerable.Range(axes, rows.Shape.Rank - axes)))
            return null;
        return Node.Create(scatter, rows.Inputs[0], indices.Permute([.. Enumerable.Range(0, axes).OrderBy(axis => order[axis])]));
    }

    // A function of the rows, and of what is the same for all of them.
    private static Node? ElementByElement(Node node, Node[] inputs)
    {
        if (inputs.FirstOrDefault(input => input.Operation is GatherRows) is not { } rows || Table(rows) is not ({ } table, { } indices)
            || rows.Shape != node.Shape || !inputs.All(input => input == rows || input.Shape.Rank < table.Shape.Rank))
            return null;
        return Chosen(Node.Create(node.Operation, [.. inputs.Select(input => input == rows ? table : input)]), indices, rows);
    }

    // The table that a node's rows are chosen from, and by which indices, if there are many more of these than it has rows.
    private static (Node? Table, Node? Indices) Table(Node node) =>
        node is { Operation: GatherRows { Axis: 0 } } && IsRepeated(node.Inputs[1], node.Inputs[0].Shape[0]) ? (node.Inputs[0], node.Inputs[1]) : (null, null);

    private static bool IsRepeated(Node indices, int extent) => indices.Shape.Rank > 0 && indices.Shape.Size >= (long)LeastRepetition * extent;

    private static Node Chosen(Node table, Node indices, Node like)
    {
        using var entered = LayerPath.Enter(like.Layer);
        return Node.Create(new GatherRows(0), table, indices);
    }

    private static Node AddedUp(Node rows, Node indices, int extent, Node like)
    {
        using var entered = LayerPath.Enter(like.Layer);
        ScatterRows scatter = new(0, extent);
        return Scattered(scatter, rows, indices) ?? Node.Create(scatter, rows, indices);
    }
}
