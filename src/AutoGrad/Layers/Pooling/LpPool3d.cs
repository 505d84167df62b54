namespace AutoGrad;

/// <summary>(Σ xᵖ)^(1/p) over each window; see <see cref="Functions.LpPool"/>. [samples, channels, depth, height, width] → [samples, channels, …, …, …].</summary>
/// <param name="p">The power, a positive number.</param>
/// <param name="kernel">The size of a window.</param>
/// <param name="stride">How far apart windows begin; as far as they are large by default.</param>
/// <param name="roundsUp">Whether a window that reaches further out at the end counts, if it begins in the input: PyTorch's <c>ceil_mode</c>.</param>
/// <exception cref="ShapeException">The numbers make no windows over three spatial axes.</exception>
public sealed partial class LpPool3d(double p, PerAxis kernel, PerAxis stride = default, bool roundsUp = false)
    : SpatialLayer(3)
{
    private readonly PerAxis kernel = SpatialNumbers.Check(kernel, 3, 1, "kernel", nameof(LpPool3d), isRequired: true);
    private readonly PerAxis stride = SpatialNumbers.Check(stride, 3, 1, "stride", nameof(LpPool3d));

    private protected override Node Apply(Node x) => Functions.LpPool(x, p, kernel, stride, roundsUp);
}
