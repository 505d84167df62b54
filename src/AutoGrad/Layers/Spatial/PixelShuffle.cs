namespace AutoGrad;

/// <summary>Channels turned into pixels: [samples, channels · factor², height, width] → [samples, channels, height · factor, width · factor]; see <see cref="Functions.PixelShuffle"/>.</summary>
/// <param name="factor">How many times height and width grow.</param>
/// <exception cref="ArgumentOutOfRangeException">The factor is below 1.</exception>
public sealed partial class PixelShuffle(int factor) : Layer
{
    private readonly int factor = factor >= 1
        ? factor
        : throw new ArgumentOutOfRangeException(nameof(factor), factor, "PixelShuffle: the factor is at least 1.");

    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.PixelShuffle(x, factor);
}
