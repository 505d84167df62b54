namespace AutoGrad.Tests;

/// <summary>Order and accumulation along every axis, compiled, against the reference, at lengths of one run, several, and several pieces.</summary>
public sealed class OrderingExecutionTests
{
    private static readonly Shape[] Shapes = [[1], [100], [3, 5], [0, 4], [3, 0], [4, 33, 7], [2, 1, 40], [6_000, 3]];

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    [InlineData(ElementType.Bool)]
    public void Lines_are_ordered_along_any_axis(ElementType type)
    {
        foreach (var shape in Shapes)
            for (int axis = 0; axis < shape.Rank; axis++)
            {
                var x = Node.Input("x", shape, type);
                Node[] extremes = shape[axis] > 0 ? [x.ArgMin(axis), x.ArgMax(axis)] : [];
                Compiled.AgreesWithReference([x.ArgSort(axis), x.Sort(axis, descending: true), x.TopK(shape[axis] / 3, axis).Indices, x.TopK(Math.Min(3, shape[axis]), axis, largest: false).Indices, x.TopK(shape[axis] / 16, axis).Values, .. extremes]);
            }
    }

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(1000)]
    public void Equal_elements_and_NaN_stay_in_order_at_every_length(int length)
    {
        var x = Node.Input("x", [length], ElementType.Float32);
        double[] values = [.. Enumerable.Range(0, length).Select(i => i % 5 == 3 ? double.NaN : i * 7919 % 4)];

        Compiled.AgreesWithReference([x.ArgSort(), x.ArgSort(descending: true), x.TopK(length / 16).Indices, x.TopK(length / 16, largest: false).Indices, x.TopK(length / 2).Indices], new Dictionary<Node, double[]> { [x] = values });
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    public void Sums_and_products_accumulate_along_any_axis(ElementType type)
    {
        foreach (var shape in Shapes.Append([3, 20, 300]))
            for (int axis = 0; axis < shape.Rank; axis++)
            {
                var x = Node.Input("x", shape, type);
                Compiled.AgreesWithReference(
                    [x.CumulativeSum(axis), x.CumulativeSum(axis, reverse: true), (x + 1).CumulativeSum(axis)], type == ElementType.Float32 ? 1e-5 : 1e-12);
            }
        // Integers overflow soon.
        Node few = Node.Input("few", [3, 7, 2], type);
        Compiled.AgreesWithReference(
            [few.CumulativeProduct(0), few.CumulativeProduct(1), few.CumulativeProduct(2), few.Product(1), few.Product([0, 2]), few[.., 2..5].Product(1, keepDims: true)],
            type == ElementType.Float32 ? 1e-5 : 1e-12);
    }

    [Fact]
    public void A_long_cumulative_sum_in_single_precision_is_summed_in_double()
    {
        var x = Node.Input("x", [1_000_000]);
        var sum = x.CumulativeSum(0);
        using var executable = Executable.Compile(sum);
        executable.InputValues<float>(x).Fill(0.1f);
        executable.Run();
        Assert.Equal((float)(1_000_000 * (double)0.1f), executable.Fetch<float>(sum)[^1]);
    }
}
