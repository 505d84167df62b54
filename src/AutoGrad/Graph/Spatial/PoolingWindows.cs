namespace AutoGrad;

/// <summary>The windows of a pooling along one axis, without what lies outside of the input.</summary>
/// <param name="Extent">The extent of the axis.</param>
/// <param name="Starts">Where each window begins in the input.</param>
/// <param name="Sizes">How many elements of the input each has.</param>
/// <param name="Dilation">How far apart these stand.</param>
/// <param name="PaddedSizes">How many elements each has with those of the padding.</param>
internal sealed record PoolingWindows(int Extent, int[] Starts, int[] Sizes, int Dilation, int[] PaddedSizes)
{
    public int Count => Starts.Length;

    /// <summary>
    /// Windows of one size at equal distances. Rounding up, the last one may begin in the input and reach beyond the padding, as in PyTorch.
    /// </summary>
    /// <exception cref="ShapeException">No window fits, or one would have nothing but padding.</exception>
    public static PoolingWindows Regular(string operation, Shape shape, int axis, int size, int stride, int padding, int dilation, bool roundsUp)
    {
        int extent = shape[axis], span = checked(dilation * (size - 1) + 1);
        if (padding > span / 2)
            throw new ShapeException($"{operation}: the padding {padding} of axis {axis} of {shape} is more than half of a window, which spans {span} elements; a window could have nothing but padding.");
        long room = extent + 2L * padding - span;
        int count = checked((int)Math.Floor((double)room / stride) + 1);
        if (roundsUp && room % stride != 0 && count * (long)stride < extent + padding)
            count++;
        if (count < 1)
            throw new ShapeException(
                $"{operation}: no window fits axis {axis} of {shape}: a window of {size} with dilation {dilation} spans {dilation} · ({size} − 1) + 1 = {span} elements, the axis has {extent}{(padding > 0 ? $", {extent + 2L * padding} with padding" : "")}.");
        int[] starts = new int[count], sizes = new int[count], padded = new int[count];
        for (int i = 0; i < count; i++)
        {
            int first = i * stride - padding, before = first < 0 ? (-first + dilation - 1) / dilation : 0;
            starts[i] = first + before * dilation;
            sizes[i] = Math.Min(size - before, (extent - 1 - starts[i]) / dilation + 1);
            padded[i] = Math.Min(size, (extent + padding - 1 - first) / dilation + 1);
            if (starts[i] >= extent)
                throw new ShapeException($"{operation}: window {i} of axis {axis} of {shape} has nothing but padding.");
        }
        return new(extent, starts, sizes, dilation, padded);
    }

    /// <summary>So many windows that share the axis out: window i from ⌊i · extent / count⌋ to ⌈(i + 1) · extent / count⌉, as in PyTorch.</summary>
    /// <exception cref="ShapeException">The axis has no elements.</exception>
    public static PoolingWindows Adaptive(string operation, Shape shape, int axis, int count)
    {
        long extent = shape[axis];
        if (extent == 0)
            throw new ShapeException($"{operation}: axis {axis} of {shape} has no elements.");
        int[] starts = [.. Enumerable.Range(0, count).Select(i => (int)(i * extent / count))];
        int[] sizes = [.. starts.Select((start, i) => (int)(((i + 1) * extent + count - 1) / count) - start)];
        return new((int)extent, starts, sizes, 1, sizes);
    }
}
