using System.Globalization;

namespace AutoGrad;

/// <summary>
/// Elements of a tensor at even distances along each axis: the one counted i stands at Start + i · Step there. A negative step goes
/// backwards, from a start near the end.
/// </summary>
internal sealed class Box : IEquatable<Box>
{
    private readonly int[] start, steps;

    public Box(ReadOnlySpan<int> start, Shape extents, ReadOnlySpan<int> steps)
    {
        (this.start, Extents, this.steps) = (start.ToArray(), extents, steps.ToArray());
        // Where nothing is taken, or a single element, it does not matter from where or how far apart: equal boxes are equal.
        for (int axis = 0; axis < extents.Rank; axis++)
        {
            if (extents[axis] == 0)
                this.start[axis] = 0;
            if (extents[axis] <= 1)
                this.steps[axis] = 1;
        }
    }

    /// <summary>How many elements are taken along each axis.</summary>
    public Shape Extents { get; }

    /// <summary>The first element along each axis.</summary>
    public ReadOnlySpan<int> Start => start;

    /// <summary>How far apart they stand along each axis; never 0.</summary>
    public ReadOnlySpan<int> Steps => steps;

    /// <summary>Consecutive elements.</summary>
    public static Box At(ReadOnlySpan<int> start, Shape extents)
    {
        var steps = new int[extents.Rank];
        Array.Fill(steps, 1);
        return new(start, extents, steps);
    }

    /// <summary>Consecutive elements along one axis, all of the others.</summary>
    public static Box Along(int axis, int start, int extent, Shape outer)
    {
        var starts = new int[outer.Rank];
        starts[axis] = start;
        return At(starts, outer.With(axis, extent));
    }

    /// <summary>Whether it is all of a tensor of this shape, as it lies.</summary>
    public bool IsWhole(Shape outer) => Extents == outer && start.AsSpan().IndexOfAnyExcept(0) < 0 && steps.AsSpan().IndexOfAnyExcept(1) < 0;

    /// <summary>Where the box begins in a tensor with these strides, and what its own strides are there.</summary>
    public (long Offset, long[] Strides) In(ReadOnlySpan<long> outer)
    {
        long offset = 0;
        var strides = new long[outer.Length];
        for (int axis = 0; axis < strides.Length; axis++)
        {
            offset += start[axis] * outer[axis];
            strides[axis] = steps[axis] * outer[axis];
        }
        return (offset, strides);
    }

    public bool Equals(Box? other) =>
        other is not null && Extents == other.Extents && Start.SequenceEqual(other.Start) && Steps.SequenceEqual(other.Steps);

    public override bool Equals(object? obj) => Equals(obj as Box);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Extents);
        for (int axis = 0; axis < start.Length; axis++)
            hash.Add((start[axis], steps[axis]));
        return hash.ToHashCode();
    }

    /// <summary><c>1..3, 4 from 9 by -2</c>: a range an axis, or how many from where and how far apart.</summary>
    public override string ToString() => string.Join(", ", Extents.Select((extent, axis) => steps[axis] == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{start[axis]}..{start[axis] + extent}")
        : string.Create(CultureInfo.InvariantCulture, $"{extent} from {start[axis]} by {steps[axis]}")));
}
