using System.Globalization;

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

/// <summary>The position of the largest element along an axis; of several, the first.</summary>
internal sealed record ArgMax(int Axis) : Operation
{
    public override string Name => "argmax";

    public override string Attributes => $"axis {Axis}";

    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        var shape = inputs[0].Shape;
        if (shape[Axis] == 0)
            throw new ShapeException($"ArgMax: axis {Axis} of {shape} has no elements, so none is the largest.");
        return new([.. shape.Where((_, axis) => axis != Axis)], ElementType.Int32);
    }

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        throw new DifferentiationException("ArgMax has no derivative: its result is a position, which jumps from one integer to another.");
}

/// <summary>0, 1, 2, … along one axis, the same everywhere else.</summary>
internal sealed record Iota(int Axis, TensorType Type) : LeafOperation(Type)
{
    public override string Name => "iota";

    public override string Attributes => string.Create(CultureInfo.InvariantCulture, $"axis {Axis}");
}

/// <summary>The same numbers in another element type.</summary>
internal sealed record Cast(ElementType To) : Rearrangement
{
    public override string Name => "cast";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(inputs[0].Shape, To);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        node.Inputs[0].ElementType.IsFloatingPoint && !To.IsFloatingPoint
            ? throw new DifferentiationException($"Cast to {To.Text} has no derivative: what it cuts off cannot be differentiated. StopGradient() says that none is wanted.")
            : upstream.Cast(node.Inputs[0].ElementType);
}

/// <summary>The input itself, but a constant to whoever differentiates.</summary>
internal sealed record StopGradient : Operation
{
    public override string Name => "stop_gradient";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(inputs[0].Shape, inputs[0].ElementType);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => null;
}
