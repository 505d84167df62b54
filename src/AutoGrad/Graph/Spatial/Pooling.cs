namespace AutoGrad;

/// <summary>Pooling: one number for each window of each channel.</summary>
internal static class Pooling
{
    /// <summary>The largest element of each window and where it is.</summary>
    public static (Node Values, Node Indices) Max(Node x, PoolingWindows[] windows)
    {
        var indices = Node.Create(
            new WindowArgMax(new(
                [.. windows.Select(axis => axis.Count)],
                [.. windows.SelectMany(axis => axis.Starts)],
                [.. windows.SelectMany(axis => axis.Sizes)],
                [.. windows.Select(axis => axis.Dilation)])),
            x);
        return (Plane(x).GatherElements(Plane(indices), -1).ReshapeTo(indices.Shape), indices);
    }

    /// <summary>Elements put where they were the largest, zeros everywhere else. What is the largest of several windows is put there once.</summary>
    public static Node Unpool(Node x, Node indices, int[] extents)
    {
        Shape shape = [.. x.Shape.AsSpan()[..2], .. extents];
        return Plane(Node.Full(0, shape, x.ElementType)).Scatter(Plane(indices), Plane(x), -1).ReshapeTo(shape);
    }

    /// <summary>The sum of each window, zeros outside of the input.</summary>
    public static Node Sum(Node x, int[] kernel, int[] strides, int[] padding, PoolingWindows[] windows, string operation)
    {
        // Rounding up, the last window may reach further than the padding; rounding down, it may leave some of it out.
        int[] after = [.. windows.Select((axis, i) => Math.Max(0, (axis.Count - 1) * strides[i] + kernel[i] - axis.Extent - padding[i]))];
        int[] dilations = [.. kernel.Select(_ => 1)];
        int axes = kernel.Length;
        return SpatialPadding.Apply(x, padding, after, PaddingMode.Zeros, operation)
            .Windows(Convolutions.SpatialAxes(axes), kernel, strides, dilations, operation)
            .Sum(Axes.Create([.. Enumerable.Range(2 + axes, axes)]));
    }

    /// <summary>The mean of each window, axis after axis.</summary>
    public static Node Mean(Node x, PoolingWindows[] windows)
    {
        for (int i = 0; i < windows.Length; i++)
        {
            int axis = i + 2;
            var (starts, sizes) = (windows[i].Starts, windows[i].Sizes);
            var slices = new Slice[axis + 1];
            Array.Fill(slices, ..);
            var parts = new Node[starts.Length];
            for (int window = 0; window < parts.Length; window++)
            {
                slices[axis] = starts[window]..(starts[window] + sizes[window]);
                parts[window] = x[slices].Mean(axis, keepDims: true);
            }
            x = Functions.Concatenate(parts, axis);
        }
        return x;
    }

    /// <summary>The product over the axes of a number for each window of each, as a tensor that broadcasts.</summary>
    public static Node Counts(IReadOnlyList<int[]> sizes, ElementType type)
    {
        Node[] along = [.. sizes.Select((axis, i) => Node.Constant([.. axis.Select(size => (double)size)], [axis.Length], type).Along(i, sizes.Count))];
        return along.Aggregate((a, b) => a * b);
    }

    // Channels as rows, all positions of each one after the other.
    private static Node Plane(Node x) => x.ReshapeTo([x.Shape[0], x.Shape[1], Convolutions.Product(x.Shape.AsSpan()[2..])]);
}
