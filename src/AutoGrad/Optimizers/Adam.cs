namespace AutoGrad;

/// <summary>
/// Adam (Kingma and Ba 2015), as PyTorch defines it: g ← g + weightDecay · w; m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²;
/// w ← w − learningRate · m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ). With AMSGrad, v̂ is the largest so far. Keras has ε = 1e-7.
/// </summary>
public sealed class Adam : MomentOptimizer
{
    private readonly bool amsgrad;

    /// <summary>Adam.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <param name="beta1">The share of the mean gradient that stays, from 0 to below 1.</param>
    /// <param name="beta2">The share of the mean squared gradient that stays, from 0 to below 1.</param>
    /// <param name="epsilon">What keeps the divisor from 0.</param>
    /// <param name="weightDecay">How much of the weight is added to its gradient; <see cref="AdamW"/> decays the weight itself.</param>
    /// <param name="amsgrad">Whether the divisor is the largest that it ever was (Reddi, Kale and Kumar 2018).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public Adam(
        double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, bool amsgrad = false)
        : base(learningRate, beta1, beta2, epsilon, weightDecay) => this.amsgrad = amsgrad;

    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step) =>
    [
        amsgrad
            ? UpdateFormulas.AMSGrad(weight, gradient, M(weight), V(weight), State(weight, "largest v"), learningRate, step, Beta1, Beta2, Epsilon, WeightDecay, decoupledDecay: 0)
            : UpdateFormulas.Adam(weight, gradient, M(weight), V(weight), learningRate, step, Beta1, Beta2, Epsilon, WeightDecay),
    ];
}
