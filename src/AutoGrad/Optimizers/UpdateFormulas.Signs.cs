namespace AutoGrad;

public static partial class UpdateFormulas
{
    /// <summary>
    /// Resilient propagation (Riedmiller and Braun 1993): a step a weight, which grows while the gradient keeps its sign, and shrinks, the
    /// weight staying, when it changes.
    /// </summary>
    [Update]
    public static (double Weight, double Previous, double Size) Rprop(
        double weight,
        double gradient,
        double previous,
        double size,
        double learningRate,
        double shrink = 0.5,
        double grow = 1.2,
        double smallest = 1e-6,
        double largest = 50)
    {
        var agreement = gradient * previous;
        var factor = agreement > 0 ? grow : agreement < 0 ? shrink : 1;
        // A size of 0 is one that was never set.
        var adapted = Math.Clamp((size == 0 ? learningRate : size) * factor, smallest, largest);
        var followed = agreement < 0 ? 0 : gradient;
        return (weight - Math.Sign(followed) * adapted, followed, adapted);
    }

    /// <summary>The sign of a running mean of the gradient, with decoupled weight decay (Chen et al. 2023).</summary>
    [Update]
    public static (double Weight, double M) Lion(
        double weight, double gradient, double m, double learningRate, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
    {
        var direction = Math.Sign(beta1 * m + (1 - beta1) * gradient);
        return (weight * (1 - learningRate * weightDecay) - learningRate * direction, beta2 * m + (1 - beta2) * gradient);
    }
}
