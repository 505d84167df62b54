namespace AutoGrad;

/// <summary>Pixels turned into channels: [samples, channels, height · factor, width · factor] → [samples, channels · factor², height, width]; see <see cref="Functions.PixelUnshuffle"/>.</summary>
/// <param name="factor">How many times height and width shrink.</param>
/// <exception cref="ArgumentOutOfRangeException">The factor is below 1.</exception>
public sealed partial class PixelUnshuffle(int factor) : Layer
{
    private readonly int factor = factor >= 1
        ? factor
        : throw new ArgumentOutOfRangeException(nameof(factor), factor, "PixelUnshuffle: the factor is at least 1.");

    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.PixelUnshuffle(x, factor);
}
