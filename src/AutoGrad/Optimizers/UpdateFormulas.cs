namespace AutoGrad;

/// <summary>
/// The steps of the optimizers, as formulas: from a weight, its gradient, the states, and numbers given at each run to the new weight and
/// states. For optimizers of your own, they are there for parameters of a graph and for spans.
/// </summary>
public static partial class UpdateFormulas
{
    /// <summary>Gradient descent.</summary>
    [Update]
    public static double SGD(double weight, double gradient, double learningRate, double weightDecay = 0) =>
        weight - learningRate * (gradient + weightDecay * weight);

    /// <summary>Gradient descent with momentum (Polyak 1964), as PyTorch scales it.</summary>
    [Update]
    public static (double Weight, double Velocity) Momentum(
        double weight, double gradient, double velocity, double learningRate, double momentum = 0.9, double weightDecay = 0)
    {
        var moved = momentum * velocity + (gradient + weightDecay * weight);
        return (weight - learningRate * moved, moved);
    }

    /// <summary>Gradient descent with momentum, to which new gradients add less; the first one adds wholly, as in PyTorch.</summary>
    [Update]
    public static (double Weight, double Velocity) DampedMomentum(
        double weight,
        double gradient,
        double velocity,
        double learningRate,
        double step,
        double momentum = 0.9,
        double dampening = 0,
        double weightDecay = 0)
    {
        var moved = momentum * velocity + (step == 1 ? 1 : 1 - dampening) * (gradient + weightDecay * weight);
        return (weight - learningRate * moved, moved);
    }

    /// <summary>Gradient descent with Nesterov's momentum (Sutskever et al. 2013), as PyTorch scales it.</summary>
    [Update]
    public static (double Weight, double Velocity) Nesterov(
        double weight, double gradient, double velocity, double learningRate, double momentum = 0.9, double weightDecay = 0)
    {
        var slope = gradient + weightDecay * weight;
        var moved = momentum * velocity + slope;
        return (weight - learningRate * (slope + momentum * moved), moved);
    }

    /// <summary>
    /// Averaged gradient descent (Polyak and Juditsky 1992), as PyTorch defines it: the weight shrinks by the share λ · η, follows the
    /// gradient at η = learningRate / (1 + λ · learningRate · (step − 1))^α, and its mean runs from step t₀ on.
    /// </summary>
    [Update]
    public static (double Weight, double Mean) ASGD(
        double weight,
        double gradient,
        double mean,
        double learningRate,
        double step,
        double decay = 1e-4,
        double power = 0.75,
        double start = 1e6,
        double weightDecay = 0)
    {
        var size = learningRate / Math.Pow(1 + decay * learningRate * (step - 1), power);
        var share = 1 / Math.Max(1, step - 1 - start);
        var moved = weight * (1 - decay * size) - size * (gradient + weightDecay * weight);
        return (moved, share == 1 ? moved : mean + share * (moved - mean));
    }
}
