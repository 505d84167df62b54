namespace AutoGrad;

public static partial class UpdateFormulas
{
    /// <summary>The gradient over the root of the sum of all its squares (Duchi, Hazan and Singer 2011).</summary>
    [Update]
    public static (double Weight, double Sum) Adagrad(
        double weight,
        double gradient,
        double sum,
        double learningRate,
        double step,
        double rateDecay = 0,
        double initial = 0,
        double epsilon = 1e-10,
        double weightDecay = 0)
    {
        var slope = gradient + weightDecay * weight;
        var total = sum + slope * slope;
        // The sum starts at 0 in memory: what it is to start from is added where it is read.
        return (weight - learningRate / (1 + (step - 1) * rateDecay) * slope / (Math.Sqrt(total + initial) + epsilon), total);
    }

    /// <summary>The gradient over its root mean square, times the root mean square of the changes (Zeiler 2012).</summary>
    [Update]
    public static (double Weight, double Squares, double Changes) Adadelta(
        double weight,
        double gradient,
        double squares,
        double changes,
        double learningRate,
        double decay = 0.9,
        double epsilon = 1e-6,
        double weightDecay = 0)
    {
        var slope = gradient + weightDecay * weight;
        var second = decay * squares + (1 - decay) * slope * slope;
        var change = Math.Sqrt(changes + epsilon) / Math.Sqrt(second + epsilon) * slope;
        return (weight - learningRate * change, second, decay * changes + (1 - decay) * change * change);
    }

    /// <summary>The gradient over its root mean square (Tieleman and Hinton 2012).</summary>
    [Update]
    public static (double Weight, double Squares) RMSProp(
        double weight, double gradient, double squares, double learningRate, double decay = 0.99, double epsilon = 1e-8, double weightDecay = 0)
    {
        var slope = gradient + weightDecay * weight;
        var second = decay * squares + (1 - decay) * slope * slope;
        return (weight - learningRate * slope / (Math.Sqrt(second) + epsilon), second);
    }

    /// <summary>RMSProp with momentum.</summary>
    [Update]
    public static (double Weight, double Squares, double Velocity) RMSPropMomentum(
        double weight,
        double gradient,
        double squares,
        double velocity,
        double learningRate,
        double decay = 0.99,
        double epsilon = 1e-8,
        double momentum = 0.9,
        double weightDecay = 0)
    {
        var slope = gradient + weightDecay * weight;
        var second = decay * squares + (1 - decay) * slope * slope;
        var moved = momentum * velocity + slope / (Math.Sqrt(second) + epsilon);
        return (weight - learningRate * moved, second, moved);
    }

    /// <summary>The gradient over its standard deviation (Graves 2013).</summary>
    [Update]
    public static (double Weight, double Squares, double Mean) CenteredRMSProp(
        double weight,
        double gradient,
        double squares,
        double mean,
        double learningRate,
        double decay = 0.99,
        double epsilon = 1e-8,
        double weightDecay = 0)
    {
        var slope = gradient + weightDecay * weight;
        var second = decay * squares + (1 - decay) * slope * slope;
        var first = decay * mean + (1 - decay) * slope;
        // Of gradients that hardly change, rounding could leave a variance below 0.
        return (weight - learningRate * slope / (Math.Sqrt(Math.Max(second - first * first, 0)) + epsilon), second, first);
    }

    /// <summary>Centered RMSProp with momentum.</summary>
    [Update]
    public static (double Weight, double Squares, double Mean, double Velocity) CenteredRMSPropMomentum(
        double weight,
        double gradient,
        double squares,
        double mean,
        double velocity,
        double learningRate,
        double decay = 0.99,
        double epsilon = 1e-8,
        double momentum = 0.9,
        double weightDecay = 0)
    {
        var slope = gradient + weightDecay * weight;
        var second = decay * squares + (1 - decay) * slope * slope;
        var first = decay * mean + (1 - decay) * slope;
        var moved = momentum * velocity + slope / (Math.Sqrt(Math.Max(second - first * first, 0)) + epsilon);
        return (weight - learningRate * moved, second, first, moved);
    }

    /// <summary>
    /// Follow the regularized leader (McMahan et al. 2013): the weight is what a sum of past gradients and the penalties leave of it, 0
    /// where the penalty on |w| outweighs the gradients.
    /// </summary>
    [Update]
    public static (double Weight, double Sum, double Linear) FTRL(
        double weight,
        double gradient,
        double sum,
        double linear,
        double learningRate,
        double initial = 0.1,
        double l1 = 0,
        double l2 = 0,
        double beta = 0)
    {
        var total = sum + gradient * gradient;
        var root = Math.Sqrt(total + initial);
        var pull = linear + gradient - (root - Math.Sqrt(sum + initial)) / learningRate * weight;
        var stiffness = (root + beta) / learningRate + 2 * l2;
        return ((Math.Clamp(pull, -l1, l1) - pull) / stiffness, total, pull);
    }
}
