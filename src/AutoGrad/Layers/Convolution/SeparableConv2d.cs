namespace AutoGrad;

/// <summary>
/// A separable convolution over two spatial axes: each channel is convolved by itself, without a bias, then a convolution with windows of one element
/// mixes them (Chollet 2017). [samples, inputs, height, width] → [samples, outputs, …, …].
/// </summary>
/// <param name="inputs">The number of channels that go in.</param>
/// <param name="outputs">The number of channels that come out.</param>
/// <param name="kernel">The size of a window.</param>
/// <param name="multiplier">How many channels there are between the two for each that goes in.</param>
/// <param name="stride">How far apart windows begin; 1 by default.</param>
/// <param name="padding">How far windows reach out of the input; not at all by default.</param>
/// <param name="dilation">How far apart the elements of a window stand; 1 by default.</param>
/// <param name="bias">Whether a bias is added at the end.</param>
/// <param name="mode">What stands outside of the input.</param>
/// <param name="initializer">How the weights are drawn, the bias then being 0; without it all are uniform within ±1 / √fan-in.</param>
/// <param name="type">float32 or float64.</param>
/// <exception cref="ArgumentException">Channels, multiplier or numbers of the window make no convolution.</exception>
public sealed partial class SeparableConv2d(
    int inputs,
    int outputs,
    PerAxis kernel,
    int multiplier = 1,
    PerAxis stride = default,
    Padding padding = default,
    PerAxis dilation = default,
    bool bias = true,
    PaddingMode mode = PaddingMode.Zeros,
    Initializer? initializer = null,
    ElementType type = ElementType.Float32)
    : Layer
{
    private readonly DepthwiseConv2d depthwise = new(inputs, kernel, multiplier, stride, padding, dilation, bias: false, mode, initializer, type);
    private readonly Conv2d pointwise = new(checked(inputs * multiplier), outputs, 1, bias: bias, initializer: initializer, type: type);

    /// <summary>The convolution of each channel by itself.</summary>
    public DepthwiseConv2d Depthwise => depthwise;

    /// <summary>The convolution that mixes the channels.</summary>
    public Conv2d Pointwise => pointwise;

    /// <inheritdoc/>
    protected override Node Build(Node x) => pointwise.Forward(depthwise.Forward(x));
}
