namespace AutoGrad;

/// <summary>How good predictions are: plain functions of numbers, computed in double precision.</summary>
public static class Metrics
{
    /// <summary>The class with the highest score of each sample, the first of several.</summary>
    /// <param name="scores">Scores, logits or probabilities, sample by sample.</param>
    /// <param name="classCount">How many each sample has.</param>
    /// <exception cref="ArgumentException">The scores are no whole number of samples.</exception>
    public static int[] Predicted(ReadOnlySpan<float> scores, int classCount)
    {
        if (classCount < 1 || scores.Length % classCount != 0)
            throw new ArgumentException($"{scores.Length} scores are not a whole number of samples with {classCount} classes.");
        var predicted = new int[scores.Length / classCount];
        for (int i = 0; i < predicted.Length; i++)
            predicted[i] = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(scores.Slice(i * classCount, classCount));
        return predicted;
    }

    /// <summary>The share of predictions that are right.</summary>
    /// <exception cref="ArgumentException">The numbers differ, or there are none.</exception>
    public static double Accuracy(ReadOnlySpan<int> predicted, ReadOnlySpan<int> labels)
    {
        MetricChecks.SameCount(predicted.Length, labels.Length, "predictions", "labels");
        int right = 0;
        for (int i = 0; i < labels.Length; i++)
            right += predicted[i] == labels[i] ? 1 : 0;
        return (double)right / labels.Length;
    }

    /// <summary>The share of samples whose class is among the <paramref name="k"/> with the highest scores; of equal scores, the first classes count.</summary>
    /// <param name="scores">Scores, logits or probabilities, sample by sample.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="k">How many classes may be named.</param>
    /// <exception cref="ArgumentException">The numbers don't fit, or a label is out of range.</exception>
    public static double TopK(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels, int k)
    {
        int classes = MetricChecks.Classes(scores.Length, labels.Length), right = 0;
        if (k < 1 || k > classes)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"TopK: of {classes} classes, 1 to {classes} can be named.");
        for (int i = 0; i < labels.Length; i++)
        {
            MetricChecks.Class(labels[i], classes, i, "label");
            var row = scores.Slice(i * classes, classes);
            int before = 0;
            for (int other = 0; other < classes; other++)
                before += row[other] > row[labels[i]] || (row[other] == row[labels[i]] && other < labels[i]) ? 1 : 0;
            right += before < k && !float.IsNaN(row[labels[i]]) ? 1 : 0;
        }
        return (double)right / labels.Length;
    }

    /// <summary>The area under the curve of true against false positives: how likely a positive sample scores higher than a negative one, ties counting half.</summary>
    /// <param name="scores">One a sample.</param>
    /// <param name="isPositive">Whether each sample is positive.</param>
    /// <exception cref="ArgumentException">The numbers differ, a score is NaN, or all samples are of one kind.</exception>
    public static double RocAuc(ReadOnlySpan<float> scores, ReadOnlySpan<bool> isPositive)
    {
        MetricChecks.SameCount(scores.Length, isPositive.Length, "scores", "labels");
        float[] sorted = scores.ToArray();
        bool[] kinds = isPositive.ToArray();
        if (sorted.Any(float.IsNaN))
            throw new ArgumentException("RocAuc: a score is NaN and has no place in the order.");
        Array.Sort(sorted, kinds);
        long positives = kinds.LongCount(static positive => positive), negatives = kinds.Length - positives;
        if (positives == 0 || negatives == 0)
            throw new ArgumentException("RocAuc: all samples are of one kind; there must be positive and negative ones.");
        // Of each run of equal scores: its positives lie above all negatives before it, and half above its own.
        double area = 0;
        long below = 0;
        for (int first = 0, next; first < sorted.Length; first = next)
        {
            long own = 0;
            for (next = first; next < sorted.Length && sorted[next] == sorted[first]; next++)
                own += kinds[next] ? 1 : 0;
            long others = next - first - own;
            area += own * (below + 0.5 * others);
            below += others;
        }
        return area / positives / negatives;
    }

    /// <summary>The mean of |prediction − target|.</summary>
    /// <exception cref="ArgumentException">The numbers differ, or there are none.</exception>
    public static double MeanAbsoluteError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        MetricChecks.SameCount(predictions.Length, targets.Length, "predictions", "targets");
        double sum = 0;
        for (int i = 0; i < targets.Length; i++)
            sum += Math.Abs((double)predictions[i] - targets[i]);
        return sum / targets.Length;
    }

    /// <summary>The root of the mean of (prediction − target)².</summary>
    /// <exception cref="ArgumentException">The numbers differ, or there are none.</exception>
    public static double RootMeanSquaredError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        MetricChecks.SameCount(predictions.Length, targets.Length, "predictions", "targets");
        return Math.Sqrt(SquaredErrors(predictions, targets) / targets.Length);
    }

    /// <summary>The share of the targets' variance that the predictions explain: 1 − Σ(prediction − target)² / Σ(target − mean)²; −∞ or 1 where the targets are all alike.</summary>
    /// <exception cref="ArgumentException">The numbers differ, or there are none.</exception>
    public static double R2(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        MetricChecks.SameCount(predictions.Length, targets.Length, "predictions", "targets");
        double mean = 0, spread = 0, errors = SquaredErrors(predictions, targets);
        foreach (float target in targets)
            mean += target / (double)targets.Length;
        foreach (float target in targets)
            spread += (target - mean) * (target - mean);
        return errors == 0 ? 1 : 1 - errors / spread;
    }

    /// <summary>e^(mean of −log p): among how many equally likely answers the model is undecided, as it were.</summary>
    /// <param name="logProbabilities">The logarithm of the probability that each true answer was given.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static double Perplexity(ReadOnlySpan<float> logProbabilities)
    {
        MetricChecks.SameCount(logProbabilities.Length, logProbabilities.Length, "probabilities", "probabilities");
        double sum = 0;
        foreach (float value in logProbabilities)
            sum += value;
        return Math.Exp(-sum / logProbabilities.Length);
    }

    private static double SquaredErrors(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        double sum = 0;
        for (int i = 0; i < targets.Length; i++)
            sum += ((double)predictions[i] - targets[i]) * ((double)predictions[i] - targets[i]);
        return sum;
    }
}
