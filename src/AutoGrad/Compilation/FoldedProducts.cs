namespace AutoGrad;

/// <summary>
/// The adjoint of a convolution: a product whose rows are the elements of windows, which are then put where they came from. Where windows
/// begin at every element, the same sums are a convolution of the padded upstream gradient with the weight turned round, and neither all
/// windows nor their copies ever go to memory.
/// </summary>
internal static class FoldedProducts
{
    // What is saved, an element of the windows, against the multiplications that are done with padding instead.
    private const double MultiplicationsPerElement = 48;

    /// <summary>The same as a convolution; null where the fold is of another kind, or that would cost more.</summary>
    /// <param name="fold">The fold.</param>
    /// <param name="windows">What it folds.</param>
    public static Node? AsConvolution(Fold fold, Node windows)
    {
        var grid = fold.Grid;
        int axes = grid.Axes.Rank;
        if (windows.Shape.Rank != 2 + 2 * axes || !grid.Axes.SequenceEqual(Convolutions.SpatialAxes(axes)) || grid.Strides.Any(stride => stride != 1))
            return null;
        // [samples, channels, …windows, …elements] of [samples, channels, …elements, …windows] of [samples, rows, columns].
        int[] order = [0, 1, .. Enumerable.Range(2 + axes, axes), .. Enumerable.Range(2, axes)];
        if (windows.Operation is not Permute permute || !permute.Order.SequenceEqual(order)
            || windows.Inputs[0] is not { Operation: Reshape } parts || parts.Inputs[0] is not { Operation: MatMul { TransposeB: false, Summed: 0 } } product
            || product.Inputs[0].Shape.Rank != 2 || product.Inputs[1].Shape.Rank != 3 || product.Shape != Joined(parts.Shape, axes))
            return null;

        var (weight, upstream) = (product.Inputs[0], product.Inputs[1]);
        // Zeros of the padding take part.
        if (!weight.IsFinite)
            return null;
        int channels = parts.Shape[1], summed = upstream.Shape[1];
        int[] counts = [.. parts.Shape.Skip(2 + axes)], kernel = [.. grid.Sizes];
        if (summed * ((double)Product(fold.Extents) / Product(counts) - 1) > MultiplicationsPerElement)
            return null;

        // [channels, summed, …elements], turned round.
        bool isTransposed = ((MatMul)product.Operation).TransposeA;
        var turned = (isTransposed
                ? weight.ReshapeTo([summed, channels, .. kernel]).Permute([1, 0, .. Enumerable.Range(2, axes)])
                : weight.ReshapeTo([channels, .. kernel, summed]).Permute([0, 1 + axes, .. Enumerable.Range(1, axes)]))
            .Flip(Axes.Create(Convolutions.SpatialAxes(axes)));
        return Product(upstream.ReshapeTo([upstream.Shape[0], summed, .. counts]), turned, [.. grid.Dilations]);
    }

    /// <summary>
    /// The convolution of x [samples, summed, …], with all the padding that any of its elements meets, and a weight [channels, summed, …elements].
    /// </summary>
    /// <remarks>
    /// The zeros behind a row are those before the next one, so that all positions of the result, counted row by row, stand one element apart in x
    /// for every element of the window: columns without gaps.
    /// </remarks>
    private static Node Product(Node x, Node weight, int[] dilations)
    {
        int axes = dilations.Length, channels = weight.Shape[0], summed = weight.Shape[1];
        int[] padding = new int[axes], extents = new int[axes], strides = new int[axes];
        for (int i = axes - 1, stride = 1; i >= 0; stride *= extents[i--])
        {
            strides[i] = stride;
            padding[i] = dilations[i] * (weight.Shape[i + 2] - 1);
            extents[i] = x.Shape[i + 2] + padding[i];
        }
        // What the first element of the result meets before x: some whole rows, and a part of one.
        int part = Enumerable.Range(1, axes - 1).Sum(i => padding[i] * strides[i]), rowsBefore = padding[0] + (part > 0 ? 1 : 0);
        var padded = SpatialPadding.Apply(x, [rowsBefore, .. new int[axes - 1]], padding, PaddingMode.Zeros, "Convolution");
        var windows = padded.ReshapeTo([x.Shape[0], summed, (padding[0] + rowsBefore + x.Shape[2]) * strides[0]])[.., .., (part > 0 ? strides[0] - part : 0)..];
        for (int i = 0; i < axes; i++)
            windows = windows.Windows(2, weight.Shape[i + 2], 1, dilations[i] * strides[i]);
        var matrices = windows.Permute([0, 1, .. Enumerable.Range(3, axes), 2]).ReshapeTo([x.Shape[0], Product(weight.Shape.Skip(1)), Product(extents)]);
        return weight.ReshapeTo([channels, matrices.Shape[1]]).MatMul(matrices).ReshapeTo([x.Shape[0], channels, .. extents]);
    }

    private static Shape Joined(Shape parts, int axes) => [parts[0], Product(parts.Skip(1).Take(1 + axes)), Product(parts.Skip(2 + axes))];

    private static int Product(IEnumerable<int> extents) => Convolutions.Product([.. extents]);
}
