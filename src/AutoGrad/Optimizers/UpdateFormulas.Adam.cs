namespace AutoGrad;

public static partial class UpdateFormulas
{
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

    /// <summary>Adam divided by the largest mean squared gradient there ever was (Reddi, Kale and Kumar 2018).</summary>
    [Update]
    public static (double Weight, double M, double V, double Largest) AMSGrad(
        double weight,
        double gradient,
        double m,
        double v,
        double largest,
        double learningRate,
        double step,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0,
        double decoupledDecay = 0)
    {
        var slope = gradient + weightDecay * weight;
        var mean = beta1 * m + (1 - beta1) * slope;
        var second = beta2 * v + (1 - beta2) * slope * slope;
        var most = Math.Max(largest, second);
        var size = learningRate / (1 - Math.Pow(beta1, step));
        var correction = 1 / Math.Sqrt(1 - Math.Pow(beta2, step));
        return (weight * (1 - learningRate * decoupledDecay) - size * mean / (Math.Sqrt(most) * correction + epsilon), mean, second, most);
    }

    /// <summary>Adam by the largest gradient instead of the squared one (Kingma and Ba 2015, section 7).</summary>
    [Update]
    public static (double Weight, double M, double Largest) Adamax(
        double weight,
        double gradient,
        double m,
        double largest,
        double learningRate,
        double step,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0)
    {
        var slope = gradient + weightDecay * weight;
        var mean = beta1 * m + (1 - beta1) * slope;
        var most = Math.Max(beta2 * largest, Math.Abs(slope) + epsilon);
        return (weight - learningRate / (1 - Math.Pow(beta1, step)) * mean / most, mean, most);
    }

    /// <summary>
    /// Adam with Nesterov's momentum (Dozat 2016): the momentum μ of this step and of the next, and 1 − Πμ over the steps before, which
    /// are given.
    /// </summary>
    [Update]
    public static (double Weight, double M, double V) NAdam(
        double weight,
        double gradient,
        double m,
        double v,
        double learningRate,
        double step,
        double momentum,
        double nextMomentum,
        double momentumRest,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0,
        double decoupledDecay = 0)
    {
        var slope = gradient + weightDecay * weight;
        var mean = beta1 * m + (1 - beta1) * slope;
        var second = beta2 * v + (1 - beta2) * slope * slope;
        var product = (1 - momentumRest) * momentum;
        var correction = 1 / Math.Sqrt(1 - Math.Pow(beta2, step));
        var ofGradient = learningRate * (1 - momentum) / (1 - product);
        var ofMean = learningRate * nextMomentum / (1 - product * nextMomentum);
        return (weight * (1 - learningRate * decoupledDecay) - (ofGradient * slope + ofMean * mean) / (Math.Sqrt(second) * correction + epsilon), mean, second);
    }

    /// <summary>Adam that goes along the mean alone until the variance of the squared gradient is known well enough (Liu et al. 2020).</summary>
    [Update]
    public static (double Weight, double M, double V) RAdam(
        double weight,
        double gradient,
        double m,
        double v,
        double learningRate,
        double step,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0,
        double decoupledDecay = 0)
    {
        var slope = gradient + weightDecay * weight;
        var mean = beta1 * m + (1 - beta1) * slope;
        var second = beta2 * v + (1 - beta2) * slope * slope;
        var power = Math.Pow(beta2, step);
        var size = learningRate / (1 - Math.Pow(beta1, step));
        // How many squared gradients the mean is worth, and how many it would be in the long run.
        var longest = 2 / (1 - beta2) - 1;
        var length = longest - 2 * step * power / (1 - power);
        var rectified = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length) * (1 - power));
        var direction = length > 5 ? rectified * mean / (Math.Sqrt(second) + epsilon) : mean;
        return (weight * (1 - learningRate * decoupledDecay) - size * direction, mean, second);
    }
}
