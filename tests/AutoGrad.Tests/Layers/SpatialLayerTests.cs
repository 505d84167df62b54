using static AutoGrad.Functions;

namespace AutoGrad.Tests.Layers;

public sealed class SpatialLayerTests
{
    private static readonly Node X1 = Node.Input("x", [2, 4, 9]), X2 = Node.Input("x", [2, 4, 9, 8]), X3 = Node.Input("x", [2, 4, 5, 6, 7]);

    public static TheoryData<string, Func<Node>, Layer, int> Same => new()
    {
        { "MaxPool1d", () => MaxPool(X1, 3, 2, 1, 1, true), new MaxPool1d(3, 2, 1, 1, true), 1 },
        { "MaxPool2d", () => MaxPool(X2, [3, 2], dilation: 2), new MaxPool2d([3, 2], dilation: 2), 2 },
        { "MaxPool3d", () => MaxPool(X3, 2), new MaxPool3d(2), 3 },
        { "AvgPool1d", () => AveragePool(X1, 3, 2, 1, true, false), new AvgPool1d(3, 2, 1, true, false), 1 },
        { "AvgPool2d", () => AveragePool(X2, [3, 2], padding: 1), new AvgPool2d([3, 2], padding: 1), 2 },
        { "AvgPool3d", () => AveragePool(X3, 2), new AvgPool3d(2), 3 },
        { "LpPool1d", () => LpPool(X1, 3, 3, 2, true), new LpPool1d(3, 3, 2, true), 1 },
        { "LpPool2d", () => LpPool(X2, 2, [3, 2]), new LpPool2d(2, [3, 2]), 2 },
        { "LpPool3d", () => LpPool(X3, 2, 2), new LpPool3d(2, 2), 3 },
        { "AdaptiveMaxPool1d", () => AdaptiveMaxPool(X1, 4), new AdaptiveMaxPool1d(4), 1 },
        { "AdaptiveMaxPool2d", () => AdaptiveMaxPool(X2, [4, 3]), new AdaptiveMaxPool2d([4, 3]), 2 },
        { "AdaptiveMaxPool3d", () => AdaptiveMaxPool(X3, 2), new AdaptiveMaxPool3d(2), 3 },
        { "AdaptiveAvgPool1d", () => AdaptiveAveragePool(X1, 4), new AdaptiveAvgPool1d(4), 1 },
        { "AdaptiveAvgPool2d", () => AdaptiveAveragePool(X2, [4, 3]), new AdaptiveAvgPool2d([4, 3]), 2 },
        { "AdaptiveAvgPool3d", () => AdaptiveAveragePool(X3, 2), new AdaptiveAvgPool3d(2), 3 },
        { "GlobalAveragePool", () => GlobalAveragePool(X2, true), new GlobalAveragePool(keepDims: true), 2 },
        { "GlobalMaxPool", () => GlobalMaxPool(X3), new GlobalMaxPool(), 3 },
        { "ZeroPad1d", () => X1.Pad([0, 0, 2], [0, 0, 2]), new ZeroPad1d(2), 1 },
        { "ZeroPad2d", () => X2.Pad([0, 0, 1, 2], [0, 0, 0, 3]), new ZeroPad2d([1, 2], [0, 3]), 2 },
        { "ZeroPad3d", () => PadSpatial(X3, 1), new ZeroPad3d(1), 3 },
        { "ConstantPad1d", () => X1.Pad([0, 0, 2], [0, 0, 1], 0.5), new ConstantPad1d(2, 0.5, 1), 1 },
        { "ConstantPad2d", () => X2.Pad([0, 0, 2, 2], [0, 0, 2, 2], -1), new ConstantPad2d(2, -1), 2 },
        { "ConstantPad3d", () => X3.Pad([0, 0, 1, 1, 1], [0, 0, 1, 1, 1], 3), new ConstantPad3d(1, 3), 3 },
        { "ReflectionPad1d", () => PadSpatial(X1, 2, 1, PaddingMode.Reflect), new ReflectionPad1d(2, 1), 1 },
        { "ReflectionPad2d", () => PadSpatial(X2, 2, mode: PaddingMode.Reflect), new ReflectionPad2d(2), 2 },
        { "ReflectionPad3d", () => PadSpatial(X3, 2, mode: PaddingMode.Reflect), new ReflectionPad3d(2), 3 },
        { "ReplicationPad1d", () => PadSpatial(X1, 2, 1, PaddingMode.Replicate), new ReplicationPad1d(2, 1), 1 },
        { "ReplicationPad2d", () => PadSpatial(X2, 2, mode: PaddingMode.Replicate), new ReplicationPad2d(2), 2 },
        { "ReplicationPad3d", () => PadSpatial(X3, 2, mode: PaddingMode.Replicate), new ReplicationPad3d(2), 3 },
        { "CircularPad1d", () => PadSpatial(X1, 2, 1, PaddingMode.Circular), new CircularPad1d(2, 1), 1 },
        { "CircularPad2d", () => PadSpatial(X2, 2, mode: PaddingMode.Circular), new CircularPad2d(2), 2 },
        { "CircularPad3d", () => PadSpatial(X3, 2, mode: PaddingMode.Circular), new CircularPad3d(2), 3 },
        { "Upsample", () => Interpolate(X1, 18), new Upsample(2), 1 },
        { "Upsample", () => Interpolate(X2, [18, 24], Interpolation.Linear, true), new Upsample([2, 3], Interpolation.Linear, alignCorners: true), 2 },
        { "PixelShuffle", () => PixelShuffle(X2, 2), new PixelShuffle(2), 2 },
        { "PixelUnshuffle", () => PixelUnshuffle(X2[.., .., ..8], 2), new Sequential { new Lambda(x => x[.., .., ..8]), new PixelUnshuffle(2) }, 2 },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public void A_layer_is_its_function(string name, Func<Node> expected, Layer layer, int axes)
    {
        Assert.NotEmpty(name);
        Assert.Empty(layer.Parameters);
        Assert.Same(expected(), layer.Forward(axes switch { 1 => X1, 2 => X2, _ => X3 }));
    }

    [Fact]
    public void What_is_pooled_with_positions_can_be_unpooled()
    {
        foreach (var (pooled, back, x) in new ((Node, Node), Func<Node, Node, Node>, Node)[]
        {
            (new MaxPool1d(3).ForwardWithIndices(X1), (v, i) => new MaxUnpool1d(3).Forward(v, i), X1),
            (new MaxPool2d([3, 2]).ForwardWithIndices(X2), (v, i) => new MaxUnpool2d([3, 2]).Forward(v, i), X2),
            (new MaxPool3d(2).ForwardWithIndices(X3), (v, i) => new MaxUnpool3d(2).Forward(v, i, [5, 6, 7]), X3),
        })
            Assert.Equal(x.Shape, back(pooled.Item1, pooled.Item2).Shape);
        Assert.Contains("MaxUnpool2d: it needs the positions as well; call Forward(x, indices).", Assert.Throws<InvalidOperationException>(() => new MaxUnpool2d(2).Forward(X2)).Message);
        Assert.Contains("(in MaxUnpool2d)", Assert.Throws<ShapeException>(() => new MaxUnpool2d(2).Forward(X2, X2[..1])).Message);
    }

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "MaxPool2d: no kernel is given.", () => _ = new MaxPool2d(default) },
        { "MaxPool2d: the stride 0 is too small; it is at least 1.", () => _ = new MaxPool2d(2, 0) },
        { "AvgPool1d: [2, 2] is given as the kernel, for 1 spatial axis", () => _ = new AvgPool1d([2, 2]) },
        { "AdaptiveAvgPool2d: the output size 0 is too small; it is at least 1.", () => _ = new AdaptiveAvgPool2d(0) },
        { "MaxPool2d: the input has the shape [2, 4, 9]; [samples, channels, …] with 2 spatial axes is expected. (in MaxPool2d)", () => new MaxPool2d(2).Forward(X1) },
        { "ZeroPad1d: the input has the shape [2, 4, 9, 8]; [samples, channels, …] with 1 spatial axis is expected.", () => new ZeroPad1d(2).Forward(X2) },
        { "ReflectionPad2d: the padding -1 is too small; it is at least 0.", () => _ = new ReflectionPad2d(-1) },
        { "ReflectionPad1d: 9 elements of reflect padding for axis 2 of [2, 4, 9]; 9 elements give at most 8. (in ReflectionPad1d)", () => new ReflectionPad1d(9).Forward(X1) },
        { "Upsample: the factor 0 is too small; it is at least 1.", () => _ = new Upsample(0) },
        { "Upsample: [2, 2] is given as the factor, for 1 spatial axis", () => new Upsample([2, 2]).Forward(X1) },
        { "Upsample: an axis of 9 elements, 1000000000 times as long, is longer than an axis can be. (in Upsample)", () => new Upsample(1_000_000_000).Forward(X1) },
        { "PixelShuffle: the factor is at least 1.", () => _ = new PixelShuffle(0) },
        { "LpPool: the power is a positive number", () => new LpPool1d(0, 2).Forward(X1) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told(string message, Action mistake) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(mistake).Message);
}
