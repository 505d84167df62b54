namespace AutoGrad;

/// <summary>The mean of each window; see <see cref="Functions.AveragePool"/>. [samples, channels, length] → [samples, channels, …].</summary>
/// <param name="kernel">The size of a window.</param>
/// <param name="stride">How far apart windows begin; as far as they are large by default.</param>
/// <param name="padding">How far windows reach out of the input, at most half of their size; 0 by default.</param>
/// <param name="roundsUp">Whether a window that reaches further out at the end counts, if it begins in the input: PyTorch's <c>ceil_mode</c>.</param>
/// <param name="countIncludePad">Whether the zeros of the padding count as elements of a window.</param>
/// <exception cref="ShapeException">The numbers make no windows over one spatial axis.</exception>
public sealed partial class AvgPool1d(PerAxis kernel, PerAxis stride = default, PerAxis padding = default, bool roundsUp = false, bool countIncludePad = true)
    : SpatialLayer(1)
{
    private readonly PerAxis kernel = SpatialNumbers.Check(kernel, 1, 1, "kernel", nameof(AvgPool1d), isRequired: true);
    private readonly PerAxis stride = SpatialNumbers.Check(stride, 1, 1, "stride", nameof(AvgPool1d));
    private readonly PerAxis padding = SpatialNumbers.Check(padding, 1, 0, "padding", nameof(AvgPool1d));

    private protected override Node Apply(Node x) => Functions.AveragePool(x, kernel, stride, padding, roundsUp, countIncludePad);
}
