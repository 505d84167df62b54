namespace AutoGrad;

public partial class Node
{
    /// <summary>The elements in reverse order along the axes; along all of them by default.</summary>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    public Node Flip(Axes axes = default)
    {
        int[] start = new int[Shape.Rank], steps = new int[Shape.Rank];
        Array.Fill(steps, 1);
        foreach (int axis in axes.Resolve(Shape.Rank, "Flip"))
            (start[axis], steps[axis]) = (Math.Max(0, Shape[axis] - 1), -1);
        return Take(new(start, Shape, steps));
    }

    /// <summary>The tensor with elements of one value before and after it, along each axis.</summary>
    /// <param name="before">How many before it, a number an axis.</param>
    /// <param name="after">How many after it, a number an axis.</param>
    /// <param name="value">What they are.</param>
    /// <exception cref="ShapeException">There is not one number an axis, or one is negative.</exception>
    /// <exception cref="ArgumentException">The element type has no such value.</exception>
    public Node Pad(ReadOnlySpan<int> before, ReadOnlySpan<int> after, double value = 0)
    {
        if (before.Length != Shape.Rank || after.Length != Shape.Rank)
            throw new ShapeException($"Pad: {before.Length} numbers before and {after.Length} after the axes of {Shape}; give one for each of its {Shape.Rank} axes.");
        var outer = Shape.ToArray();
        for (int axis = 0; axis < outer.Length; axis++)
        {
            if (before[axis] < 0 || after[axis] < 0)
                throw new ShapeException($"Pad: {before[axis]} elements before and {after[axis]} after axis {axis} of {Shape}; neither can be negative. A slice takes elements away.");
            long extent = (long)before[axis] + outer[axis] + after[axis];
            outer[axis] = extent <= int.MaxValue ? (int)extent : throw new ShapeException($"Pad: axis {axis} of {Shape} would have {extent} elements, more than {int.MaxValue}.");
        }
        double rounded = ConstantOperation.Round(value, ElementType);
        var box = Box.At(before, Shape);
        return box.IsWhole(Shape.Create(outer)) ? this : Create(new Pad(box, Shape.Create(outer), rounded), this);
    }

    /// <summary>The elements moved on along an axis; those that leave it at its end come back at its start. A negative shift moves them back.</summary>
    /// <param name="shift">How far; [a, b, c] moved by 1 is [c, a, b].</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    public Node Roll(int shift, int axis)
    {
        int along = Axes.Resolve(axis, Shape.Rank, "Roll"), extent = Shape[along];
        if (extent == 0)
            return this;
        int moved = (int)(((long)shift % extent + extent) % extent);
        return moved == 0 ? this : Functions.Concatenate([Take(Box.Along(along, extent - moved, moved, Shape)), Take(Box.Along(along, 0, extent - moved, Shape))], along);
    }

    /// <summary>
    /// The tensor laid side by side with itself: [a, b] twice is [a, b, a, b]. PyTorch's <c>tile</c> and <c>Tensor.repeat</c>. For
    /// more numbers than axes, axes are put in front.
    /// </summary>
    /// <param name="repeats">How often along each axis, the last number for the last axis; axes without a number are not repeated.</param>
    /// <exception cref="ShapeException">A number is negative.</exception>
    public Node Tile(params ReadOnlySpan<int> repeats)
    {
        int[] times = repeats.ToArray();
        if (times.Any(number => number < 0))
            throw new ShapeException($"Tile: {Shape} repeated [{string.Join(", ", times)}] times; none can be negative.");
        int rank = Math.Max(Shape.Rank, times.Length);
        int[] extents = [.. Enumerable.Repeat(1, rank - Shape.Rank), .. Shape];
        times = [.. Enumerable.Repeat(1, rank - times.Length), .. times];
        return ReshapeTo([.. extents.SelectMany(extent => new[] { 1, extent })])
            .BroadcastTo([.. times.Zip(extents).SelectMany(pair => new[] { pair.First, pair.Second })])
            .ReshapeTo([.. times.Zip(extents, (number, extent) => checked(number * extent))]);
    }

    /// <summary>
    /// Every element of an axis repeated: [a, b] twice is [a, a, b, b]. NumPy's and Keras' <c>repeat</c>, PyTorch's
    /// <c>repeat_interleave</c>; PyTorch's <c>Tensor.repeat</c> is <see cref="Tile"/>.
    /// </summary>
    /// <param name="times">How often.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">The number is negative.</exception>
    public Node Repeat(int times, int axis)
    {
        int along = Axes.Resolve(axis, Shape.Rank, "Repeat");
        if (times < 0)
            throw new ShapeException($"Repeat: the elements of axis {along} of {Shape} {times} times; give 0 or more.");
        int[] before = [.. Shape.Take(along + 1)], after = [.. Shape.Skip(along + 1)];
        return ReshapeTo([.. before, 1, .. after]).BroadcastTo([.. before, times, .. after]).ReshapeTo(Shape.With(along, checked(Shape[along] * times)));
    }

    /// <summary>The tensor without some axes of one element; without all of them by default.</summary>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <exception cref="ShapeException">An axis has more or fewer elements than one.</exception>
    public Node Squeeze(Axes axes = default)
    {
        int[] squeezed = axes.IsAll ? [.. Enumerable.Range(0, Shape.Rank).Where(axis => Shape[axis] == 1)] : axes.Resolve(Shape.Rank, "Squeeze");
        foreach (int axis in squeezed)
            if (Shape[axis] != 1)
                throw new ShapeException($"Squeeze: axis {axis} of {Shape} has {Shape[axis]} elements; only an axis of one element can be left out.");
        return ReshapeTo([.. Shape.Where((_, axis) => !squeezed.Contains(axis))]);
    }

    /// <summary>The tensor with one more axis, of one element: [a, b] becomes [1, a, b] for axis 0, [a, b, 1] for axis −1.</summary>
    /// <param name="axis">Where it stands in the result; a negative one counts from the end.</param>
    public Node Unsqueeze(int axis)
    {
        int position = Axes.Resolve(axis, Shape.Rank + 1, "Unsqueeze");
        return ReshapeTo([.. Shape.Take(position), 1, .. Shape.Skip(position)]);
    }
}
