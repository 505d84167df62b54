namespace AutoGrad;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), as PyTorch defines it: w ← w · (1 − learningRate · weightDecay), then a
/// step of Adam with the gradient alone.
/// </summary>
public sealed class AdamW : Optimizer
{
    private readonly double beta1;
    private readonly double beta2;
    private readonly double epsilon;
    private readonly double weightDecay;

    /// <summary>AdamW.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <param name="beta1">The share of the mean gradient that stays, from 0 to below 1.</param>
    /// <param name="beta2">The share of the mean squared gradient that stays, from 0 to below 1.</param>
    /// <param name="epsilon">What keeps the divisor from 0.</param>
    /// <param name="weightDecay">The share of the weight that goes with a step of size 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public AdamW(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 1e-2)
        : base(learningRate)
    {
        this.beta1 = Require(beta1, nameof(beta1), 0, 1);
        this.beta2 = Require(beta2, nameof(beta2), 0, 1);
        this.epsilon = Require(epsilon, nameof(epsilon), 0, double.PositiveInfinity);
        this.weightDecay = Require(weightDecay, nameof(weightDecay), 0, double.PositiveInfinity);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step) =>
        [UpdateFormulas.AdamW(weight, gradient, State(weight, "m"), State(weight, "v"), learningRate, step, beta1, beta2, epsilon, weightDecay)];
}
