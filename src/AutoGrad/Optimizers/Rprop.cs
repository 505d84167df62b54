namespace AutoGrad;

/// <summary>
/// Resilient propagation (Riedmiller and Braun 1993), as PyTorch defines it: w ← w − sign(g) · size. A weight's size starts at the learning rate, grows
/// while its gradient keeps its sign, and shrinks when that changes, in which case the weight stays. Meant for gradients of all samples at once.
/// </summary>
public sealed class Rprop : Optimizer
{
    private readonly double shrink;
    private readonly double grow;
    private readonly double smallest;
    private readonly double largest;

    /// <summary>Rprop.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <param name="shrink">What a size is multiplied by after a change of sign, below 1.</param>
    /// <param name="grow">What a size is multiplied by while the sign stays, 1 or more.</param>
    /// <param name="smallest">The smallest size.</param>
    /// <param name="largest">The largest size.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public Rprop(double learningRate = 1e-2, double shrink = 0.5, double grow = 1.2, double smallest = 1e-6, double largest = 50)
        : base(learningRate)
    {
        this.shrink = Require(shrink, nameof(shrink), 0, 1);
        this.grow = Require(grow, nameof(grow), 1, double.PositiveInfinity);
        this.smallest = Require(smallest, nameof(smallest), double.Epsilon, double.PositiveInfinity);
        this.largest = Require(largest, nameof(largest), smallest, double.PositiveInfinity);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step) =>
        [UpdateFormulas.Rprop(weight, gradient, State(weight, "previous"), State(weight, "size"), learningRate, shrink, grow, smallest, largest)];
}
