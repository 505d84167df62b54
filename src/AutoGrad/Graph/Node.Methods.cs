namespace AutoGrad;

public partial class Node
{
    /// <summary>
    /// A box of the tensor: a range an axis keeps it, an index removes it; axes that are not named are taken whole. <c>x[.., 1..^1, 0]</c>,
    /// <c>x[Slice.Step(.., 2)]</c>.
    /// </summary>
    /// <exception cref="ShapeException">There are more slices than axes, or one reaches outside its axis.</exception>
    public Node this[params ReadOnlySpan<Slice> slices]
    {
        get
        {
            if (slices.Length > Shape.Rank)
                throw new ShapeException($"Slice: {slices.Length} slices of {Shape}, which has {Shape.Rank} axes.");
            var (start, extents, steps, kept) = (new int[Shape.Rank], Shape.ToArray(), new int[Shape.Rank], new List<int>());
            Array.Fill(steps, 1);
            for (int axis = 0; axis < Shape.Rank; axis++)
            {
                bool removes = false;
                if (axis < slices.Length)
                    (start[axis], extents[axis], steps[axis], removes) = slices[axis].Resolve(axis, Shape);
                if (!removes)
                    kept.Add(extents[axis]);
            }
            return Take(new(start, Shape.Create(extents), steps)).ReshapeTo([.. kept]);
        }
    }

    /// <summary>
    /// The matrix product over the last two axes; leading axes are broadcast. A vector counts as a row on the left and as a column on the
    /// right, as in NumPy. [m, k] × [k, n] → [m, n].
    /// </summary>
    /// <exception cref="ShapeException">The inner dimensions differ, or an operand is a single number.</exception>
    public Node MatMul(Node other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return AutoGrad.MatMul.Of(this, other);
    }

    /// <summary>The same elements under another shape; one extent may be −1, which is then what remains.</summary>
    /// <exception cref="ShapeException">The number of elements differs.</exception>
    public Node Reshape(params ReadOnlySpan<int> shape)
    {
        int[] extents = shape.ToArray();
        int open = Array.IndexOf(extents, -1);
        if (open >= 0)
        {
            extents[open] = 1;
            if (Array.IndexOf(extents, -1) >= 0)
                throw new ShapeException($"Reshape: [{string.Join(", ", shape.ToArray())}] leaves two extents open; only one −1 can be worked out.");
            long others = Shape.Create(extents).Size;
            if (others == 0 || Shape.Size % others != 0)
                throw new ShapeException($"Reshape: the {Shape.Size} elements of {Shape} cannot be shared out by {others}.");
            if (Shape.Size / others > int.MaxValue)
                throw new ShapeException($"Reshape: the open extent for the {Shape.Size} elements of {Shape} would be {Shape.Size / others}; an axis has at most {int.MaxValue}.");
            extents[open] = (int)(Shape.Size / others);
        }
        return ReshapeTo(Shape.Create(extents));
    }

    /// <summary>The axes in another order: axis i of the result is axis <paramref name="order"/>[i] of this tensor.</summary>
    public Node Permute(params ReadOnlySpan<int> order)
    {
        var resolved = new int[order.Length];
        for (int i = 0; i < resolved.Length; i++)
            resolved[i] = Axes.Resolve(order[i], Shape.Rank, "Permute");
        return AutoGrad.Permute.Of(this, Shape.Create(resolved));
    }

    /// <summary>The last two axes exchanged.</summary>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public Node Transpose()
    {
        if (Shape.Rank < 2)
            throw new ShapeException($"Transpose: {Shape} has fewer than two axes.");
        int[] order = [.. Enumerable.Range(0, Shape.Rank)];
        (order[^1], order[^2]) = (order[^2], order[^1]);
        return Permute(order);
    }

    /// <summary>The values repeated along axes that are new or have one element.</summary>
    /// <exception cref="ShapeException">An extent is neither that of the shape nor 1.</exception>
    public Node BroadcastTo(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape == Shape ? this
            : Operation is BroadcastTo && Shape.Broadcast(Shape, shape) == shape ? inputs[0].BroadcastTo(shape)
            : Create(new BroadcastTo(shape), this);
    }

    /// <summary>The sum over the axes; all of them by default.</summary>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDims">Whether the axes remain, with extent 1.</param>
    public Node Sum(Axes axes = default, bool keepDims = false) => Reduce(ReductionKind.Sum, axes, keepDims);

    /// <summary>The mean over the axes; all of them by default. NaN over nothing.</summary>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDims">Whether the axes remain, with extent 1.</param>
    public Node Mean(Axes axes = default, bool keepDims = false) => Reduce(ReductionKind.Mean, axes, keepDims);

    /// <summary>The largest element over the axes; its gradient is shared equally between ties, and NaN where there is a NaN among them.</summary>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDims">Whether the axes remain, with extent 1.</param>
    public Node Max(Axes axes = default, bool keepDims = false) => Reduce(ReductionKind.Max, axes, keepDims);

    /// <summary>The smallest element over the axes; its gradient is shared equally between ties, and NaN where there is a NaN among them.</summary>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDims">Whether the axes remain, with extent 1.</param>
    public Node Min(Axes axes = default, bool keepDims = false) => Reduce(ReductionKind.Min, axes, keepDims);

    /// <summary>ln Σ exp(x) over the axes, without overflow. Its gradient is softmax(x): 0 where all elements are −∞, 1 for an element that is +∞.</summary>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDims">Whether the axes remain, with extent 1.</param>
    public Node LogSumExp(Axes axes = default, bool keepDims = false) => Reduce(ReductionKind.LogSumExp, axes, keepDims);

    /// <summary>The same numbers in another element type; fractions are cut off on the way to integers.</summary>
    public Node Cast(ElementType type) => type == ElementType ? this : Create(new Cast(type), this);

    /// <summary>This tensor as a constant to whoever differentiates.</summary>
    public Node StopGradient() => Create(new StopGradient(), this);

    /// <summary>The elements in a box.</summary>
    internal Node Take(Box box) => box.IsWhole(Shape) ? this : Create(new SliceBox(box), this);

    /// <summary>This vector as it has to lie to be broadcast along one axis of a tensor of so many axes: [n, 1, …].</summary>
    internal Node Along(int axis, int rank) => ReshapeTo([Shape[0], .. Enumerable.Repeat(1, rank - axis - 1)]);

    /// <summary>The sum over all that was broadcast to get from <paramref name="shape"/> to this node's shape.</summary>
    internal Node SumTo(Shape shape)
    {
        if (shape == Shape)
            return this;
        int added = Shape.Rank - shape.Rank;
        int[] axes = [.. Enumerable.Range(0, Shape.Rank).Where(axis => axis < added || (shape[axis - added] == 1 && Shape[axis] != 1))];
        return Reduce(ReductionKind.Sum, Shape.Create(axes)).ReshapeTo(shape);
    }

    internal Node Reduce(ReductionKind kind, Shape axes) => axes.Rank == 0 && kind != ReductionKind.LogSumExp ? this : Create(new Reduce(kind, axes), this);

    /// <summary>The same elements under another shape.</summary>
    /// <exception cref="ShapeException">The number of elements differs.</exception>
    public Node ReshapeTo(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape == Shape ? this
            : Operation is Reshape ? inputs[0].ReshapeTo(shape)
            : Create(new Reshape(shape), this);
    }

    private Node Reduce(ReductionKind kind, Axes axes, bool keepDims)
    {
        int[] resolved = axes.Resolve(Shape.Rank, kind.ToString());
        var reduced = Reduce(kind, Shape.Create(resolved));
        return keepDims ? reduced : reduced.ReshapeTo(Shape.Create([.. Shape.Where((_, axis) => !resolved.Contains(axis))]));
    }
}
