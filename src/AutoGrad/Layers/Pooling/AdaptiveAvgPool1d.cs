namespace AutoGrad;

/// <summary>The mean of each of so many windows that share the input out; see <see cref="Functions.AdaptiveAveragePool"/>. [samples, channels, length] → [samples, channels, …].</summary>
/// <param name="outputSize">The spatial extents of the result.</param>
/// <exception cref="ShapeException">The numbers make no windows over one spatial axis.</exception>
public sealed partial class AdaptiveAvgPool1d(PerAxis outputSize)
    : SpatialLayer(1)
{
    private readonly PerAxis outputSize = SpatialNumbers.Check(outputSize, 1, 1, "output size", nameof(AdaptiveAvgPool1d), isRequired: true);

    private protected override Node Apply(Node x) => Functions.AdaptiveAveragePool(x, outputSize);
}
