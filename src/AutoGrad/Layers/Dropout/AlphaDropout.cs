namespace AutoGrad;

/// <summary>
/// Dropout that keeps the mean 0 and the variance 1 that SELU gives: in training, each element becomes what SELU has far below zero, with probability
/// rate, and all are scaled and shifted; in inference, the identity (Klambauer 2017).
/// </summary>
/// <param name="rate">The share that is dropped, from 0 to below 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The rate is outside of that.</exception>
public sealed partial class AlphaDropout(double rate = 0.5) : Layer
{
    /// <summary>The share that is dropped.</summary>
    public double Rate { get; } = LayerNumbers.Rate(rate, nameof(AlphaDropout));

    /// <inheritdoc/>
    protected override Node Build(Node x) => Dropping.Is(Rate) ? SelfNormalizing.Dropped(x, Dropping.Kept(x, Rate), Rate) : x;
}
