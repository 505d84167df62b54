namespace AutoGrad;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), as PyTorch defines it: w ← w · (1 − learningRate · weightDecay), then a
/// step of Adam with the gradient alone. Keras has a weight decay of 0.004 and ε = 1e-7.
/// </summary>
public sealed class AdamW : MomentOptimizer
{
    private readonly bool amsgrad;

    /// <summary>AdamW.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <param name="beta1">The share of the mean gradient that stays, from 0 to below 1.</param>
    /// <param name="beta2">The share of the mean squared gradient that stays, from 0 to below 1.</param>
    /// <param name="epsilon">What keeps the divisor from 0.</param>
    /// <param name="weightDecay">The share of the weight that goes with a step of size 1.</param>
    /// <param name="amsgrad">Whether the divisor is the largest that it ever was (Reddi, Kale and Kumar 2018).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public AdamW(
        double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 1e-2, bool amsgrad = false)
        : base(learningRate, beta1, beta2, epsilon, weightDecay) => this.amsgrad = amsgrad;

    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step) =>
    [
        amsgrad
            ? UpdateFormulas.AMSGrad(weight, gradient, M(weight), V(weight), State(weight, "largest v"), learningRate, step, Beta1, Beta2, Epsilon, weightDecay: 0, decoupledDecay: WeightDecay)
            : UpdateFormulas.AdamW(weight, gradient, M(weight), V(weight), learningRate, step, Beta1, Beta2, Epsilon, WeightDecay),
    ];
}
