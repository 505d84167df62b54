namespace AutoGrad;

/// <summary>The largest element of each window; see <see cref="Functions.MaxPool"/>. [samples, channels, depth, height, width] → [samples, channels, …, …, …].</summary>
/// <param name="kernel">The size of a window.</param>
/// <param name="stride">How far apart windows begin; as far as they are large by default.</param>
/// <param name="padding">How far windows reach out of the input, at most half of their size; 0 by default.</param>
/// <param name="dilation">How far apart the elements of a window stand; 1 by default.</param>
/// <param name="roundsUp">Whether a window that reaches further out at the end counts, if it begins in the input: PyTorch's <c>ceil_mode</c>.</param>
/// <exception cref="ShapeException">The numbers make no windows over three spatial axes.</exception>
public sealed partial class MaxPool3d(PerAxis kernel, PerAxis stride = default, PerAxis padding = default, PerAxis dilation = default, bool roundsUp = false)
    : SpatialLayer(3)
{
    private readonly PerAxis kernel = SpatialNumbers.Check(kernel, 3, 1, "kernel", nameof(MaxPool3d), isRequired: true);
    private readonly PerAxis stride = SpatialNumbers.Check(stride, 3, 1, "stride", nameof(MaxPool3d));
    private readonly PerAxis padding = SpatialNumbers.Check(padding, 3, 0, "padding", nameof(MaxPool3d));
    private readonly PerAxis dilation = SpatialNumbers.Check(dilation, 3, 1, "dilation", nameof(MaxPool3d));

    /// <summary>The same with the position of each largest element in the spatial axes: what <see cref="MaxUnpool3d"/> takes.</summary>
    /// <param name="x">The input.</param>
    public (Node Values, Node Indices) ForwardWithIndices(Node x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Within(() => Functions.MaxPoolWithIndices(Checked(x), kernel, stride, padding, dilation, roundsUp));
    }

    private protected override Node Apply(Node x) => Functions.MaxPool(x, kernel, stride, padding, dilation, roundsUp);
}
