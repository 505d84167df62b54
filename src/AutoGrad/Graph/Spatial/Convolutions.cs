namespace AutoGrad;

/// <summary>Convolutions as matrix products over windows.</summary>
internal static class Convolutions
{
    private const int MostSpatialAxes = 3;

    /// <summary>See <see cref="Functions.Convolution"/>.</summary>
    public static Node Convolve(Node x, Node weight, Node? bias, PerAxis stride, Padding padding, PerAxis dilation, int groups, PaddingMode mode)
    {
        const string Operation = "Convolution";
        Check(x, weight, groups, Operation, "[outputs, inputs / groups, …kernel]");
        var shape = weight.Shape;
        var kernel = shape.AsSpan()[2..];
        int channels = x.Shape[1], outputs = shape[0];
        if (outputs % groups != 0)
            throw new ShapeException($"{Operation}: the {outputs} output channels of the weight {shape} cannot be shared out by {groups} groups.");
        if (channels / groups != shape[1])
            throw new ShapeException(
                $"{Operation}: the input {x.Shape} has {channels} channels{(groups == 1 ? "" : $", {channels / groups} in each of {groups} groups")}; the weight {shape} takes {shape[1]}.");
        CheckBias(bias, outputs, Operation);

        int[] strides = stride.Resolve(kernel.Length, 1, "stride", Operation), dilations = dilation.Resolve(kernel.Length, 1, "dilation", Operation);
        var (before, after) = padding.Resolve(kernel, strides, dilations, Operation);
        string title = Padded(Operation, x, before, after);
        x = SpatialPadding.Apply(x, before, after, mode, Operation);
        return WithBias(Product(x, weight, strides, dilations, groups, title), bias);
    }

    /// <summary>A convolution of what is padded already, as the product of the weight and the windows.</summary>
    public static Node Product(Node x, Node weight, int[] strides, int[] dilations, int groups = 1, string title = "Convolution")
    {
        var shape = weight.Shape;
        var kernel = shape.AsSpan()[2..];
        int samples = x.Shape[0], channels = x.Shape[1], outputs = shape[0];
        // Channels are shared out before windows are seen: columns then are axes joined, which a product reads as they lie.
        int[] grouped = groups == 1 ? [samples, channels] : [samples, groups, channels / groups];
        int first = grouped.Length;
        var windows = x.Windows(SpatialAxes(kernel.Length), kernel, strides, dilations, title);
        int[] extents = windows.Shape.AsSpan()[2..(2 + kernel.Length)].ToArray();
        // A column a position, a row a channel and element of the window: [samples, groups, rows, columns].
        int rows = Product(shape.AsSpan()[1..]), columns = Product(extents);
        var matrices = windows.ReshapeTo([.. grouped, .. windows.Shape.Skip(2)])
            .Permute([.. Enumerable.Range(0, first), .. Enumerable.Range(first + kernel.Length, kernel.Length), .. Enumerable.Range(first, kernel.Length)])
            .ReshapeTo([.. grouped[..^1], rows, columns]);
        var product = weight.ReshapeTo(groups == 1 ? [outputs, rows] : [groups, outputs / groups, rows]).MatMul(matrices);
        return product.ReshapeTo([samples, outputs, .. extents]);
    }

    /// <summary>See <see cref="Functions.ConvolutionTranspose"/>.</summary>
    public static Node ConvolveTransposed(Node x, Node weight, Node? bias, PerAxis stride, PerAxis padding, PerAxis outputPadding, PerAxis dilation, int groups)
    {
        const string Operation = "ConvolutionTranspose";
        Check(x, weight, groups, Operation, "[inputs, outputs / groups, …kernel]");
        var (shape, kernel) = (weight.Shape, weight.Shape.AsSpan()[2..].ToArray());
        int samples = x.Shape[0], channels = x.Shape[1], axes = kernel.Length;
        if (channels != shape[0])
            throw new ShapeException($"{Operation}: the input {x.Shape} has {channels} channels; the weight {shape} takes {shape[0]}.");
        int outputs = checked(shape[1] * groups), rows = Product(shape.AsSpan()[1..]);
        CheckBias(bias, outputs, Operation);
        int[] strides = stride.Resolve(axes, 1, "stride", Operation), dilations = dilation.Resolve(axes, 1, "dilation", Operation);
        int[] paddings = padding.Resolve(axes, 0, "padding", Operation, byDefault: 0), added = outputPadding.Resolve(axes, 0, "output padding", Operation, byDefault: 0);
        int[] extents = x.Shape.AsSpan()[2..].ToArray(), folded = new int[axes];
        for (int i = 0; i < axes; i++)
        {
            if (added[i] >= Math.Max(strides[i], dilations[i]))
                throw new ShapeException(
                    $"{Operation}: the output padding {added[i]} of spatial axis {i} is as large as its stride {strides[i]} and its dilation {dilations[i]}; it must be smaller than one of them.");
            if (extents[i] == 0)
                throw new ShapeException($"{Operation}: spatial axis {i} of the input {x.Shape} has no elements.");
            folded[i] = checked((extents[i] - 1) * strides[i] + dilations[i] * (kernel[i] - 1) + 1);
            if (folded[i] + added[i] - 2L * paddings[i] < 1)
                throw new ShapeException(
                    $"{Operation}: nothing is left of spatial axis {i}: ({extents[i]} − 1) · {strides[i]} − 2 · {paddings[i]} + {dilations[i]} · ({kernel[i]} − 1) + {added[i]} + 1 = {folded[i] + added[i] - 2L * paddings[i]}.");
        }

        int columns = Product(extents);
        var product = groups == 1
            ? weight.ReshapeTo([channels, rows]).Transpose().MatMul(x.ReshapeTo([samples, channels, columns]))
            : weight.ReshapeTo([groups, channels / groups, rows]).Transpose().MatMul(x.ReshapeTo([samples, groups, channels / groups, columns]));
        var sums = product.ReshapeTo([samples, outputs, .. kernel, .. extents])
            .Permute([0, 1, .. Enumerable.Range(2 + axes, axes), .. Enumerable.Range(2, axes)])
            .Fold(SpatialAxes(axes), folded, kernel, strides, dilations);
        return WithBias(SpatialPadding.Crop(sums, paddings, [.. paddings.Zip(added, (taken, given) => taken - given)]), bias);
    }

    /// <summary>The axes behind samples and channels.</summary>
    public static int[] SpatialAxes(int count) => [.. Enumerable.Range(2, count)];

    /// <summary>How messages call an operation on a padded input.</summary>
    public static string Padded(string operation, Node x, int[] before, int[] after) =>
        before.Concat(after).Any(number => number > 0)
            ? $"{operation} of {x.Shape}, with [{string.Join(", ", before)}] elements before and [{string.Join(", ", after)}] after its spatial axes"
            : operation;

    public static int Product(ReadOnlySpan<int> extents)
    {
        int product = 1;
        foreach (int extent in extents)
            product = checked(product * extent);
        return product;
    }

    private static void Check(Node x, Node weight, int groups, string operation, string layout)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        int axes = weight.Shape.Rank - 2;
        if (axes is < 1 or > MostSpatialAxes || weight.Shape.Size == 0)
            throw new ShapeException($"{operation}: the weight has the shape {weight.Shape}; {layout} with one to {MostSpatialAxes} kernel axes is expected, none of them empty.");
        if (x.Shape.Rank != axes + 2)
            throw new ShapeException($"{operation}: the input has the shape {x.Shape}; [samples, channels, …] with {axes} spatial {(axes == 1 ? "axis" : "axes")}, like the kernel of the weight {weight.Shape}, is expected.");
        if (x.ElementType != weight.ElementType || !x.ElementType.IsFloatingPoint)
            throw new ShapeException($"{operation}: the input is {x.ElementType.Text}, the weight {weight.ElementType.Text}; both must be float32 or both float64. Cast one with Cast.");
        if (groups < 1 || x.Shape[1] % groups != 0)
            throw new ShapeException($"{operation}: the {x.Shape[1]} channels of the input {x.Shape} cannot be shared out by {groups} groups.");
    }

    private static void CheckBias(Node? bias, int outputs, string operation)
    {
        if (bias is not null && bias.Shape != [outputs])
            throw new ShapeException($"{operation}: the bias has the shape {bias.Shape}; a number for each of the {outputs} output channels is expected, [{outputs}].");
    }

    private static Node WithBias(Node result, Node? bias) =>
        bias is null ? result : result + bias.Along(1, result.Shape.Rank);
}
