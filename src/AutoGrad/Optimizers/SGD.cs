namespace AutoGrad;

/// <summary>
/// Stochastic gradient descent, as PyTorch defines it: g ← g + weightDecay · w; with momentum v ← momentum · v + (1 − dampening) · g, and g is v,
/// or with Nesterov's form g + momentum · v; w ← w − learningRate · g.
/// </summary>
public sealed class SGD : Optimizer
{
    private readonly double momentum;
    private readonly double weightDecay;
    private readonly double dampening;
    private readonly bool nesterov;

    /// <summary>Stochastic gradient descent.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <param name="momentum">The share of the velocity that stays, from 0 to below 1.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's.</param>
    /// <param name="weightDecay">How much of the weight is added to its gradient.</param>
    /// <param name="dampening">The share of new gradients that does not add to the velocity, after the first one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    /// <exception cref="ArgumentException">Nesterov's momentum is asked for and the momentum is 0, or there is dampening.</exception>
    public SGD(double learningRate = 1e-2, double momentum = 0, bool nesterov = false, double weightDecay = 0, double dampening = 0)
        : base(learningRate)
    {
        this.momentum = Require(momentum, nameof(momentum), 0, 1);
        this.weightDecay = Require(weightDecay, nameof(weightDecay), 0, double.PositiveInfinity);
        this.dampening = Require(dampening, nameof(dampening), 0, double.PositiveInfinity);
        if (nesterov && dampening > 0)
            throw new ArgumentException("SGD: Nesterov's momentum has no dampening; leave one of them out.", nameof(dampening));
        this.nesterov = !nesterov || momentum > 0
            ? nesterov
            : throw new ArgumentException("SGD: Nesterov's momentum with a momentum of 0; give one, such as 0.9.", nameof(nesterov));
    }

    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step) =>
    [
        momentum == 0 ? UpdateFormulas.SGD(weight, gradient, learningRate, weightDecay)
        : nesterov ? UpdateFormulas.Nesterov(weight, gradient, State(weight, "velocity"), learningRate, momentum, weightDecay)
        : dampening > 0
            ? UpdateFormulas.DampedMomentum(weight, gradient, State(weight, "velocity"), learningRate, step, momentum, dampening, weightDecay)
        : UpdateFormulas.Momentum(weight, gradient, State(weight, "velocity"), learningRate, momentum, weightDecay),
    ];
}
