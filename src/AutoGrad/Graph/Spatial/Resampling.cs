namespace AutoGrad;

/// <summary>A tensor sampled anew along its axes, one after the other.</summary>
internal static class Resampling
{
    /// <summary>The axis with another number of elements.</summary>
    public static Node Along(Node x, int axis, int count, Interpolation interpolation, bool alignCorners)
    {
        int extent = x.Shape[axis];
        if (count == extent)
            return x;
        if (interpolation == Interpolation.Nearest)
            return x.Gather(Positions(Enumerable.Range(0, count).Select(i => (int)((long)i * extent / count))), axis);

        double[] at = [.. Enumerable.Range(0, count).Select(i => Position(i, extent, count, alignCorners))];
        int[] low = [.. at.Select(position => Math.Min((int)position, extent - 1))];
        double[] share = [.. at.Select((position, i) => position - low[i])];
        var weight = Node.Constant(share, [count], x.ElementType).Along(axis, x.Shape.Rank);
        return x.Gather(Positions(low), axis) * (1 - weight) + x.Gather(Positions(low.Select(position => Math.Min(position + 1, extent - 1))), axis) * weight;
    }

    // Where an element of the result lies among those of the input.
    private static double Position(int i, int extent, int count, bool alignCorners) =>
        alignCorners ? count == 1 ? 0 : (double)i * (extent - 1) / (count - 1)
        : Math.Max(0, (i + 0.5) * extent / count - 0.5);

    private static Node Positions(IEnumerable<int> positions)
    {
        int[] all = [.. positions];
        return Node.Constant(all, [all.Length]);
    }
}
