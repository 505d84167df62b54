namespace AutoGrad;

/// <summary>(Σ xᵖ)^(1/p) over each window; see <see cref="Functions.LpPool"/>. [samples, channels, length] → [samples, channels, …].</summary>
/// <param name="p">The power, a positive number.</param>
/// <param name="kernel">The size of a window.</param>
/// <param name="stride">How far apart windows begin; as far as they are large by default.</param>
/// <param name="roundsUp">Whether a window that reaches further out at the end counts, if it begins in the input: PyTorch's <c>ceil_mode</c>.</param>
/// <exception cref="ShapeException">The numbers make no windows over one spatial axis.</exception>
public sealed partial class LpPool1d(double p, PerAxis kernel, PerAxis stride = default, bool roundsUp = false)
    : SpatialLayer(1)
{
    private readonly PerAxis kernel = SpatialNumbers.Check(kernel, 1, 1, "kernel", nameof(LpPool1d), isRequired: true);
    private readonly PerAxis stride = SpatialNumbers.Check(stride, 1, 1, "stride", nameof(LpPool1d));

    private protected override Node Apply(Node x) => Functions.LpPool(x, p, kernel, stride, roundsUp);
}
