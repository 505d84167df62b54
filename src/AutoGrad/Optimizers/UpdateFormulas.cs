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

    /// <summary>Gradient descent with Nesterov's momentum (Sutskever et al. 2013), as PyTorch scales it.</summary>
    [Update]
    public static (double Weight, double Velocity) Nesterov(
        double weight, double gradient, double velocity, double learningRate, double momentum = 0.9, double weightDecay = 0)
    {
        var slope = gradient + weightDecay * weight;
        var moved = momentum * velocity + slope;
        return (weight - learningRate * (slope + momentum * moved), moved);
    }

    /// <summary>Adam (Kingma and Ba 2015); the weight decay adds to the gradient.</summary>
    [Update]
    public static (double Weight, double M, double V) Adam(
        double weight,
        double gradient,
        double m,
        double v,
        double learningRate,
        double step,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0)
    {
        var slope = gradient + weightDecay * weight;
        var mean = beta1 * m + (1 - beta1) * slope;
        var second = beta2 * v + (1 - beta2) * slope * slope;
        // What depends on the step alone is computed once a run, in double precision.
        var size = learningRate / (1 - Math.Pow(beta1, step));
        var correction = 1 / Math.Sqrt(1 - Math.Pow(beta2, step));
        return (weight - size * mean / (Math.Sqrt(second) * correction + epsilon), mean, second);
    }

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
    [Update]
    public static (double Weight, double M, double V) AdamW(
        double weight,
        double gradient,
        double m,
        double v,
        double learningRate,
        double step,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0.01)
    {
        var mean = beta1 * m + (1 - beta1) * gradient;
        var second = beta2 * v + (1 - beta2) * gradient * gradient;
        var size = learningRate / (1 - Math.Pow(beta1, step));
        var correction = 1 / Math.Sqrt(1 - Math.Pow(beta2, step));
        return (weight * (1 - learningRate * weightDecay) - size * mean / (Math.Sqrt(second) * correction + epsilon), mean, second);
    }
}
