namespace AutoGrad;

/// <summary><see cref="AlphaDropout"/> of whole channels: [samples, channels, …], with any number of spatial axes.</summary>
/// <param name="rate">The share of channels that is dropped, from 0 to below 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The rate is outside of that.</exception>
public sealed partial class FeatureAlphaDropout(double rate = 0.5) : Layer
{
    /// <summary>The share of channels that is dropped.</summary>
    public double Rate { get; } = LayerNumbers.Rate(rate, nameof(FeatureAlphaDropout));

    /// <inheritdoc/>
    protected override Node Build(Node x)
    {
        if (x.Shape.Rank < 2)
            throw new ShapeException($"FeatureAlphaDropout: the input has the shape {x.Shape}; [samples, channels, …] is expected.");
        return Dropping.Is(Rate) ? SelfNormalizing.Dropped(x, Dropping.KeptChannels(x, Rate), Rate) : x;
    }
}
