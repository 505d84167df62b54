namespace AutoGrad;

/// <summary>
/// Averaged stochastic gradient descent (Polyak and Juditsky 1992), as PyTorch defines it: η = learningRate / (1 + λ · learningRate · (t − 1))^α;
/// w ← w · (1 − λη) − η · (g + weightDecay · w); from step t₀ on the mean of the weights is kept, which <see cref="MeanOf"/> gives.
/// </summary>
public sealed class ASGD : Optimizer
{
    private readonly double decay;
    private readonly double power;
    private readonly double start;
    private readonly double weightDecay;

    /// <summary>ASGD.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <param name="decay">λ: how fast the steps, and with them the weights, shrink.</param>
    /// <param name="power">α: the power of the decay.</param>
    /// <param name="start">t₀: the step from which on the mean is taken.</param>
    /// <param name="weightDecay">How much of the weight is added to its gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public ASGD(double learningRate = 1e-2, double decay = 1e-4, double power = 0.75, double start = 1e6, double weightDecay = 0)
        : base(learningRate)
    {
        this.decay = Require(decay, nameof(decay), 0, double.PositiveInfinity);
        this.power = Require(power, nameof(power), 0, double.PositiveInfinity);
        this.start = Require(start, nameof(start), 0, double.PositiveInfinity);
        this.weightDecay = Require(weightDecay, nameof(weightDecay), 0, double.PositiveInfinity);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step) =>
        [UpdateFormulas.ASGD(weight, gradient, MeanOf(weight), learningRate, step, decay, power, start, weightDecay)];

    /// <summary>The mean of a weight over the steps from t₀ on: of its shape and type.</summary>
    public Parameter MeanOf(Parameter weight) => State(weight, "mean");
}
