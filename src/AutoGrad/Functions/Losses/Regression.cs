using static AutoGrad.Functions;

namespace AutoGrad;

/// <summary>
/// Losses: what training makes small. Written as formulas; the generator writes beside each the forms over nodes and over spans with the
/// gradient in the same pass. Over nodes the mean is taken unless another <see cref="Reduction"/> is asked for.
/// </summary>
public static partial class Losses
{
    /// <summary>The squared error, (prediction − target)²; its mean is the mean squared error.</summary>
    [Loss]
    public static double MSE(double prediction, double target) => Square(prediction - target);

    /// <summary>The absolute error, |prediction − target|. Its derivative at 0 is 0.</summary>
    [Loss]
    public static double L1(double prediction, double target) => Abs(prediction - target);

    /// <summary>Half the squared error up to delta, linear beyond (Huber 1964).</summary>
    [Loss]
    public static double Huber(double prediction, double target, double delta = 1)
    {
        var error = Abs(prediction - target);
        return error <= delta ? 0.5 * error * error : delta * (error - 0.5 * delta);
    }

    /// <summary>The Huber loss divided by its threshold (Girshick 2015); with beta 0 the absolute error.</summary>
    [Loss]
    public static double SmoothL1(double prediction, double target, double beta = 1)
    {
        var error = Abs(prediction - target);
        return error < beta ? 0.5 * error * error / beta : error - 0.5 * beta;
    }

    /// <summary>ln cosh(prediction − target): half the squared error near 0, the absolute error less ln 2 far away; of Keras.</summary>
    [Loss]
    public static double LogCosh(double prediction, double target)
    {
        const double ln2 = 0.69314718055994530941723212145818;
        var error = prediction - target;
        return error + Softplus(-2 * error) - ln2;
    }

    /// <summary>100·|target − prediction|/|target|, with a divisor of epsilon at least; of Keras.</summary>
    [Loss]
    public static double MeanAbsolutePercentage(double prediction, double target, double epsilon = 1e-7) =>
        100 * Abs(target - prediction) / Max(Abs(target), epsilon);

    /// <summary>(ln(1 + target) − ln(1 + prediction))², of numbers that are epsilon at least; of Keras.</summary>
    [Loss]
    public static double MeanSquaredLogarithmic(double prediction, double target, double epsilon = 1e-7) =>
        Square(Log1p(Max(target, epsilon)) - Log1p(Max(prediction, epsilon)));

    /// <summary>
    /// The negative log-likelihood of a count under a Poisson distribution whose rate is exp(prediction), or with logInput false the prediction
    /// itself: rate − target·ln(rate). With full, Stirling's approximation of ln target! is added where the target is above 1.
    /// </summary>
    [Loss]
    public static double PoissonNLL(double prediction, double target, bool logInput = true, bool full = false, double epsilon = 1e-8)
    {
        const double twoPi = 6.283185307179586476925286766559;
        var likelihood = logInput ? Exp(prediction) - target * prediction : prediction - target * Log(prediction + epsilon);
        return full && target > 1 ? likelihood + target * Log(target) - target + 0.5 * Log(twoPi * target) : likelihood;
    }

    /// <summary>
    /// The negative log-likelihood under a normal distribution: (ln variance + (prediction − target)²/variance)/2, and with full ln(2π)/2 more.
    /// A variance below epsilon counts as epsilon, but has a gradient as if it did not, as in PyTorch.
    /// </summary>
    [Loss]
    public static double GaussianNLL(double prediction, double target, double variance, bool full = false, double epsilon = 1e-6)
    {
        const double halfLogTwoPi = 0.91893853320467274178032973640562;
        var kept = variance < epsilon ? variance + StopGradient(epsilon - variance) : variance;
        var likelihood = 0.5 * (Log(kept) + Square(prediction - target) / kept);
        return full ? likelihood + halfLogTwoPi : likelihood;
    }
}
