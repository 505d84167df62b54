namespace AutoGrad;

/// <summary>The mean of each window; see <see cref="Functions.AveragePool"/>. [samples, channels, depth, height, width] → [samples, channels, …, …, …].</summary>
/// <param name="kernel">The size of a window.</param>
/// <param name="stride">How far apart windows begin; as far as they are large by default.</param>
/// <param name="padding">How far windows reach out of the input, at most half of their size; 0 by default.</param>
/// <param name="roundsUp">Whether a window that reaches further out at the end counts, if it begins in the input: PyTorch's <c>ceil_mode</c>.</param>
/// <param name="countIncludePad">Whether the zeros of the padding count as elements of a window.</param>
/// <exception cref="ShapeException">The numbers make no windows over three spatial axes.</exception>
public sealed partial class AvgPool3d(PerAxis kernel, PerAxis stride = default, PerAxis padding = default, bool roundsUp = false, bool countIncludePad = true)
    : SpatialLayer(3)
{
    private readonly PerAxis kernel = SpatialNumbers.Check(kernel, 3, 1, "kernel", nameof(AvgPool3d), isRequired: true);
    private readonly PerAxis stride = SpatialNumbers.Check(stride, 3, 1, "stride", nameof(AvgPool3d));
    private readonly PerAxis padding = SpatialNumbers.Check(padding, 3, 0, "padding", nameof(AvgPool3d));

    private protected override Node Apply(Node x) => Functions.AveragePool(x, kernel, stride, padding, roundsUp, countIncludePad);
}
