namespace AutoGrad;

public partial class Node
{
    /// <summary>For every element along an axis the sum of those up to and with it; in reverse, of those from it on.</summary>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="reverse">Whether the sums begin at the end.</param>
    /// <exception cref="ShapeException">There is no such axis, or the elements are bool.</exception>
    public Node CumulativeSum(int axis, bool reverse = false) => Create(new CumulativeSum(Axes.Resolve(axis, Shape.Rank, "CumulativeSum"), reverse), this);

    /// <summary>
    /// For every element along an axis the product of those up to and with it. Its gradients are right where elements are zero, too: it is
    /// multiplied in log₂ n rounds, of which each doubles how many factors there are. (Factors of some hundred orders of magnitude overflow
    /// as soon as the product of any that stand together does; a 0 before them then gives NaN.)
    /// </summary>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">There is no such axis, or the elements are bool.</exception>
    public Node CumulativeProduct(int axis)
    {
        int along = Axes.Resolve(axis, Shape.Rank, "CumulativeProduct"), extent = Shape[along];
        CheckFactors("CumulativeProduct");
        var product = this;
        for (int distance = 1; distance < extent; distance = (int)Math.Min(2L * distance, extent))
        {
            var before = new int[Shape.Rank];
            before[along] = distance;
            product *= product.Take(Box.Along(along, 0, extent - distance, Shape)).Pad(before, new int[Shape.Rank], 1);
        }
        return product;
    }

    /// <summary>
    /// The product over the axes; over all of them by default. 1 over nothing. Its gradients are right where elements are zero, too: the
    /// halves are multiplied with each other, and the halves of that, and so on.
    /// </summary>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDims">Whether the axes remain, with extent 1.</param>
    /// <exception cref="ShapeException">An axis does not exist, or the elements are bool.</exception>
    public Node Product(Axes axes = default, bool keepDims = false)
    {
        int[] reduced = axes.Resolve(Shape.Rank, "Product");
        int[] kept = [.. Enumerable.Range(0, Shape.Rank).Except(reduced)];
        CheckFactors("Product");
        Shape shape = keepDims ? [.. Shape.Select((extent, axis) => reduced.Contains(axis) ? 1 : extent)] : [.. kept.Select(axis => Shape[axis])];
        int factors = Shape.Extent(reduced.Aggregate(1L, (product, axis) => product * Shape[axis]), "Product");
        if (factors == 0)
            return Full(1, shape, ElementType);

        // The factors come first, so that halves are consecutive.
        var left = Permute([.. reduced, .. kept]).ReshapeTo([factors, .. kept.Select(axis => Shape[axis])]);
        Node? odd = null;
        while (left.Shape[0] > 1)
        {
            int half = left.Shape[0] / 2;
            if (left.Shape[0] % 2 == 1)
                odd = odd is null ? left[^1] : odd * left[^1];
            left = left[..half] * left[half..(2 * half)];
        }
        return (odd is null ? left[0] : left[0] * odd).ReshapeTo(shape);
    }

    private void CheckFactors(string operation)
    {
        if (ElementType == ElementType.Bool)
            throw new ShapeException($"{operation}: of bool; cast with Cast(ElementType.Int32).");
    }
}
