namespace AutoGrad;

/// <summary>The largest element of each of so many windows that share the input out; see <see cref="Functions.AdaptiveMaxPool"/>. [samples, channels, depth, height, width] → [samples, channels, …, …, …].</summary>
/// <param name="outputSize">The spatial extents of the result.</param>
/// <exception cref="ShapeException">The numbers make no windows over three spatial axes.</exception>
public sealed partial class AdaptiveMaxPool3d(PerAxis outputSize)
    : SpatialLayer(3)
{
    private readonly PerAxis outputSize = SpatialNumbers.Check(outputSize, 3, 1, "output size", nameof(AdaptiveMaxPool3d), isRequired: true);

    private protected override Node Apply(Node x) => Functions.AdaptiveMaxPool(x, outputSize);
}
