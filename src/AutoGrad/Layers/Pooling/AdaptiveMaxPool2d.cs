namespace AutoGrad;

/// <summary>The largest element of each of so many windows that share the input out; see <see cref="Functions.AdaptiveMaxPool"/>. [samples, channels, height, width] → [samples, channels, …, …].</summary>
/// <param name="outputSize">The spatial extents of the result.</param>
/// <exception cref="ShapeException">The numbers make no windows over two spatial axes.</exception>
public sealed partial class AdaptiveMaxPool2d(PerAxis outputSize)
    : SpatialLayer(2)
{
    private readonly PerAxis outputSize = SpatialNumbers.Check(outputSize, 2, 1, "output size", nameof(AdaptiveMaxPool2d), isRequired: true);

    private protected override Node Apply(Node x) => Functions.AdaptiveMaxPool(x, outputSize);
}
