namespace AutoGrad;

/// <summary>The largest element of each channel: [samples, channels, …spatial] → [samples, channels]; see <see cref="Functions.GlobalMaxPool"/>.</summary>
/// <param name="keepDims">Whether the spatial axes remain, with extent 1.</param>
public sealed partial class GlobalMaxPool(bool keepDims = false) : Layer
{
    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.GlobalMaxPool(x, keepDims);
}
