namespace AutoGrad;

/// <summary>A transposed convolution over one spatial axis: [samples, inputs, length] → [samples, outputs, …]; see <see cref="Functions.ConvolutionTranspose"/>.</summary>
/// <param name="inputs">The number of channels that go in.</param>
/// <param name="outputs">The number of channels that come out.</param>
/// <param name="kernel">The size of a window.</param>
/// <param name="stride">How far apart the elements of the input come to stand; 1 by default.</param>
/// <param name="padding">How much is cut off on either side; 0 by default.</param>
/// <param name="outputPadding">How many elements more the result has at the end of each axis; 0 by default.</param>
/// <param name="dilation">How far apart the elements of a window stand; 1 by default.</param>
/// <param name="groups">How many groups channels are shared out to.</param>
/// <param name="bias">Whether a bias is added.</param>
/// <param name="initializer">How the weight is drawn, the bias then being 0; without it both are uniform within ±1 / √(outputs / groups · kernel), as in PyTorch.</param>
/// <param name="type">float32 or float64.</param>
/// <exception cref="ArgumentException">Channels, groups or numbers of the window make no convolution.</exception>
public sealed partial class ConvTranspose1d(
    int inputs,
    int outputs,
    PerAxis kernel,
    PerAxis stride = default,
    PerAxis padding = default,
    PerAxis outputPadding = default,
    PerAxis dilation = default,
    int groups = 1,
    bool bias = true,
    Initializer? initializer = null,
    ElementType type = ElementType.Float32)
    : TransposedConvolution("ConvTranspose1d", 1, inputs, outputs, kernel, stride, padding, outputPadding, dilation, groups, bias, initializer, type);
