using System.Globalization;

namespace AutoGrad;

/// <summary>What is taken along one axis: a range keeps the axis, an index removes it. <c>x[.., 1..^1, 0]</c>, <c>x[Slice.Step(.., 2)]</c>.</summary>
public readonly struct Slice
{
    private readonly Range range;
    private readonly bool removesAxis;
    private readonly int step;

    private Slice(Range range, bool removesAxis, int step = 1) => (this.range, this.removesAxis, this.step) = (range, removesAxis, step);

    /// <summary>The elements of a range.</summary>
    public static implicit operator Slice(Range range) => new(range, false);

    /// <summary>The element at an index.</summary>
    public static implicit operator Slice(Index index) => new(index.Equals(^0) ? new(index, index) : new(index, index.IsFromEnd ? new Index(index.Value - 1, true) : index.Value + 1), true);

    /// <summary>The element at an index; a negative one counts from the end.</summary>
    public static implicit operator Slice(int index) => index < 0 ? new Index(-index, fromEnd: true) : new Index(index);

    /// <summary>
    /// Every <paramref name="step"/>-th element of a range, from its first on; with a negative step from its last on, backwards.
    /// <c>Step(1..7, 2)</c> takes 1, 3 and 5, <c>Step(1..7, -2)</c> 6, 4 and 2, <c>Step(.., -1)</c> all in reverse.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
    public static Slice Step(Range range, int step) => step != 0
        ? new(range, false, step)
        : throw new ArgumentOutOfRangeException(nameof(step), $"Slice.Step: {range} in steps of 0 never comes to an end; give a step of 1 or more, or a negative one to go backwards.");

    /// <summary>The range, or the index.</summary>
    public override string ToString() => removesAxis ? range.Start.ToString()
        : step is 0 or 1 ? range.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{range} by {step}");

    /// <summary>Where the slice begins, how much it takes of an axis, and how far apart.</summary>
    /// <exception cref="ShapeException">It reaches outside the axis.</exception>
    internal (int Start, int Extent, int Step, bool RemovesAxis) Resolve(int axis, Shape shape)
    {
        int extent = shape[axis], start = range.Start.GetOffset(extent), end = range.End.GetOffset(extent);
        if (start < 0 || end > extent || start > end || (removesAxis && start == end))
            throw new ShapeException($"Slice: {this} of axis {axis} of {shape}, which has {extent} elements.");
        // The default value has no step: it takes nothing.
        long distance = step == 0 ? 1 : Math.Abs((long)step);
        return (step < 0 ? end - 1 : start, (int)((end - start + distance - 1) / distance), step == 0 ? 1 : step, removesAxis);
    }
}
