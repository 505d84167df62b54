using static AutoGrad.Functions;

namespace AutoGrad;

// Losses of how far two sets, given by probabilities and targets of 0 and 1, cover each other: for segmentation.
public static partial class Losses
{
    /// <summary>1 − 2·Σ probabilities·target/(Σ probabilities + Σ target) along the row, with epsilon above and below (Milletari 2016); of Keras.</summary>
    /// <remarks>Keras takes all elements for one row by default: reshape to [-1], or to [samples, -1] for a loss a sample.</remarks>
    [Loss]
    public static double Dice(Row probabilities, Row target, double epsilon = 1e-7) =>
        1 - (2 * Sum(probabilities * target) + epsilon) / (Sum(probabilities) + Sum(target) + epsilon);

    /// <summary>
    /// 1 − hits/(hits + alpha·false positives + beta·false negatives) along the row, with epsilon above and below (Salehi 2017); with both ½ the
    /// Dice loss.
    /// </summary>
    [Loss]
    public static double Tversky(Row probabilities, Row target, double alpha = 0.5, double beta = 0.5, double epsilon = 1e-7)
    {
        var hits = Sum(probabilities * target);
        return 1 - (hits + epsilon) / (hits + alpha * Sum(probabilities * (1 - target)) + beta * Sum((1 - probabilities) * target) + epsilon);
    }
}
