namespace AutoGrad;

public partial class Node
{
    /// <summary>Whether any element over the axes is true, all of the axes by default; false of nothing.</summary>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDims">Whether the axes remain, with extent 1.</param>
    /// <exception cref="ShapeException">The tensor is not bool.</exception>
    public Node Any(Axes axes = default, bool keepDims = false) => ReduceTruth(ReductionKind.Max, axes, keepDims, nameof(Any), false);

    /// <summary>Whether all elements over the axes are true, all of the axes by default; true of nothing.</summary>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDims">Whether the axes remain, with extent 1.</param>
    /// <exception cref="ShapeException">The tensor is not bool.</exception>
    public Node All(Axes axes = default, bool keepDims = false) => ReduceTruth(ReductionKind.Min, axes, keepDims, nameof(All), true);

    private Node ReduceTruth(ReductionKind kind, Axes axes, bool keepDims, string operation, bool ofNothing)
    {
        if (ElementType != ElementType.Bool)
            throw new ShapeException($"{operation}: of {ElementType.Text}; it is conditions that hold or do not: x > 0 makes one.");
        int[] resolved = axes.Resolve(Shape.Rank, operation);
        if (!resolved.Any(axis => Shape[axis] == 0))
            return Cast(ElementType.Int32).Reduce(kind, axes, keepDims) > 0;
        var shape = Shape.Where((_, axis) => keepDims || !resolved.Contains(axis)).ToArray();
        if (keepDims)
            foreach (int axis in resolved)
                shape[axis] = 1;
        return Constant(ofNothing).BroadcastTo(Shape.Create(shape));
    }
}
