namespace AutoGrad;

/// <summary>
/// Adam with Nesterov's momentum (Dozat 2016), as PyTorch defines it: μₜ = β₁(1 − ½ · 0.96^(t · momentumDecay));
/// w ← w − learningRate · ((1 − μₜ)g / (1 − Πμ) + μₜ₊₁m / (1 − Πμ · μₜ₊₁)) / (√v̂ + ε). Keras has a learning rate of 1e-3 and ε = 1e-7.
/// </summary>
public sealed class NAdam : MomentOptimizer
{
    private readonly double momentumDecay;
    private readonly bool decoupled;

    /// <summary>NAdam.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <param name="beta1">The share of the mean gradient that stays, from 0 to below 1.</param>
    /// <param name="beta2">The share of the mean squared gradient that stays, from 0 to below 1.</param>
    /// <param name="epsilon">What keeps the divisor from 0.</param>
    /// <param name="weightDecay">How much of the weight is added to its gradient.</param>
    /// <param name="momentumDecay">How fast the momentum comes to its full size.</param>
    /// <param name="decoupled">Whether the decay is of the weight itself, as AdamW's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public NAdam(
        double learningRate = 2e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0,
        double momentumDecay = 4e-3,
        bool decoupled = false)
        : base(learningRate, beta1, beta2, epsilon, weightDecay)
    {
        this.momentumDecay = Require(momentumDecay, nameof(momentumDecay), 0, double.PositiveInfinity);
        this.decoupled = decoupled;
    }

    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step)
    {
        // 1 − Πμ over the steps before; the product has no closed form.
        var rest = State(weight, "1 − momentum product", [], ElementType.Float64);
        Node momentum = Momentum(step), next = Momentum(step + 1);
        return
        [
            UpdateFormulas.NAdam(
                weight,
                gradient,
                M(weight),
                V(weight),
                learningRate,
                step,
                momentum,
                next,
                rest,
                Beta1,
                Beta2,
                Epsilon,
                weightDecay: decoupled ? 0 : WeightDecay,
                decoupledDecay: decoupled ? WeightDecay : 0),
            Update.Assign(rest, 1 - (1 - rest) * momentum),
        ];
    }

    private Node Momentum(Node step) => Beta1 * (1 - 0.5 * Functions.Pow(0.96, step * momentumDecay));
}
