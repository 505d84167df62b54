namespace AutoGrad;

/// <summary>
/// Follow the regularized leader (McMahan et al. 2013), as Keras defines it with a power of −½: n ← n + g²; z ← z + g − (√n − √n₋₁) / learningRate · w;
/// w ← (clip(z, −l1, l1) − z) / ((√n + β) / learningRate + 2 · l2). With l1 weights become exactly 0. The weights' first values count only for
/// the first step.
/// </summary>
public sealed class FTRL : Optimizer
{
    private readonly double initial;
    private readonly double l1;
    private readonly double l2;
    private readonly double beta;

    /// <summary>FTRL.</summary>
    /// <param name="learningRate">The size of a step, positive.</param>
    /// <param name="initial">What the sum of squares starts from, positive.</param>
    /// <param name="l1">The penalty on |w|.</param>
    /// <param name="l2">The penalty on w².</param>
    /// <param name="beta">What is added to the root of the sum.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public FTRL(double learningRate = 1e-3, double initial = 0.1, double l1 = 0, double l2 = 0, double beta = 0)
        : base(learningRate)
    {
        this.initial = Require(initial, nameof(initial), double.Epsilon, double.PositiveInfinity);
        this.l1 = Require(l1, nameof(l1), 0, double.PositiveInfinity);
        this.l2 = Require(l2, nameof(l2), 0, double.PositiveInfinity);
        this.beta = Require(beta, nameof(beta), 0, double.PositiveInfinity);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Update> Apply(Parameter weight, Node gradient, Node learningRate, Node step) =>
        [UpdateFormulas.FTRL(weight, gradient, State(weight, "sum"), State(weight, "linear"), learningRate, initial, l1, l2, beta)];
}
