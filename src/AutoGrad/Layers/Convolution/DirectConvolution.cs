namespace AutoGrad;

/// <summary>A convolution over one to three spatial axes: <see cref="Functions.Convolution"/> with weights of its own.</summary>
public abstract partial class DirectConvolution : ConvolutionLayer
{
    private readonly PerAxis stride, dilation;
    private readonly Padding padding;
    private readonly PaddingMode mode;

    private protected DirectConvolution(
        string layer, int axes, int inputs, int outputs, PerAxis kernel, PerAxis stride, Padding padding, PerAxis dilation, int groups, bool bias, PaddingMode mode, Initializer? initializer, ElementType type)
        : base(WeightShape(layer, axes, (nameof(outputs), outputs), (nameof(inputs), inputs), kernel, groups), outputs, groups, bias, initializer, type)
    {
        (this.stride, this.padding, this.dilation, this.mode) = (stride, padding, dilation, mode);
        // A mistake is told here rather than when the model is first built.
        int[] strides = stride.Resolve(axes, 1, "stride", layer), dilations = dilation.Resolve(axes, 1, "dilation", layer);
        padding.Resolve(Weight.Shape.AsSpan()[2..], strides, dilations, layer);
    }

    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.Convolution(x, Parametrized(Weight), Bias, stride, padding, dilation, Groups, mode);
}
