namespace AutoGrad;

/// <summary>
/// Adam (Kingma and Ba 2015), as PyTorch defines it: g ← g + weightDecay · w; m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²;
/// w ← w − learningRate · m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).
/// </summary>
public sealed class Adam : Optimizer
{
    private readonly double beta1;
    private readonly double beta2;
    private readonly double epsilon;
    private readonly double weightDecay;

    /// <summary>Adam.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <param name="beta1">The share of the mean gradient that stays, from 0 to below 1.</param>
    /// <param name="beta2">The share of the mean squared gradient that stays, from 0 to below 1.</param>
    /// <param name="epsilon">What keeps the divisor from 0.</param>
    /// <param name="weightDecay">How much of the weight is added to its gradient; <see cref="AdamW"/> decays the weight itself.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(learningRate)
    {
        this.beta1 = Require(beta1, nameof(beta1), 0, 1);
        this.beta2 = Require(beta2, nameof(beta2), 0, 1);
        this.epsilon = Require(epsilon, nameof(epsilon), 0, double.PositiveInfinity);
        this.weightDecay = Require(weightDecay, nameof(weightDecay), 0, double.PositiveInfinity);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step) =>
        [UpdateFormulas.Adam(weight, gradient, State(weight, "m"), State(weight, "v"), learningRate, step, beta1, beta2, epsilon, weightDecay)];
}
