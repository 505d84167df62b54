using static AutoGrad.Functions;

namespace AutoGrad;

// Losses of probabilities, of their logarithms, and of logits.
public static partial class Losses
{
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

    /// <summary>The binary cross-entropy of σ(logit), in which the positive targets count positiveWeight times: above 1 for more recall, below for more precision.</summary>
    [Loss]
    public static double BinaryCrossEntropyWithLogits(double logit, double target, double positiveWeight) =>
        positiveWeight * target * Softplus(-logit) + (1 - target) * Softplus(logit);

    /// <summary>
    /// The binary cross-entropy times (1 − the probability of the target)^gamma, so that what is right already counts little (Lin 2017); of
    /// Keras. Balanced, positive targets count alpha and negative ones 1 − alpha.
    /// </summary>
    [Loss]
    public static double BinaryFocal(double probability, double target, double gamma = 2, double alpha = 0.25, bool balanced = false)
    {
        var missed = target * (1 - probability) + (1 - target) * probability;
        var focal = Pow(missed, gamma) * BinaryCrossEntropy(probability, target);
        return balanced ? (target * alpha + (1 - target) * (1 - alpha)) * focal : focal;
    }

    /// <summary>The binary focal loss of σ(logit), without its overflow and underflow.</summary>
    [Loss]
    public static double BinaryFocalWithLogits(double logit, double target, double gamma = 2, double alpha = 0.25, bool balanced = false)
    {
        var missed = target * Sigmoid(-logit) + (1 - target) * Sigmoid(logit);
        var focal = Pow(missed, gamma) * BinaryCrossEntropyWithLogits(logit, target);
        return balanced ? (target * alpha + (1 - target) * (1 - alpha)) * focal : focal;
    }

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

    /// <summary>
    /// The cross-entropy of a softmax with 1 − smoothing for the class that is right, and the rest shared equally by all classes (Szegedy 2015).
    /// </summary>
    [Loss]
    internal static double SmoothedCrossEntropy(Row logits, int label, double smoothing = 0.1)
    {
        var shifted = logits - StopGradient(Max(logits));
        return Log(Sum(Exp(shifted))) - (1 - smoothing) * shifted[label] - smoothing * Mean(shifted);
    }

    /// <summary>−logProbabilities[label]: what follows a <see cref="Functions.LogSoftmax(Row)"/>.</summary>
    [Loss]
    public static double NegativeLogLikelihood(Row logProbabilities, int label) => -logProbabilities[label];

    /// <summary>
    /// Σ alpha·target·(1 − p)^gamma·(−ln p) of probabilities p, which are divided by their sum and kept epsilon away from 0 and 1 (Lin 2017); of
    /// Keras.
    /// </summary>
    [Loss]
    public static double CategoricalFocal(Row probabilities, Row target, double gamma = 2, double alpha = 0.25, double epsilon = 1e-7)
    {
        var p = Min(Max(probabilities / Sum(probabilities), epsilon), 1 - epsilon);
        return -alpha * Sum(target * Pow(1 - p, gamma) * Log(p));
    }

    /// <summary>(1 − probabilities[label]^q)/q: between the cross-entropy (q → 0) and the absolute error (q = 1), robust to wrong labels (Zhang 2018).</summary>
    [Loss]
    public static double GeneralizedCrossEntropy(Row probabilities, int label, double q = 0.5) => (1 - Pow(probabilities[label], q)) / q;

    /// <summary>
    /// target·(ln target − logPrediction), 0 where the target is 0: summed, the Kullback-Leibler divergence of target from prediction. With
    /// logTarget the target is a logarithm too.
    /// </summary>
    /// <remarks>
    /// As in PyTorch the prediction is given as a logarithm, and the mean is over all elements; the divergence's mean over samples is
    /// <see cref="Reduction.BatchMean"/>. Keras takes probabilities and sums over the last axis.
    /// </remarks>
    [Loss]
    public static double KLDivergence(double logPrediction, double target, bool logTarget = false) =>
        logTarget ? Exp(target) * (target - logPrediction)
        : target == 0 ? 0 : target * (Log(target) - logPrediction);
}
