using static AutoGrad.Functions;

namespace AutoGrad.Tests.Layers;

public sealed class ConvolutionLayerTests
{
    [Fact]
    public void A_layer_is_its_function_with_its_weights()
    {
        Node x1 = Node.Input("x", [2, 4, 9]), x2 = Node.Input("x", [2, 4, 9, 8]), x3 = Node.Input("x", [2, 4, 5, 6, 7]);
        void Same(Node expected, Node actual) => Assert.Same(expected, actual);

        var conv1 = new Conv1d(4, 6, 3, stride: 2, padding: 1, dilation: 2, groups: 2, mode: PaddingMode.Circular);
        Same(Convolution(x1, conv1.Weight, conv1.Bias, 2, 1, 2, 2, PaddingMode.Circular), conv1.Forward(x1));
        var conv2 = new Conv2d(4, 6, [3, 2], stride: [2, 1], padding: Padding.Create([1, 0]), bias: false);
        Same(Convolution(x2, conv2.Weight, null, [2, 1], [1, 0]), conv2.Forward(x2));
        var conv3 = new Conv3d(4, 6, 3, padding: Padding.Same);
        Same(Convolution(x3, conv3.Weight, conv3.Bias, padding: Padding.Same), conv3.Forward(x3));
        var up1 = new ConvTranspose1d(4, 6, 3, stride: 2, padding: 1, outputPadding: 1, groups: 2);
        Same(ConvolutionTranspose(x1, up1.Weight, up1.Bias, 2, 1, 1, groups: 2), up1.Forward(x1));
        var up2 = new ConvTranspose2d(4, 6, [3, 2], stride: [2, 1], dilation: 2, bias: false);
        Same(ConvolutionTranspose(x2, up2.Weight, null, [2, 1], dilation: 2), up2.Forward(x2));
        var up3 = new ConvTranspose3d(4, 6, 2, stride: 2);
        Same(ConvolutionTranspose(x3, up3.Weight, up3.Bias, 2), up3.Forward(x3));
        var depth1 = new DepthwiseConv1d(4, 3, multiplier: 2);
        Same(Convolution(x1, depth1.Weight, depth1.Bias, groups: 4), depth1.Forward(x1));
        var depth2 = new DepthwiseConv2d(4, 3, padding: Padding.Same);
        Same(Convolution(x2, depth2.Weight, depth2.Bias, padding: Padding.Same, groups: 4), depth2.Forward(x2));
        var separable1 = new SeparableConv1d(4, 5, 3, multiplier: 3);
        Same(Convolution(Convolution(x1, separable1.Depthwise.Weight, groups: 4), separable1.Pointwise.Weight, separable1.Pointwise.Bias), separable1.Forward(x1));
        var separable2 = new SeparableConv2d(4, 5, 3, stride: 2, bias: false);
        Same(Convolution(Convolution(x2, separable2.Depthwise.Weight, stride: 2, groups: 4), separable2.Pointwise.Weight), separable2.Forward(x2));
    }

    [Fact]
    public void Weights_have_PyTorchs_shapes_and_paths()
    {
        Assert.Equal([6, 2, 3, 5], new Conv2d(4, 6, [3, 5], groups: 2).Weight.Shape);
        Assert.Equal([4, 3, 3, 5], new ConvTranspose2d(4, 6, [3, 5], groups: 2).Weight.Shape);
        Assert.Equal([8, 1, 3, 3], new DepthwiseConv2d(4, 3, multiplier: 2).Weight.Shape);
        Assert.Equal(["weight", "bias"], new Conv1d(4, 6, 3).Parameters.Select(pair => pair.Path));
        Assert.Equal(["depthwise.weight", "pointwise.weight", "pointwise.bias"], new SeparableConv2d(4, 6, 3).Parameters.Select(pair => pair.Path));
        Assert.Null(new ConvTranspose1d(4, 6, 3, bias: false).Bias);
        Assert.Equal(ElementType.Float64, new Conv3d(1, 1, 2, type: ElementType.Float64).Weight.ElementType);
    }

    [Fact]
    public void Weights_are_drawn_as_PyTorch_draws_them_unless_told_otherwise()
    {
        var conv = new Conv2d(20, 50, 5, groups: 5);
        Assert.All(conv.Weight.Values<float>().ToArray().Concat(conv.Bias!.Values<float>().ToArray()), value => Assert.InRange(value, -0.1f, 0.1f));
        Assert.True(conv.Weight.Values<float>().ToArray().Max() > 0.099);
        Assert.True(conv.Bias.Values<float>().ToArray().Max() > 0.08);
        var up = new ConvTranspose1d(50, 40, 5, groups: 2);
        Assert.True(up.Bias!.Values<float>().ToArray().Max() is > 0.08f and <= 0.1f);
        var he = new Conv2d(20, 50, 5, initializer: Initializer.HeNormal);
        Assert.All(he.Bias!.Values<float>().ToArray(), value => Assert.Equal(0, value));
    }

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "Conv2d: inputs is 0; it must be at least 1.", () => _ = new Conv2d(0, 4, 3) },
        { "Conv2d: 3 inputs cannot be shared out by 2 groups.", () => _ = new Conv2d(3, 4, 3, groups: 2) },
        { "Conv1d: 5 outputs cannot be shared out by 2 groups.", () => _ = new Conv1d(4, 5, 3, groups: 2) },
        { "Conv3d: groups is 0; it must be at least 1.", () => _ = new Conv3d(4, 4, 3, groups: 0) },
        { "Conv2d: no kernel size is given.", () => _ = new Conv2d(4, 4, default) },
        { "Conv2d: the kernel 0 is too small; it is at least 1.", () => _ = new Conv2d(4, 4, 0) },
        { "Conv2d: [1, 2, 3] is given as the kernel, for 2 spatial axes", () => _ = new Conv2d(4, 4, [1, 2, 3]) },
        { "Conv2d: the stride 0 is too small; it is at least 1.", () => _ = new Conv2d(4, 4, 3, stride: 0) },
        { "Conv2d: padding \"same\" with the stride [2, 2]", () => _ = new Conv2d(4, 4, 3, stride: 2, padding: Padding.Same) },
        { "ConvTranspose2d: the output padding -1 is too small; it is at least 0.", () => _ = new ConvTranspose2d(4, 4, 3, outputPadding: -1) },
        { "DepthwiseConv1d: outputs is 0; it must be at least 1.", () => _ = new DepthwiseConv1d(4, 3, multiplier: 0) },
        { "Convolution: the input [1, 3, 8, 8] has 3 channels; the weight [4, 1, 3, 3] takes 1. (in Conv2d)", () => new Conv2d(1, 4, 3).Forward(Node.Input("x", [1, 3, 8, 8])) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told(string message, Action mistake) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(mistake).Message);
}
