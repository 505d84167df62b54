namespace AutoGrad;

/// <summary>A transposed convolution over one to three spatial axes: <see cref="Functions.ConvolutionTranspose"/> with weights of its own.</summary>
public abstract partial class TransposedConvolution : ConvolutionLayer
{
    private readonly PerAxis stride, padding, outputPadding, dilation;

    private protected TransposedConvolution(
        string layer, int axes, int inputs, int outputs, PerAxis kernel, PerAxis stride, PerAxis padding, PerAxis outputPadding, PerAxis dilation, int groups, bool bias, Initializer? initializer, ElementType type)
        : base(WeightShape(layer, axes, (nameof(inputs), inputs), (nameof(outputs), outputs), kernel, groups), outputs, groups, bias, initializer, type)
    {
        (this.stride, this.padding, this.outputPadding, this.dilation) = (stride, padding, outputPadding, dilation);
        stride.Resolve(axes, 1, "stride", layer);
        padding.Resolve(axes, 0, "padding", layer);
        outputPadding.Resolve(axes, 0, "output padding", layer);
        dilation.Resolve(axes, 1, "dilation", layer);
    }

    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.ConvolutionTranspose(x, Parametrized(Weight), Bias, stride, padding, outputPadding, dilation, Groups);
}
