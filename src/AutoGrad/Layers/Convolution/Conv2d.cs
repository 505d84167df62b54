namespace AutoGrad;

/// <summary>A convolution over two spatial axes: [samples, inputs, height, width] → [samples, outputs, …, …]; see <see cref="Functions.Convolution"/>.</summary>
/// <param name="inputs">The number of channels that go in.</param>
/// <param name="outputs">The number of channels that come out.</param>
/// <param name="kernel">The size of a window.</param>
/// <param name="stride">How far apart windows begin; 1 by default.</param>
/// <param name="padding">How far windows reach out of the input; not at all by default.</param>
/// <param name="dilation">How far apart the elements of a window stand; 1 by default.</param>
/// <param name="groups">How many groups channels are shared out to.</param>
/// <param name="bias">Whether a bias is added.</param>
/// <param name="mode">What stands outside of the input.</param>
/// <param name="initializer">How the weight is drawn, the bias then being 0; without it both are uniform within ±1 / √fan-in, as in PyTorch.</param>
/// <param name="type">float32 or float64.</param>
/// <exception cref="ArgumentException">Channels, groups or numbers of the window make no convolution.</exception>
public sealed partial class Conv2d(
    int inputs,
    int outputs,
    PerAxis kernel,
    PerAxis stride = default,
    Padding padding = default,
    PerAxis dilation = default,
    int groups = 1,
    bool bias = true,
    PaddingMode mode = PaddingMode.Zeros,
    Initializer? initializer = null,
    ElementType type = ElementType.Float32)
    : DirectConvolution("Conv2d", 2, inputs, outputs, kernel, stride, padding, dilation, groups, bias, mode, initializer, type);
