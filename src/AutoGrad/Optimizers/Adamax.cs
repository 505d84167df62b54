namespace AutoGrad;

/// <summary>
/// Adamax (Kingma and Ba 2015, section 7), as PyTorch defines it: g ← g + weightDecay · w; m ← β₁m + (1 − β₁)g; u ← max(β₂u, |g| + ε);
/// w ← w − learningRate · m / ((1 − β₁ᵗ)u). Keras has a learning rate of 1e-3, and adds ε to u where it divides.
/// </summary>
/// <param name="learningRate">The size of a step, positive.</param>
/// <param name="beta1">The share of the mean gradient that stays, from 0 to below 1.</param>
/// <param name="beta2">The share of the largest gradient that stays, from 0 to below 1.</param>
/// <param name="epsilon">What keeps the divisor from 0.</param>
/// <param name="weightDecay">How much of the weight is added to its gradient.</param>
/// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
public sealed class Adamax(double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
    : MomentOptimizer(learningRate, beta1, beta2, epsilon, weightDecay)
{
    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step) =>
        [UpdateFormulas.Adamax(weight, gradient, M(weight), State(weight, "largest"), learningRate, step, Beta1, Beta2, Epsilon, WeightDecay)];
}
