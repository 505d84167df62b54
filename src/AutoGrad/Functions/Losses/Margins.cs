using static AutoGrad.Functions;

namespace AutoGrad;

// Losses that are 0 once a margin is kept. At that kink the derivative is the one of the side where there is a loss, as in PyTorch, but for
// those over classes, where it is 0, as in PyTorch too.
public static partial class Losses
{
    /// <summary>1 − target·prediction where that is positive, for targets of −1 and 1; of Keras, which also takes targets of 0 for −1.</summary>
    [Loss]
    public static double Hinge(double prediction, double target) => NotNegative(1 - target * prediction);

    /// <summary>The square of the hinge loss; of Keras.</summary>
    [Loss]
    public static double SquaredHinge(double prediction, double target) => Square(NotNegative(1 - target * prediction));

    /// <summary>ln(1 + exp(−target·prediction)), for targets of −1 and 1, without overflow: a smooth hinge loss.</summary>
    [Loss]
    public static double SoftMargin(double prediction, double target) => Softplus(-target * prediction);

    /// <summary>A distance where the target is 1, what it lacks of a margin where the target is −1; the sum of both where it is neither.</summary>
    [Loss]
    public static double HingeEmbedding(double distance, double target, double margin = 1) =>
        (target != -1 ? distance : 0) + (target != 1 ? NotNegative(margin - distance) : 0);

    /// <summary>What the first lacks of being larger than the second by a margin where the target is 1, smaller where it is −1.</summary>
    [Loss]
    public static double MarginRanking(double first, double second, double target, double margin = 0) =>
        NotNegative(margin - target * (first - second));

    /// <summary>
    /// Σ max(0, margin + scores[i] − scores[label])^p over the other classes, divided by the number of classes.
    /// </summary>
    /// <remarks>PyTorch allows p of 1 and 2.</remarks>
    [Loss]
    public static double MultiMargin(Row scores, int label, double p = 1, double margin = 1) =>
        Mean(Power(ReLU(scores - scores[label] + margin), p)) - Power(ReLU(margin), p) / scores.Length;

    /// <summary>The multi-class margin loss times the weight of the label.</summary>
    [Loss]
    public static double MultiMargin(Row scores, int label, Row weight, double p = 1, double margin = 1) => weight[label] * MultiMargin(scores, label, p, margin);

    /// <summary>The mean over classes of the binary cross-entropy of σ(logits), for several labels at once: targets of 0 and 1.</summary>
    [Loss]
    public static double MultiLabelSoftMargin(Row logits, Row target) => -Mean(target * LogSigmoid(logits) + (1 - target) * LogSigmoid(-logits));

    /// <summary>The mean over classes of the binary cross-entropy of σ(logits), each times the weight of its class.</summary>
    [Loss]
    public static double MultiLabelSoftMargin(Row logits, Row target, Row weight) =>
        -Mean(weight * (target * LogSigmoid(logits) + (1 - target) * LogSigmoid(-logits)));

    /// <summary>
    /// max(0, 1 + the highest score of a wrong class − the score of the right one), for targets of 0 and 1; of Keras.
    /// </summary>
    [Loss]
    public static double CategoricalHinge(Row scores, Row target) => NotNegative(Max((1 - target) * scores) - Sum(target * scores) + 1);

    /// <summary>
    /// 1 − cos of the angle between two rows where the target is 1; where it is −1, what the cosine exceeds the margin by; else 0.
    /// </summary>
    [Loss]
    public static double CosineEmbedding(Row first, Row second, double target, double margin = 0)
    {
        const double epsilon = 1e-12;
        var cosine = Sum(first * second) / Sqrt((Sum(Square(first)) + epsilon) * (Sum(Square(second)) + epsilon));
        return target == 1 ? 1 - cosine : target == -1 ? NotNegative(cosine - margin) : 0;
    }

    /// <summary>
    /// What the distance from anchor to negative lacks of being larger than that to positive by a margin (Schroff 2015). The distance is the
    /// p-norm of the difference, to whose elements epsilon is added; with swap, the distance from positive to negative counts if it is
    /// the smaller (Balntas 2016).
    /// </summary>
    [Loss]
    public static double TripletMargin(Row anchor, Row positive, Row negative, double margin = 1, double p = 2, double epsilon = 1e-6, bool swap = false)
    {
        var near = Norm(anchor - positive + epsilon, p);
        var far = Norm(anchor - negative + epsilon, p);
        return NotNegative(margin + near - (swap ? Min(far, Norm(positive - negative + epsilon, p)) : far));
    }

    private static double NotNegative(double x) => x < 0 ? 0 : x;

    private static double Power(double x, double p) => p == 1 ? x : p == 2 ? Square(x) : Pow(x, p);

    private static Row Power(Row x, double p) => p == 1 ? x : p == 2 ? Square(x) : Pow(x, p);

    private static double Norm(Row x, double p)
    {
        var sum = Sum(Power(Abs(x), p));
        return p == 1 ? sum : p == 2 ? Sqrt(sum) : Pow(sum, 1 / p);
    }
}
