namespace AutoGrad;

/// <summary>
/// RMSProp (Tieleman and Hinton 2012), as PyTorch defines it: g ← g + weightDecay · w; s ← αs + (1 − α)g²; w ← w − learningRate · g / (√s + ε),
/// with α the decay; centered, s is less the square of the mean gradient; with momentum, what is divided goes through a velocity first. Keras has
/// a learning rate of 1e-3, α = 0.9 and ε = 1e-7 under the root.
/// </summary>
public sealed class RMSProp : Optimizer
{
    private readonly double decay;
    private readonly double epsilon;
    private readonly double momentum;
    private readonly bool centered;
    private readonly double weightDecay;

    /// <summary>RMSProp.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <param name="decay">The share of the mean squared gradient that stays, from 0 to below 1.</param>
    /// <param name="epsilon">What keeps the divisor from 0.</param>
    /// <param name="momentum">The share of the velocity that stays, from 0 to below 1.</param>
    /// <param name="centered">Whether the divisor is the standard deviation of the gradient.</param>
    /// <param name="weightDecay">How much of the weight is added to its gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public RMSProp(
        double learningRate = 1e-2,
        double decay = 0.99,
        double epsilon = 1e-8,
        double momentum = 0,
        bool centered = false,
        double weightDecay = 0)
        : base(learningRate)
    {
        this.decay = Require(decay, nameof(decay), 0, 1);
        this.epsilon = Require(epsilon, nameof(epsilon), 0, double.PositiveInfinity);
        this.momentum = Require(momentum, nameof(momentum), 0, 1);
        this.centered = centered;
        this.weightDecay = Require(weightDecay, nameof(weightDecay), 0, double.PositiveInfinity);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step) =>
    [
        (centered, momentum > 0) switch
        {
            (false, false) => UpdateFormulas.RMSProp(weight, gradient, Squares(weight), learningRate, decay, epsilon, weightDecay),
            (false, true) => UpdateFormulas.RMSPropMomentum(
                weight, gradient, Squares(weight), Velocity(weight), learningRate, decay, epsilon, momentum, weightDecay),
            (true, false) => UpdateFormulas.CenteredRMSProp(weight, gradient, Squares(weight), Mean(weight), learningRate, decay, epsilon, weightDecay),
            (true, true) => UpdateFormulas.CenteredRMSPropMomentum(
                weight, gradient, Squares(weight), Mean(weight), Velocity(weight), learningRate, decay, epsilon, momentum, weightDecay),
        },
    ];

    private Parameter Squares(Parameter weight) => State(weight, "squares");

    private Parameter Mean(Parameter weight) => State(weight, "mean");

    private Parameter Velocity(Parameter weight) => State(weight, "velocity");
}
