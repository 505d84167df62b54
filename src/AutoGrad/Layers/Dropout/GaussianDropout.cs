namespace AutoGrad;

/// <summary>
/// In training, x times noise of N(1, rate / (1 − rate)): the mean and the variance that dropout of that rate would give; in inference, the identity
/// (Srivastava et al. 2014, as in Keras).
/// </summary>
/// <param name="rate">The rate of the dropout that it stands for, from 0 to below 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The rate is outside of that.</exception>
public sealed partial class GaussianDropout(double rate = 0.5) : Layer
{
    /// <summary>The rate of the dropout that it stands for.</summary>
    public double Rate { get; } = LayerNumbers.Rate(rate, nameof(GaussianDropout));

    /// <inheritdoc/>
    protected override Node Build(Node x) => Dropping.Is(Rate)
        ? x * BuildScope.Current!.Normal(x.Shape, 1, Math.Sqrt(Rate / (1 - Rate)), x.ElementType)
        : x;
}
