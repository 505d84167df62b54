namespace AutoGrad;

/// <summary>What is taken along one axis: a range keeps the axis, an index removes it. <c>x[.., 1..^1, 0]</c>.</summary>
public readonly struct Slice
{
    private readonly Range range;
    private readonly bool removesAxis;

    private Slice(Range range, bool removesAxis) => (this.range, this.removesAxis) = (range, removesAxis);

    /// <summary>The elements of a range.</summary>
    public static implicit operator Slice(Range range) => new(range, false);

    /// <summary>The element at an index.</summary>
    public static implicit operator Slice(Index index) => new(index.Equals(^0) ? new(index, index) : new(index, index.IsFromEnd ? new Index(index.Value - 1, true) : index.Value + 1), true);

    /// <summary>The element at an index; a negative one counts from the end.</summary>
    public static implicit operator Slice(int index) => index < 0 ? new Index(-index, fromEnd: true) : new Index(index);

    /// <summary>The range, or the index.</summary>
    public override string ToString() => removesAxis ? range.Start.ToString() : range.ToString();

    /// <summary>Where the slice begins and how much it takes of an axis.</summary>
    /// <exception cref="ShapeException">It reaches outside the axis.</exception>
    internal (int Start, int Extent, bool RemovesAxis) Resolve(int axis, Shape shape)
    {
        int extent = shape[axis], start = range.Start.GetOffset(extent), end = range.End.GetOffset(extent);
        if (start < 0 || end > extent || start > end || (removesAxis && start == end))
            throw new ShapeException($"Slice: {this} of axis {axis} of {shape}, which has {extent} elements.");
        return (start, end - start, removesAxis);
    }
}
