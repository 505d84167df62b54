namespace AutoGrad;

/// <summary>
/// Rectified Adam (Liu et al. 2020), as PyTorch defines it: a step of Adam, scaled by how well the variance of the squared gradient is known;
/// as long as that is not known at all, w ← w − learningRate · m̂.
/// </summary>
/// <param name="learningRate">The size of a step, positive.</param>
/// <param name="beta1">The share of the mean gradient that stays, from 0 to below 1.</param>
/// <param name="beta2">The share of the mean squared gradient that stays, from 0 to below 1.</param>
/// <param name="epsilon">What keeps the divisor from 0.</param>
/// <param name="weightDecay">How much of the weight is added to its gradient.</param>
/// <param name="decoupled">Whether the decay is of the weight itself, as AdamW's.</param>
/// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
public sealed class RAdam(
    double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, bool decoupled = false)
    : MomentOptimizer(learningRate, beta1, beta2, epsilon, weightDecay)
{
    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step) =>
    [
        UpdateFormulas.RAdam(
            weight,
            gradient,
            M(weight),
            V(weight),
            learningRate,
            step,
            Beta1,
            Beta2,
            Epsilon,
            weightDecay: decoupled ? 0 : WeightDecay,
            decoupledDecay: decoupled ? WeightDecay : 0),
    ];
}
