namespace AutoGrad;

/// <summary>
/// Adadelta (Zeiler 2012), as PyTorch defines it: g ← g + weightDecay · w; s ← ρs + (1 − ρ)g²; d = √(c + ε) / √(s + ε) · g;
/// c ← ρc + (1 − ρ)d²; w ← w − learningRate · d, with ρ the decay. Keras has a learning rate of 1e-3, ρ = 0.95 and ε = 1e-7.
/// </summary>
public sealed class Adadelta : Optimizer
{
    private readonly double decay;
    private readonly double epsilon;
    private readonly double weightDecay;

    /// <summary>Adadelta.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <param name="decay">The share of both running means that stays, from 0 to below 1.</param>
    /// <param name="epsilon">What keeps divisor and change from 0.</param>
    /// <param name="weightDecay">How much of the weight is added to its gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public Adadelta(double learningRate = 1, double decay = 0.9, double epsilon = 1e-6, double weightDecay = 0)
        : base(learningRate)
    {
        this.decay = Require(decay, nameof(decay), 0, 1);
        this.epsilon = Require(epsilon, nameof(epsilon), 0, double.PositiveInfinity);
        this.weightDecay = Require(weightDecay, nameof(weightDecay), 0, double.PositiveInfinity);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step) =>
        [UpdateFormulas.Adadelta(weight, gradient, State(weight, "squares"), State(weight, "changes"), learningRate, decay, epsilon, weightDecay)];
}
