namespace AutoGrad;

public static partial class Functions
{
    /// <summary>
    /// The largest element of each window, NaN if there is one. Its gradient goes to the first of several that are equal, as in PyTorch.
    /// Along each axis there are (extent + 2 · padding − dilation · (kernel − 1) − 1) / stride + 1 windows.
    /// </summary>
    /// <param name="x">[samples, channels, …spatial], one to three spatial axes.</param>
    /// <param name="kernel">The size of a window.</param>
    /// <param name="stride">How far apart windows begin; as far as they are large by default.</param>
    /// <param name="padding">How far windows reach out of the input, at most half of their size; what is outside counts as −∞. 0 by default.</param>
    /// <param name="dilation">How far apart the elements of a window stand; 1 by default.</param>
    /// <param name="roundsUp">Whether a window that reaches further out at the end counts, if it begins in the input: PyTorch's <c>ceil_mode</c>.</param>
    /// <exception cref="ShapeException">There are no spatial axes, no window fits, or one could have nothing but padding.</exception>
    public static Node MaxPool(Node x, PerAxis kernel, PerAxis stride = default, PerAxis padding = default, PerAxis dilation = default, bool roundsUp = false) =>
        MaxPoolWithIndices(x, kernel, stride, padding, dilation, roundsUp).Values;

    /// <summary>The same with the position of each largest element in the spatial axes, counted row by row: int32, what <see cref="MaxUnpool"/> takes.</summary>
    /// <inheritdoc cref="MaxPool"/>
    public static (Node Values, Node Indices) MaxPoolWithIndices(
        Node x, PerAxis kernel, PerAxis stride = default, PerAxis padding = default, PerAxis dilation = default, bool roundsUp = false) =>
        Pooling.Max(x, Windows(x, kernel, stride, padding, dilation, roundsUp, "MaxPool").Windows);

    /// <summary>Largest elements put back where they were, with zeros everywhere else. Of several for one place the last one stays.</summary>
    /// <param name="x">[samples, channels, …spatial]: what pooling gave.</param>
    /// <param name="indices">Where they were, from <see cref="MaxPoolWithIndices"/>. One outside the result is an error when the graph runs.</param>
    /// <param name="kernel">The size of a window.</param>
    /// <param name="stride">How far apart windows begin; as far as they are large by default.</param>
    /// <param name="padding">How far windows reached out of the input; 0 by default.</param>
    /// <param name="outputSize">The spatial extents of the result; (extent − 1) · stride − 2 · padding + kernel by default.</param>
    /// <exception cref="ShapeException">Shapes do not fit, or nothing would be left.</exception>
    public static Node MaxUnpool(Node x, Node indices, PerAxis kernel, PerAxis stride = default, PerAxis padding = default, PerAxis outputSize = default)
    {
        const string Operation = "MaxUnpool";
        int axes = SpatialAxes(x, Operation);
        ArgumentNullException.ThrowIfNull(indices);
        if (indices.Shape != x.Shape)
            throw new ShapeException($"{Operation}: the input has the shape {x.Shape} and its indices {indices.Shape}; both must have one.");
        int[] sizes = KernelSizes(kernel, axes, Operation), strides = stride.IsGiven ? stride.Resolve(axes, 1, "stride", Operation) : sizes;
        int[] paddings = padding.Resolve(axes, 0, "padding", Operation, byDefault: 0);
        int[] extents = outputSize.IsGiven
            ? outputSize.Resolve(axes, 1, "output size", Operation)
            : [.. sizes.Select((size, i) => checked((x.Shape[i + 2] - 1) * strides[i] - 2 * paddings[i] + size))];
        if (Array.FindIndex(extents, extent => extent < 1) is >= 0 and var none)
            throw new ShapeException($"{Operation}: nothing is left of spatial axis {none}: ({x.Shape[none + 2]} − 1) · {strides[none]} − 2 · {paddings[none]} + {sizes[none]} = {extents[none]}.");
        return Pooling.Unpool(x, indices, extents);
    }

    /// <summary>The mean of each window. Along each axis there are (extent + 2 · padding − kernel) / stride + 1 windows.</summary>
    /// <param name="x">[samples, channels, …spatial], one to three spatial axes.</param>
    /// <param name="kernel">The size of a window.</param>
    /// <param name="stride">How far apart windows begin; as far as they are large by default.</param>
    /// <param name="padding">How far windows reach out of the input, at most half of their size; what is outside is 0. 0 by default.</param>
    /// <param name="roundsUp">Whether a window that reaches further out at the end counts, if it begins in the input: PyTorch's <c>ceil_mode</c>.</param>
    /// <param name="countIncludePad">Whether the zeros of the padding count as elements of a window.</param>
    /// <exception cref="ShapeException">There are no spatial axes, no window fits, or one could have nothing but padding.</exception>
    public static Node AveragePool(Node x, PerAxis kernel, PerAxis stride = default, PerAxis padding = default, bool roundsUp = false, bool countIncludePad = true)
    {
        var (windows, sizes, strides, paddings) = Windows(x, kernel, stride, padding, default, roundsUp, "AveragePool");
        var sum = Pooling.Sum(x, sizes, strides, paddings, windows, "AveragePool");
        int[][] counts = [.. windows.Select(axis => countIncludePad ? axis.PaddedSizes : axis.Sizes)];
        return counts.All(axis => axis.Distinct().Count() == 1)
            ? sum / counts.Aggregate(1.0, (product, axis) => product * axis[0])
            : sum / Pooling.Counts(counts, x.ElementType);
    }

    /// <summary>(Σ xᵖ)^(1/p) over each window; where the sum is 0, the gradient is 0, as in PyTorch.</summary>
    /// <remarks>PyTorch multiplies the sum of a window that reaches out of the input by how many times larger a whole window is.</remarks>
    /// <param name="x">[samples, channels, …spatial], one to three spatial axes.</param>
    /// <param name="p">The power: 1 sums, and the larger it is the more the largest counts. Odd powers keep the signs, so that sums may be negative and have no root.</param>
    /// <param name="kernel">The size of a window.</param>
    /// <param name="stride">How far apart windows begin; as far as they are large by default.</param>
    /// <param name="roundsUp">Whether a window that reaches out at the end counts: PyTorch's <c>ceil_mode</c>.</param>
    /// <exception cref="ShapeException">There are no spatial axes, or no window fits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The power is not a positive number.</exception>
    public static Node LpPool(Node x, double p, PerAxis kernel, PerAxis stride = default, bool roundsUp = false)
    {
        if (!(p > 0) || double.IsInfinity(p))
            throw new ArgumentOutOfRangeException(nameof(p), p, "LpPool: the power is a positive number; MaxPool is the pooling with an infinite one.");
        var (windows, sizes, strides, paddings) = Windows(x, kernel, stride, default, default, roundsUp, "LpPool");
        var sum = Pooling.Sum(p == 1 ? x : Pow(x, p), sizes, strides, paddings, windows, "LpPool");
        return p == 1 ? sum : Where(Equal(sum, 0), 0, Pow(sum, 1 / p));
    }

    /// <summary>The largest element of each of so many windows that share the input out, as in PyTorch.</summary>
    /// <param name="x">[samples, channels, …spatial], one to three spatial axes.</param>
    /// <param name="outputSize">The spatial extents of the result.</param>
    /// <exception cref="ShapeException">There are no spatial axes, or one is empty.</exception>
    public static Node AdaptiveMaxPool(Node x, PerAxis outputSize) => AdaptiveMaxPoolWithIndices(x, outputSize).Values;

    /// <summary>The same with the position of each largest element in the spatial axes, counted row by row: int32.</summary>
    /// <inheritdoc cref="AdaptiveMaxPool"/>
    public static (Node Values, Node Indices) AdaptiveMaxPoolWithIndices(Node x, PerAxis outputSize) => Pooling.Max(x, Windows(x, outputSize, "AdaptiveMaxPool"));

    /// <summary>The mean of each of so many windows that share the input out: window i from ⌊i · extent / count⌋ to ⌈(i + 1) · extent / count⌉, as in PyTorch.</summary>
    /// <inheritdoc cref="AdaptiveMaxPool"/>
    public static Node AdaptiveAveragePool(Node x, PerAxis outputSize) => Pooling.Mean(x, Windows(x, outputSize, "AdaptiveAveragePool"));

    /// <summary>The mean of each channel: [samples, channels, …spatial] → [samples, channels].</summary>
    /// <param name="x">The input.</param>
    /// <param name="keepDims">Whether the spatial axes remain, with extent 1.</param>
    /// <exception cref="ShapeException">There are no spatial axes.</exception>
    public static Node GlobalAveragePool(Node x, bool keepDims = false) =>
        x.Mean(Axes.Create(Convolutions.SpatialAxes(SpatialAxes(x, "GlobalAveragePool"))), keepDims);

    /// <summary>The largest element of each channel, the first of several: [samples, channels, …spatial] → [samples, channels].</summary>
    /// <param name="x">The input.</param>
    /// <param name="keepDims">Whether the spatial axes remain, with extent 1.</param>
    /// <exception cref="ShapeException">There are no spatial axes, or one is empty.</exception>
    public static Node GlobalMaxPool(Node x, bool keepDims = false)
    {
        int axes = SpatialAxes(x, "GlobalMaxPool");
        var largest = Pooling.Max(x, Windows(x, 1, "GlobalMaxPool")).Values;
        return keepDims ? largest : largest.ReshapeTo(Shape.Create(largest.Shape.AsSpan()[..^axes]));
    }

    private static (PoolingWindows[] Windows, int[] Sizes, int[] Strides, int[] Paddings) Windows(
        Node x, PerAxis kernel, PerAxis stride, PerAxis padding, PerAxis dilation, bool roundsUp, string operation)
    {
        int axes = SpatialAxes(x, operation);
        int[] sizes = KernelSizes(kernel, axes, operation), strides = stride.IsGiven ? stride.Resolve(axes, 1, "stride", operation) : sizes;
        int[] paddings = padding.Resolve(axes, 0, "padding", operation, byDefault: 0), dilations = dilation.Resolve(axes, 1, "dilation", operation);
        var windows = new PoolingWindows[axes];
        for (int i = 0; i < axes; i++)
            windows[i] = PoolingWindows.Regular(operation, x.Shape, i + 2, sizes[i], strides[i], paddings[i], dilations[i], roundsUp);
        return (windows, sizes, strides, paddings);
    }

    private static PoolingWindows[] Windows(Node x, PerAxis outputSize, string operation)
    {
        int axes = SpatialAxes(x, operation);
        if (!outputSize.IsGiven)
            throw new ShapeException($"{operation}: no output size is given.");
        int[] counts = outputSize.Resolve(axes, 1, "output size", operation);
        return [.. counts.Select((count, i) => PoolingWindows.Adaptive(operation, x.Shape, i + 2, count))];
    }

    private static int[] KernelSizes(PerAxis kernel, int axes, string operation) => kernel.IsGiven
        ? kernel.Resolve(axes, 1, "kernel", operation)
        : throw new ShapeException($"{operation}: no kernel size is given.");

    private static int SpatialAxes(Node x, string operation)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Shape.Rank is >= 3 and <= 5
            ? x.Shape.Rank - 2
            : throw new ShapeException($"{operation}: the input has the shape {x.Shape}; [samples, channels, …] with one to three spatial axes is expected.");
    }
}
