namespace AutoGrad;

/// <summary>
/// Adagrad (Duchi, Hazan and Singer 2011), as PyTorch defines it: g ← g + weightDecay · w; s ← s + g²;
/// w ← w − learningRate / (1 + (t − 1) · rateDecay) · g / (√s + ε). Keras has a learning rate of 1e-3, starts s at 0.1, and ε = 1e-7.
/// </summary>
public sealed class Adagrad : Optimizer
{
    private readonly double rateDecay;
    private readonly double weightDecay;
    private readonly double initial;
    private readonly double epsilon;

    /// <summary>Adagrad.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <param name="rateDecay">How fast the learning rate falls.</param>
    /// <param name="weightDecay">How much of the weight is added to its gradient.</param>
    /// <param name="initial">What the sum of squares starts from.</param>
    /// <param name="epsilon">What keeps the divisor from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public Adagrad(double learningRate = 1e-2, double rateDecay = 0, double weightDecay = 0, double initial = 0, double epsilon = 1e-10)
        : base(learningRate)
    {
        this.rateDecay = Require(rateDecay, nameof(rateDecay), 0, double.PositiveInfinity);
        this.weightDecay = Require(weightDecay, nameof(weightDecay), 0, double.PositiveInfinity);
        this.initial = Require(initial, nameof(initial), 0, double.PositiveInfinity);
        this.epsilon = Require(epsilon, nameof(epsilon), 0, double.PositiveInfinity);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step) =>
        [UpdateFormulas.Adagrad(weight, gradient, State(weight, "sum"), learningRate, step, rateDecay, initial, epsilon, weightDecay)];
}
