namespace AutoGrad;

public static partial class Functions
{
    /// <summary>Elements put before and after the spatial axes. <see cref="Node.Pad"/> puts any number around any axes.</summary>
    /// <param name="x">[samples, channels, …spatial], one to three spatial axes.</param>
    /// <param name="before">How many before each axis.</param>
    /// <param name="after">How many after it; as many as before by default.</param>
    /// <param name="mode">Which ones.</param>
    /// <exception cref="ShapeException">There are no spatial axes, a number is negative, or the input has fewer elements than are repeated.</exception>
    public static Node PadSpatial(Node x, PerAxis before, PerAxis after = default, PaddingMode mode = PaddingMode.Zeros)
    {
        const string Operation = "PadSpatial";
        int axes = SpatialAxes(x, Operation);
        int[] first = before.Resolve(axes, 0, "padding", Operation, byDefault: 0);
        return SpatialPadding.Apply(x, first, after.IsGiven ? after.Resolve(axes, 0, "padding", Operation) : first, mode, Operation);
    }

    /// <summary>The tensor sampled anew along its spatial axes.</summary>
    /// <param name="x">[samples, channels, …spatial], one to three spatial axes.</param>
    /// <param name="size">The spatial extents of the result.</param>
    /// <param name="interpolation">How values are found.</param>
    /// <param name="alignCorners">
    /// Of linear interpolation: whether the centres of the outermost elements stay where they are, element i standing at
    /// i · (extent − 1) / (size − 1); otherwise their edges do, and it stands at (i + ½) · extent / size − ½.
    /// </param>
    /// <exception cref="ShapeException">There are no spatial axes, or one is empty.</exception>
    public static Node Interpolate(Node x, PerAxis size, Interpolation interpolation = Interpolation.Nearest, bool alignCorners = false)
    {
        const string Operation = "Interpolate";
        int axes = SpatialAxes(x, Operation);
        if (!size.IsGiven)
            throw new ShapeException($"{Operation}: no size is given.");
        if (alignCorners && interpolation == Interpolation.Nearest)
            throw new ShapeException($"{Operation}: corners are aligned by linear interpolation alone; the nearest element has none.");
        int[] extents = size.Resolve(axes, 1, "size", Operation);
        for (int i = 0; i < axes; i++)
            x = x.Shape[i + 2] > 0
                ? Resampling.Along(x, i + 2, extents[i], interpolation, alignCorners)
                : throw new ShapeException($"{Operation}: axis {i + 2} of {x.Shape} has no elements.");
        return x;
    }

    /// <summary>Channels turned into pixels: [samples, channels · factor², height, width] → [samples, channels, height · factor, width · factor] (Shi et al. 2016).</summary>
    /// <param name="x">The input.</param>
    /// <param name="factor">How many times height and width grow.</param>
    /// <exception cref="ShapeException">There are not four axes, or the channels cannot be shared out by factor².</exception>
    public static Node PixelShuffle(Node x, int factor)
    {
        CheckShuffle(x, factor, "PixelShuffle");
        var shape = x.Shape;
        int square = checked(factor * factor), channels = shape[1] / square;
        if (shape[1] % square != 0)
            throw new ShapeException($"PixelShuffle: the {shape[1]} channels of {shape} cannot be shared out by {factor}² = {square} pixels.");
        return x.ReshapeTo([shape[0], channels, factor, factor, shape[2], shape[3]])
            .Permute(0, 1, 4, 2, 5, 3)
            .ReshapeTo([shape[0], channels, checked(shape[2] * factor), checked(shape[3] * factor)]);
    }

    /// <summary>Pixels turned into channels, the inverse of <see cref="PixelShuffle"/>: [samples, channels, height · factor, width · factor] → [samples, channels · factor², height, width].</summary>
    /// <param name="x">The input.</param>
    /// <param name="factor">How many times height and width shrink.</param>
    /// <exception cref="ShapeException">There are not four axes, or height or width cannot be shared out by the factor.</exception>
    public static Node PixelUnshuffle(Node x, int factor)
    {
        CheckShuffle(x, factor, "PixelUnshuffle");
        var shape = x.Shape;
        if (shape[2] % factor != 0 || shape[3] % factor != 0)
            throw new ShapeException($"PixelUnshuffle: the {shape[2]} × {shape[3]} pixels of {shape} cannot be shared out by {factor} in both directions.");
        int height = shape[2] / factor, width = shape[3] / factor;
        return x.ReshapeTo([shape[0], shape[1], height, factor, width, factor])
            .Permute(0, 1, 3, 5, 2, 4)
            .ReshapeTo([shape[0], checked(shape[1] * factor * factor), height, width]);
    }

    /// <summary>
    /// All windows as columns: [samples, channels, …spatial] → [samples, channels · elements of a window, windows], PyTorch's
    /// <c>unfold</c> (im2col). <see cref="Node.Windows(int, int, int, int)"/> is the same along one axis, without a copy.
    /// </summary>
    /// <param name="x">[samples, channels, …spatial], one to three spatial axes.</param>
    /// <param name="kernel">The size of a window.</param>
    /// <param name="stride">How far apart windows begin; 1 by default.</param>
    /// <param name="padding">How many zeros stand on either side of each axis; none by default.</param>
    /// <param name="dilation">How far apart the elements of a window stand; 1 by default.</param>
    /// <exception cref="ShapeException">There are no spatial axes, or no window fits.</exception>
    public static Node Unfold(Node x, PerAxis kernel, PerAxis stride = default, PerAxis padding = default, PerAxis dilation = default)
    {
        const string Operation = "Unfold";
        int axes = SpatialAxes(x, Operation);
        int[] sizes = KernelSizes(kernel, axes, Operation), strides = stride.Resolve(axes, 1, "stride", Operation), dilations = dilation.Resolve(axes, 1, "dilation", Operation);
        int[] paddings = padding.Resolve(axes, 0, "padding", Operation, byDefault: 0);
        var windows = SpatialPadding.Apply(x, paddings, paddings, PaddingMode.Zeros, Operation)
            .Windows(Convolutions.SpatialAxes(axes), sizes, strides, dilations, Convolutions.Padded(Operation, x, paddings, paddings));
        return windows.Permute([0, 1, .. Enumerable.Range(2 + axes, axes), .. Enumerable.Range(2, axes)])
            .ReshapeTo([x.Shape[0], checked(x.Shape[1] * Convolutions.Product(sizes)), Convolutions.Product(windows.Shape.AsSpan()[2..(2 + axes)])]);
    }

    /// <summary>
    /// Columns put back where <see cref="Unfold"/> took them from and added up where they overlap:
    /// [samples, channels · elements of a window, windows] → [samples, channels, …output size], PyTorch's <c>fold</c> (col2im).
    /// </summary>
    /// <param name="x">The columns.</param>
    /// <param name="outputSize">The spatial extents of the result; one number is for two axes.</param>
    /// <param name="kernel">The size of a window.</param>
    /// <param name="stride">How far apart windows begin; 1 by default.</param>
    /// <param name="padding">How many elements on either side of each axis are left out; none by default.</param>
    /// <param name="dilation">How far apart the elements of a window stand; 1 by default.</param>
    /// <exception cref="ShapeException">The columns are not those of such an output.</exception>
    public static Node Fold(Node x, PerAxis outputSize, PerAxis kernel, PerAxis stride = default, PerAxis padding = default, PerAxis dilation = default)
    {
        const string Operation = "Fold";
        ArgumentNullException.ThrowIfNull(x);
        int axes = outputSize.Count ?? 2;
        if (!outputSize.IsGiven || axes is < 1 or > 3)
            throw new ShapeException($"{Operation}: the output size {outputSize} has no one to three spatial extents.");
        int[] extents = outputSize.Resolve(axes, 1, "output size", Operation), sizes = KernelSizes(kernel, axes, Operation);
        int[] strides = stride.Resolve(axes, 1, "stride", Operation), dilations = dilation.Resolve(axes, 1, "dilation", Operation);
        int[] paddings = padding.Resolve(axes, 0, "padding", Operation, byDefault: 0);
        int[] padded = [.. extents.Zip(paddings, (extent, both) => checked(extent + 2 * both))];
        int elements = Convolutions.Product(sizes);
        int[] counts = WindowGrid.Create(Convolutions.SpatialAxes(axes), sizes, strides, dilations, Operation).Apply([1, 1, .. padded], Operation).AsSpan()[2..(2 + axes)].ToArray();
        if (x.Shape.Rank != 3 || x.Shape[1] % elements != 0 || x.Shape[2] != Convolutions.Product(counts))
            throw new ShapeException(
                $"{Operation}: the columns have the shape {x.Shape}; [samples, channels · {elements}, {Convolutions.Product(counts)}] is expected, for the [{string.Join(", ", counts)}] windows of [{string.Join(", ", sizes)}] elements.");
        return SpatialPadding.Crop(
            x.ReshapeTo([x.Shape[0], x.Shape[1] / elements, .. sizes, .. counts])
                .Permute([0, 1, .. Enumerable.Range(2 + axes, axes), .. Enumerable.Range(2, axes)])
                .Fold(Convolutions.SpatialAxes(axes), padded, sizes, strides, dilations),
            paddings, paddings);
    }

    private static void CheckShuffle(Node x, int factor, string operation)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank != 4)
            throw new ShapeException($"{operation}: the input has the shape {x.Shape}; [samples, channels, height, width] is expected.");
        if (factor < 1)
            throw new ShapeException($"{operation}: the factor {factor} is too small; it is at least 1.");
    }
}
