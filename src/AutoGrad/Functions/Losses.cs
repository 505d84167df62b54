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

    /// <summary>
    /// −(target·ln p + (1 − target)·ln(1 − p)) of a probability p; logarithms are cut off at −100 and the derivative's divisor
    /// p·(1 − p) at 1e-12, as in PyTorch. From logits, <see cref="BinaryCrossEntropyWithLogits(double, double)"/> is exact.
    /// </summary>
    [Loss]
    public static double BinaryCrossEntropy(double probability, double target)
    {
        const double smallest = 3.7200759760208361e-44;   // e⁻¹⁰⁰
        var logarithm = probability > smallest ? Log(probability) : -100;
        var logarithmOfComplement = probability < 1 ? Log1p(-probability) : -100;
        return -(target * logarithm + (1 - target) * logarithmOfComplement);
    }

    // Declared a surrogate: it differs from the formula where that is cut off.
    [Gradient(nameof(BinaryCrossEntropy), Input = "probability", Surrogate = true)]
    internal static double BinaryCrossEntropySlope(double probability, double target) =>
        (probability - target) / Max((1 - probability) * probability, 1e-12);

    /// <summary>The binary cross-entropy of σ(logit), without its overflow and underflow.</summary>
    [Loss]
    public static double BinaryCrossEntropyWithLogits(double logit, double target) =>
        target * Softplus(-logit) + (1 - target) * Softplus(logit);

    /// <summary>−ln softmax(logits)[label]: the cross-entropy of a softmax with the class that is right.</summary>
    [Loss]
    public static double CrossEntropy(Row logits, int label)
    {
        var shifted = logits - StopGradient(Max(logits));
        return Log(Sum(Exp(shifted))) - shifted[label];
    }

    /// <summary>−Σ probabilities·ln softmax(logits): the cross-entropy of a softmax with a distribution over the classes.</summary>
    [Loss]
    public static double CrossEntropy(Row logits, Row probabilities)
    {
        var shifted = logits - StopGradient(Max(logits));
        return Sum(probabilities * (Log(Sum(Exp(shifted))) - shifted));
    }

    /// <summary>−logProbabilities[label]: what follows a <see cref="Functions.LogSoftmax(Row)"/>.</summary>
    [Loss]
    public static double NegativeLogLikelihood(Row logProbabilities, int label) => -logProbabilities[label];

    /// <summary>target·(ln target − logPrediction), 0 where the target is 0: summed, the Kullback-Leibler divergence of target from prediction.</summary>
    /// <remarks>As in PyTorch the prediction is given as a logarithm, and the mean is over all elements, not over samples.</remarks>
    [Loss]
    public static double KLDivergence(double logPrediction, double target) =>
        target == 0 ? 0 : target * (Log(target) - logPrediction);
}
