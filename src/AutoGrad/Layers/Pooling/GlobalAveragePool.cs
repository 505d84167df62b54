namespace AutoGrad;

/// <summary>The mean of each channel: [samples, channels, …spatial] → [samples, channels]; see <see cref="Functions.GlobalAveragePool"/>.</summary>
/// <param name="keepDims">Whether the spatial axes remain, with extent 1.</param>
public sealed partial class GlobalAveragePool(bool keepDims = false) : Layer
{
    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.GlobalAveragePool(x, keepDims);
}
