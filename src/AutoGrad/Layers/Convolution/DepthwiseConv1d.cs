namespace AutoGrad;

/// <summary>
/// A convolution over one spatial axis that sees each channel by itself: [samples, channels, length] → [samples, channels · multiplier, …]; a convolution with as many
/// groups as channels.
/// </summary>
/// <param name="channels">The number of channels.</param>
/// <param name="kernel">The size of a window.</param>
/// <param name="multiplier">How many channels come out for each that goes in.</param>
/// <param name="stride">How far apart windows begin; 1 by default.</param>
/// <param name="padding">How far windows reach out of the input; not at all by default.</param>
/// <param name="dilation">How far apart the elements of a window stand; 1 by default.</param>
/// <param name="bias">Whether a bias is added.</param>
/// <param name="mode">What stands outside of the input.</param>
/// <param name="initializer">How the weight is drawn, the bias then being 0; without it both are uniform within ±1 / √fan-in, as in PyTorch.</param>
/// <param name="type">float32 or float64.</param>
/// <exception cref="ArgumentException">Channels, multiplier or numbers of the window make no convolution.</exception>
public sealed partial class DepthwiseConv1d(
    int channels,
    PerAxis kernel,
    int multiplier = 1,
    PerAxis stride = default,
    Padding padding = default,
    PerAxis dilation = default,
    bool bias = true,
    PaddingMode mode = PaddingMode.Zeros,
    Initializer? initializer = null,
    ElementType type = ElementType.Float32)
    : DirectConvolution("DepthwiseConv1d", 1, channels, checked(channels * multiplier), kernel, stride, padding, dilation, groups: channels, bias, mode, initializer, type);
