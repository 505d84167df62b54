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
        int[] padding = [.. Enumerable.Range(0, axes).Select(i => grid.Dilations[i] * (kernel[i] - 1))];
        var padded = SpatialPadding.Apply(upstream.ReshapeTo([upstream.Shape[0], summed, .. counts]), padding, padding, PaddingMode.Zeros, "Convolution");
        return Convolutions.Product(padded, turned, [.. Enumerable.Repeat(1, axes)], [.. grid.Dilations]);
    }

    private static Shape Joined(Shape parts, int axes) => [parts[0], Product(parts.Skip(1).Take(1 + axes)), Product(parts.Skip(2 + axes))];

    private static int Product(IEnumerable<int> extents) => Convolutions.Product([.. extents]);
}
