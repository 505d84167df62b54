namespace AutoGrad;

/// <summary>Every channel of every sample normalised for itself: <see cref="Functions.InstanceNorm"/>. Like PyTorch's it has nothing to learn unless it is asked for.</summary>
public sealed partial class InstanceNorm : Layer
{
    private readonly GroupNorm inner;

    /// <summary>The layer.</summary>
    /// <param name="channels">The number of channels, along axis 1.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="scaled">Whether the result is scaled by a learned weight and shifted by a learned bias.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of channels is not positive, or epsilon is negative.</exception>
    public InstanceNorm(int channels, double epsilon = 1e-5, bool scaled = false, ElementType type = ElementType.Float32) =>
        inner = new(LayerNumbers.Positive(channels, nameof(InstanceNorm)), channels, epsilon, scaled, type);

    /// <inheritdoc/>
    protected override Node Build(Node x) => inner.Forward(x);
}
