namespace AutoGrad;

/// <summary>
/// Lion (Chen et al. 2023): w ← w · (1 − learningRate · weightDecay) − learningRate · sign(β₁m + (1 − β₁)g); m ← β₂m + (1 − β₂)g. A good
/// learning rate is a third to a tenth of AdamW's, with a weight decay as much larger.
/// </summary>
public sealed class Lion : Optimizer
{
    private readonly double beta1;
    private readonly double beta2;
    private readonly double weightDecay;

    /// <summary>Lion.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <param name="beta1">The share of the mean gradient in the direction, from 0 to below 1.</param>
    /// <param name="beta2">The share of the mean gradient that stays, from 0 to below 1.</param>
    /// <param name="weightDecay">The share of the weight that goes with a step of size 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public Lion(double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
        : base(learningRate)
    {
        this.beta1 = Require(beta1, nameof(beta1), 0, 1);
        this.beta2 = Require(beta2, nameof(beta2), 0, 1);
        this.weightDecay = Require(weightDecay, nameof(weightDecay), 0, double.PositiveInfinity);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step) =>
        [UpdateFormulas.Lion(weight, gradient, State(weight, "m"), learningRate, beta1, beta2, weightDecay)];
}
