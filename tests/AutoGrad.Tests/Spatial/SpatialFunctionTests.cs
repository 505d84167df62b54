using static AutoGrad.Functions;

namespace AutoGrad.Tests.Spatial;

public sealed class SpatialFunctionTests
{
    [Theory]
    [InlineData(PaddingMode.Zeros)]
    [InlineData(PaddingMode.Reflect)]
    [InlineData(PaddingMode.Replicate)]
    [InlineData(PaddingMode.Circular)]
    public void Padding_reads_what_its_mode_says(PaddingMode mode)
    {
        int[] before = [2, 0, 1], after = [1, 3, 0], shape = [2, 1, 3, 5, 2];
        var x = Node.Input("x", Shape.Create(shape), ElementType.Float64);
        double[] numbers = Compiled.Numbers(x, 1);
        var padded = PadSpatial(x, PerAxis.Create(before), PerAxis.Create(after), mode);
        int[] outer = [2, 1, 6, 8, 3];
        Assert.Equal(outer, padded.Shape);
        double[] expected = [.. ByDefinition.Positions(outer).Select(p =>
        {
            int[] from = [p[0], p[1], .. Enumerable.Range(0, 3).Select(i => ByDefinition.Outside(p[2 + i] - before[i], shape[2 + i], mode))];
            return from.Contains(-1) ? 0 : ByDefinition.At(numbers, shape, from);
        })];
        Assert.Equal(expected, padded.Evaluate((x, numbers)));
        Compiled.AgreesWithReference([padded, .. Gradient.Of(Square(padded).Sum(), [x])]);
        GraphGradientCheck.Check(v => Exp(PadSpatial(v, 1, 2, mode)), [1, 0.5, -0.3, 0.2, 0.7, -1, 0.1, 0.9, 0.4, -0.6, 0.8, 0.3], [1, 1, 4, 3]);
    }

    // Values of torch.nn.functional.interpolate.
    [Fact]
    public void Interpolation_is_PyTorchs()
    {
        var x = Node.Input("x", [1, 1, 4], ElementType.Float64);
        double[] At(int size, Interpolation interpolation, bool alignCorners = false) => Interpolate(x, size, interpolation, alignCorners).Evaluate((x, [1, 2, 4, 8]));
        Assert.Equal([1, 1, 2, 2, 4, 4, 8, 8], At(8, Interpolation.Nearest));
        Assert.Equal([1, 2, 4], At(3, Interpolation.Nearest));
        Assert.Equal([1, 1.25, 1.75, 2.5, 3.5, 5, 7, 8], At(8, Interpolation.Linear));
        Assert.Equal([1.5, 6], At(2, Interpolation.Linear));
        Assert.Equal([1, 1.5, 2, 3, 4, 6, 8], At(7, Interpolation.Linear, alignCorners: true));
        Assert.Equal([1], At(1, Interpolation.Linear, alignCorners: true));
        Assert.Equal([1, 2, 4, 8], At(4, Interpolation.Linear));
        var square = Node.Input("y", [1, 1, 2, 2], ElementType.Float64);
        Assert.Equal([1, 1.5, 2, 2, 2.5, 3, 3, 3.5, 4], Interpolate(square, 3, Interpolation.Linear, alignCorners: true).Evaluate((square, [1, 2, 3, 4])));
    }

    [Fact]
    public void Interpolation_goes_over_one_to_three_axes_and_has_gradients_of_second_order()
    {
        double[] at = [.. Enumerable.Range(0, 24).Select(i => Math.Sin(1.9 * i))];
        foreach (var shape in new Shape[] { [2, 1, 12], [1, 2, 3, 4], [1, 1, 3, 2, 4] })
            foreach (var (interpolation, align) in new[] { (Interpolation.Nearest, false), (Interpolation.Linear, false), (Interpolation.Linear, true) })
            {
                GraphGradientCheck.Check(x => Exp(Interpolate(x, 5, interpolation, align)), at, shape);
                var x = Node.Input("x", shape);
                var y = Interpolate(x, 7, interpolation, align);
                Compiled.AgreesWithReference([y, .. Gradient.Of(Square(y).Sum(), [x])], 1e-4);
            }
    }

    [Fact]
    public void Pixels_are_shuffled_out_of_channels_and_back()
    {
        var x = Node.Input("x", [2, 12, 3, 5], ElementType.Float64);
        double[] numbers = Compiled.Numbers(x, 1);
        var shuffled = PixelShuffle(x, 2);
        Assert.Equal([2, 3, 6, 10], shuffled.Shape);
        Assert.Equal(
            ByDefinition.Positions([2, 3, 6, 10]).Select(p => ByDefinition.At(numbers, [2, 12, 3, 5], [p[0], p[1] * 4 + p[2] % 2 * 2 + p[3] % 2, p[2] / 2, p[3] / 2])),
            shuffled.Evaluate((x, numbers)));
        Assert.Equal(numbers, PixelUnshuffle(shuffled, 2).Evaluate((x, numbers)));
        Compiled.AgreesWithReference([shuffled, PixelUnshuffle(shuffled * 2, 2), .. Gradient.Of(Square(shuffled).Sum(), [x])]);
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(1, 2, 2)]
    public void Unfolding_gives_the_columns_of_a_convolution_and_folding_is_its_adjoint(int stride, int padding, int dilation)
    {
        foreach (int[] spatial in new int[][] { [9], [6, 5], [4, 5, 6] })
        {
            int axes = spatial.Length;
            int[] kernel = [.. new[] { 2, 3, 1 }.Take(axes)];
            Node x = Node.Input("x", [2, 3, .. spatial], ElementType.Float64), w = Node.Input("w", [4, 3, .. kernel], ElementType.Float64);
            var columns = Unfold(x, PerAxis.Create(kernel), stride, padding, dilation);
            var y = Convolution(x, w, null, stride, padding, dilation);
            var product = w.Reshape(4, -1).MatMul(columns).ReshapeTo(y.Shape);
            (Node, double[])[] feeds = [(x, Compiled.Numbers(x, 1)), (w, Compiled.Numbers(w, 2))];
            Compiled.AssertClose(y.Evaluate(feeds), product.Evaluate(feeds), 1e-12, product);
            var other = Node.Input("other", columns.Shape, ElementType.Float64);
            var folded = Fold(other, PerAxis.Create(spatial), PerAxis.Create(kernel), stride, padding, dilation);
            Assert.Equal(x.Shape, folded.Shape);
            Assert.Equal(0, ((columns * other).Sum() - (x * folded).Sum()).Evaluate([feeds[0], (other, Compiled.Numbers(other, 3))])[0], 1e-10);
            Compiled.AgreesWithReference([columns, folded, .. Gradient.Of(Square(folded).Sum(), [other])]);
        }
    }

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "PadSpatial: the padding -1 is too small; it is at least 0.", () => PadSpatial(Input(2, 3, 8), -1) },
        { "PadSpatial: 8 elements of reflect padding for axis 2 of [2, 3, 8]; 8 elements give at most 7.", () => PadSpatial(Input(2, 3, 8), 8, 0, PaddingMode.Reflect) },
        { "PadSpatial: the input has the shape [2, 3]", () => PadSpatial(Input(2, 3), 1) },
        { "Interpolate: no size is given.", () => Interpolate(Input(2, 3, 8), default) },
        { "Interpolate: axis 2 of [2, 3, 0] has no elements.", () => Interpolate(Input(2, 3, 0), 4) },
        { "Interpolate: corners are aligned by linear interpolation alone; the nearest element has none.", () => Interpolate(Input(2, 3, 8), 4, alignCorners: true) },
        { "PixelShuffle: the 3 channels of [2, 3, 8, 8] cannot be shared out by 2² = 4 pixels.", () => PixelShuffle(Input(2, 3, 8, 8), 2) },
        { "PixelShuffle: the factor 0 is too small; it is at least 1.", () => PixelShuffle(Input(2, 3, 8, 8), 0) },
        { "PixelUnshuffle: the input has the shape [2, 3, 8]; [samples, channels, height, width] is expected.", () => PixelUnshuffle(Input(2, 3, 8), 2) },
        { "PixelUnshuffle: the 8 × 7 pixels of [2, 3, 8, 7] cannot be shared out by 2 in both directions.", () => PixelUnshuffle(Input(2, 3, 8, 7), 2) },
        { "Unfold of [2, 3, 2], with [1] elements before and [1] after its spatial axes: no window fits axis 2 of [2, 3, 4]: a window of 5", () => Unfold(Input(2, 3, 2), 5, padding: 1) },
        { "Fold: the columns have the shape [2, 13, 9]; [samples, channels · 4, 9] is expected, for the [3, 3] windows of [2, 2] elements.", () => Functions.Fold(Input(2, 13, 9), 4, 2) },
        { "Fold: the columns have the shape [2, 12, 8]; [samples, channels · 4, 9] is expected", () => Functions.Fold(Input(2, 12, 8), 4, 2) },
        { "Fold: the output size [1, 2, 3, 4] has no one to three spatial extents.", () => Functions.Fold(Input(2, 12, 8), [1, 2, 3, 4], 2) },
        { "Fold: no window fits axis 2 of [1, 1, 4, 4]: a window of 5", () => Functions.Fold(Input(2, 25, 1), 4, 5) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_when_the_graph_is_built(string message, Action mistake) =>
        Assert.Contains(message, Assert.Throws<ShapeException>(mistake).Message);

    private static Node Input(params int[] shape) => Node.Input("x", Shape.Create(shape));
}
