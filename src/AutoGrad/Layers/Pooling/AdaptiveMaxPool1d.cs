namespace AutoGrad;

/// <summary>The largest element of each of so many windows that share the input out; see <see cref="Functions.AdaptiveMaxPool"/>. [samples, channels, length] → [samples, channels, …].</summary>
/// <param name="outputSize">The spatial extents of the result.</param>
/// <exception cref="ShapeException">The numbers make no windows over one spatial axis.</exception>
public sealed partial class AdaptiveMaxPool1d(PerAxis outputSize)
    : SpatialLayer(1)
{
    private readonly PerAxis outputSize = SpatialNumbers.Check(outputSize, 1, 1, "output size", nameof(AdaptiveMaxPool1d), isRequired: true);

    private protected override Node Apply(Node x) => Functions.AdaptiveMaxPool(x, outputSize);
}
