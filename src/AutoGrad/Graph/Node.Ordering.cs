namespace AutoGrad;

public partial class Node
{
    /// <summary>The position of the largest element along an axis, the first of several, or of the first NaN: int32. It has no derivative.</summary>
    /// <exception cref="ShapeException">There is no such axis, or it has no elements.</exception>
    public Node ArgMax(int axis = -1) => Create(new ArgExtreme(Axes.Resolve(axis, Shape.Rank, "ArgMax"), IsSmallest: false), this);

    /// <summary>The position of the smallest element along an axis, the first of several, or of the first NaN: int32. It has no derivative.</summary>
    /// <inheritdoc cref="ArgMax"/>
    public Node ArgMin(int axis = -1) => Create(new ArgExtreme(Axes.Resolve(axis, Shape.Rank, "ArgMin"), IsSmallest: true), this);

    /// <summary>
    /// The positions that put the elements along an axis in order: int32. Equal elements stay in their order, and NaN counts as larger than
    /// everything, as in PyTorch: last, or first when descending. It has no derivative.
    /// </summary>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="descending">Whether the largest come first.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public Node ArgSort(int axis = -1, bool descending = false)
    {
        int along = Axes.Resolve(axis, Shape.Rank, "ArgSort");
        return Create(new ArgSort(along, descending, Shape[along]), this);
    }

    /// <summary>The elements along an axis in order, as <see cref="ArgSort"/> puts them. Each has the gradient of its place.</summary>
    /// <inheritdoc cref="ArgSort"/>
    public Node Sort(int axis = -1, bool descending = false)
    {
        int along = Axes.Resolve(axis, Shape.Rank, "Sort");
        return GatherElements(ArgSort(along, descending), along);
    }

    /// <summary>
    /// The <paramref name="k"/> largest elements along an axis, from the largest down, and where they stand (int32); or the smallest, from
    /// the smallest up. Of equal ones the first come first, and NaN counts as larger than everything.
    /// </summary>
    /// <param name="k">How many.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="largest">Whether the largest are wanted, rather than the smallest.</param>
    /// <exception cref="ShapeException">There is no such axis, or it has not so many elements.</exception>
    public (Node Values, Node Indices) TopK(int k, int axis = -1, bool largest = true)
    {
        int along = Axes.Resolve(axis, Shape.Rank, "TopK");
        if (k < 0 || k > Shape[along])
            throw new ShapeException($"TopK: {k} elements of axis {along} of {Shape}, which has {Shape[along]}.");
        var indices = Create(new ArgSort(along, largest, k), this);
        return (GatherElements(indices, along), indices);
    }
}
