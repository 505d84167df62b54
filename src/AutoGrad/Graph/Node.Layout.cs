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
}
