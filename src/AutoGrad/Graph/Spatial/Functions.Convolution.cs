namespace AutoGrad;

public static partial class Functions
{
    /// <summary>
    /// Convolution, which is a cross-correlation as in all libraries of this kind: result[n, o, p] = bias[o] + Σ over c, k of
    /// weight[o, c, k] · x[n, c, p · stride + k · dilation − padding], over one to three spatial axes. Along each of them there are
    /// (extent + padding before and after − dilation · (kernel − 1) − 1) / stride + 1 results.
    /// </summary>
    /// <param name="x">[samples, channels, …spatial].</param>
    /// <param name="weight">[outputs, channels / groups, …kernel], as in PyTorch.</param>
    /// <param name="bias">[outputs], or none.</param>
    /// <param name="stride">How far apart windows begin; 1 by default.</param>
    /// <param name="padding">How far windows reach out of the input; not at all by default.</param>
    /// <param name="dilation">How far apart the elements of a window stand; 1 by default.</param>
    /// <param name="groups">Channels are shared out to groups that do not see one another; as many groups as channels is a depthwise convolution.</param>
    /// <param name="mode">What stands outside of the input.</param>
    /// <exception cref="ShapeException">Shapes, types or groups do not fit one another, or no window fits the padded input.</exception>
    public static Node Convolution(
        Node x,
        Node weight,
        Node? bias = null,
        PerAxis stride = default,
        Padding padding = default,
        PerAxis dilation = default,
        int groups = 1,
        PaddingMode mode = PaddingMode.Zeros) => Convolutions.Convolve(x, weight, bias, stride, padding, dilation, groups, mode);

    /// <summary>
    /// Transposed convolution: the adjoint of <see cref="Convolution"/> in x, so that it grows what that shrinks. Each element of x adds
    /// the weight, multiplied by it, to the result; along each axis that has
    /// (extent − 1) · stride − 2 · padding + dilation · (kernel − 1) + output padding + 1 elements.
    /// </summary>
    /// <param name="x">[samples, channels, …spatial].</param>
    /// <param name="weight">[channels, outputs / groups, …kernel], as in PyTorch.</param>
    /// <param name="bias">[outputs], or none.</param>
    /// <param name="stride">How far apart the elements of x come to stand; 1 by default.</param>
    /// <param name="padding">How much is cut off on either side; 0 by default.</param>
    /// <param name="outputPadding">How many elements more the result has at the end of each axis, smaller than the stride or the dilation; 0 by default.</param>
    /// <param name="dilation">How far apart the elements of the kernel stand; 1 by default.</param>
    /// <param name="groups">Channels are shared out to groups that do not see one another.</param>
    /// <exception cref="ShapeException">Shapes, types, groups or paddings do not fit one another.</exception>
    public static Node ConvolutionTranspose(
        Node x,
        Node weight,
        Node? bias = null,
        PerAxis stride = default,
        PerAxis padding = default,
        PerAxis outputPadding = default,
        PerAxis dilation = default,
        int groups = 1) => Convolutions.ConvolveTransposed(x, weight, bias, stride, padding, outputPadding, dilation, groups);
}
