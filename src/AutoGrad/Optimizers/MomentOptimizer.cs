namespace AutoGrad;

/// <summary>The family of Adam: optimizers that keep a running mean of the gradient, and one of its square or size.</summary>
public abstract class MomentOptimizer : Optimizer
{
    private protected MomentOptimizer(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        : base(learningRate)
    {
        Beta1 = Require(beta1, nameof(beta1), 0, 1);
        Beta2 = Require(beta2, nameof(beta2), 0, 1);
        Epsilon = Require(epsilon, nameof(epsilon), 0, double.PositiveInfinity);
        WeightDecay = Require(weightDecay, nameof(weightDecay), 0, double.PositiveInfinity);
    }

    /// <summary>The share of the mean gradient that stays.</summary>
    public double Beta1 { get; }

    /// <summary>The share of the second mean that stays.</summary>
    public double Beta2 { get; }

    /// <summary>What keeps the divisor from 0.</summary>
    public double Epsilon { get; }

    /// <summary>The weight decay.</summary>
    public double WeightDecay { get; }

    private protected Parameter M(Parameter weight) => State(weight, "m");

    private protected Parameter V(Parameter weight) => State(weight, "v");
}
