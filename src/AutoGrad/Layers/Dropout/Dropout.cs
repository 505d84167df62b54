using static AutoGrad.Functions;

namespace AutoGrad;

/// <summary>
/// In training, each element is set to 0 with probability <paramref name="rate"/> and the others are divided by 1 − rate, so that the
/// mean stays; in inference, the identity (Srivastava et al. 2014).
/// </summary>
/// <param name="rate">The share that is dropped, from 0 to below 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The rate is outside of that.</exception>
public sealed partial class Dropout(double rate = 0.5) : Layer
{
    /// <summary>The share that is dropped.</summary>
    public double Rate { get; } = LayerNumbers.Rate(rate, nameof(Dropout));

    /// <inheritdoc/>
    protected override Node Build(Node x) => Dropping.Drop(x, Rate);
}
