namespace AutoGrad.Kernels;

/// <summary>What indices may be: positions along an axis. Says which of them there is no element for.</summary>
/// <param name="Operation">How messages call what reads them.</param>
/// <param name="Axis">The axis that they count along.</param>
/// <param name="Extent">The number of its elements.</param>
/// <param name="IsLong">Whether they are int64 rather than int32.</param>
/// <param name="Shape">The extents of the indices.</param>
internal sealed record IndexRange(string Operation, int Axis, int Extent, bool IsLong, int[] Shape)
{
    /// <summary>The error of an index outside the range.</summary>
    public ArgumentOutOfRangeException NoSuchElement(double index, long position) => new(
        null,
        $"{Operation}: index {index} at position {OutOfRange.Position(position, Shape)} of the indices; "
        + (Extent == 0 ? $"axis {Axis} has no elements." : $"axis {Axis} has {Extent} elements, 0 to {Extent - 1}."));
}

/// <summary>All elements of an input must be positions along an axis of this extent.</summary>
internal readonly record struct IndexCheck(int Input, int Extent);

/// <summary>Reads indices one after the other.</summary>
internal readonly unsafe struct IndexReader(byte* indices, IndexRange range)
{
    private readonly bool isLong = range.IsLong;
    private readonly int extent = range.Extent;

    /// <exception cref="ArgumentOutOfRangeException">It is outside the range.</exception>
    public int this[long position]
    {
        get
        {
            long index = isLong ? ((long*)indices)[position] : ((int*)indices)[position];
            return (ulong)index < (ulong)extent ? (int)index : throw range.NoSuchElement(index, position);
        }
    }
}
