namespace AutoGrad;

public partial class Node
{
    /// <summary>
    /// Elements chosen by their number along an axis: for axis 0, result[i…, …] = this[indices[i…], …]. The axes of the indices stand in the
    /// place of the axis. An index outside it is an error when the graph runs. PyTorch's <c>index_select</c>, for indices of any shape.
    /// </summary>
    /// <param name="indices">Positions along the axis, int32 or int64, of any shape.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">There is no such axis, or the indices are no integers.</exception>
    public Node Gather(Node indices, int axis = 0)
    {
        CheckIndices(indices, "Gather");
        return Create(new GatherRows(Axes.Resolve(axis, Shape.Rank, "Gather")), this, indices);
    }

    /// <summary>
    /// For every element of the result its own position along an axis: for axis 1 of three, result[i, j, k] = this[i, indices[i, j, k], k].
    /// An index outside the axis is an error when the graph runs. PyTorch's <c>gather</c>, NumPy's <c>take_along_axis</c>.
    /// </summary>
    /// <param name="indices">Positions along the axis, int32 or int64, as many axes as this tensor has; other axes may be shorter than its own.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">The indices are no integers, have another number of axes, or are longer along another axis.</exception>
    public Node GatherElements(Node indices, int axis)
    {
        CheckIndices(indices, "GatherElements");
        int along = Axes.Resolve(axis, Shape.Rank, "GatherElements");
        CheckFits(indices, Shape, along, "GatherElements", "this tensor");
        return Create(new GatherElements(along), Take(Box.At(new int[Shape.Rank], indices.Shape.With(along, Shape[along]))), indices);
    }

    /// <summary>
    /// This tensor with elements of another one added, each at its own position along an axis: for axis 1 of three,
    /// result[i, indices[i, j, k], k] += source[i, j, k]. Several that go to one position are added in their order, the same on any number
    /// of threads. An index outside the axis is an error when the graph runs. PyTorch's <c>scatter_add</c>.
    /// </summary>
    /// <param name="indices">Positions along the axis, int32 or int64, as many axes as this tensor has; other axes may be shorter than its own.</param>
    /// <param name="source">What is added: at least as long as the indices along every axis.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">The indices are no integers, or shapes or types do not fit.</exception>
    public Node ScatterAdd(Node indices, Node source, int axis)
    {
        var (along, values) = CheckScatter(indices, source, axis, "ScatterAdd");
        return this + PadTo(Create(new ScatterElements(along, Shape[along], "ScatterAdd"), values, indices), 0);
    }

    /// <summary>
    /// This tensor with elements replaced by those of another one, each at its own position along an axis: for axis 1 of three,
    /// result[i, indices[i, j, k], k] = source[i, j, k]. Of several that go to one position the last one stays, and has all of the
    /// gradient. An index outside the axis is an error when the graph runs. PyTorch's <c>scatter</c>, which leaves both open.
    /// </summary>
    /// <inheritdoc cref="ScatterAdd"/>
    public Node Scatter(Node indices, Node source, int axis)
    {
        var (along, values) = CheckScatter(indices, source, axis, "Scatter");
        if (indices.Shape.Size == 0)
            return this;
        var last = Create(new LastPosition(along, Shape[along]), indices);
        var replaced = values.GatherElements(Functions.Max(last, 0), along);
        return Functions.Where(PadTo(last, -1) >= 0, PadTo(replaced, 0), this);
    }

    private (int Axis, Node Source) CheckScatter(Node indices, Node source, int axis, string operation)
    {
        CheckIndices(indices, operation);
        ArgumentNullException.ThrowIfNull(source);
        int along = Axes.Resolve(axis, Shape.Rank, operation);
        CheckFits(indices, Shape, along, operation, "this tensor");
        CheckFits(indices, source.Shape, -1, operation, "the source");
        if (source.ElementType != ElementType)
            throw new ShapeException($"{operation}: {ElementType.Text} and {source.ElementType.Text} do not mix; cast one with Cast(ElementType.{ElementType}).");
        return (along, source.Take(Box.At(new int[Shape.Rank], indices.Shape)));
    }

    // The tensor in the first corner of one of this tensor's shape.
    private Node PadTo(Node part, double value) =>
        part.Pad(new int[Shape.Rank], [.. Shape.Zip(part.Shape, (whole, extent) => whole - extent)], value);

    private static void CheckIndices(Node indices, string operation)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (!indices.ElementType.IsInteger)
            throw new ShapeException($"{operation}: the indices are {indices.ElementType.Text}; they must be int32 or int64.");
    }

    private static void CheckFits(Node indices, Shape shape, int exceptAxis, string operation, string what)
    {
        if (indices.Shape.Rank != shape.Rank)
            throw new ShapeException($"{operation}: the indices {indices.Shape} have {indices.Shape.Rank} axes and {what} {shape} has {shape.Rank}; they must have as many.");
        for (int axis = 0; axis < shape.Rank; axis++)
            if (axis != exceptAxis && indices.Shape[axis] > shape[axis])
                throw new ShapeException($"{operation}: the indices {indices.Shape} are longer than {what} {shape} along axis {axis}.");
    }
}
