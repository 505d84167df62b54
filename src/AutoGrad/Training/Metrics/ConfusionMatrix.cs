using System.Text;

namespace AutoGrad;

/// <summary>How often samples of each class were taken for each class, and what follows from that. A ratio 0 / 0 counts as 0, as in scikit-learn.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[,] counts;

    /// <summary>The matrix of predictions and true classes.</summary>
    /// <param name="predicted">The class that each sample was taken for.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <exception cref="ArgumentException">The numbers differ, there is no sample, or a class is out of range.</exception>
    public ConfusionMatrix(ReadOnlySpan<int> predicted, ReadOnlySpan<int> labels, int classCount)
    {
        MetricChecks.SameCount(predicted.Length, labels.Length, "predictions", "labels");
        if (classCount < 1)
            throw new ArgumentOutOfRangeException(nameof(classCount), classCount, "ConfusionMatrix: there must be a class at least.");
        counts = new long[classCount, classCount];
        for (int i = 0; i < labels.Length; i++)
        {
            MetricChecks.Class(predicted[i], classCount, i, "predicted class");
            MetricChecks.Class(labels[i], classCount, i, "label");
            counts[labels[i], predicted[i]]++;
        }
        Total = labels.Length;
    }

    /// <summary>The number of classes.</summary>
    public int ClassCount => counts.GetLength(0);

    /// <summary>The number of samples.</summary>
    public long Total { get; }

    /// <summary>How many samples of the class <paramref name="label"/> were taken for <paramref name="predicted"/>.</summary>
    public long this[int label, int predicted] => counts[label, predicted];

    /// <summary>The share of samples that were taken for what they are.</summary>
    public double Accuracy => (double)Classes.Sum(c => counts[c, c]) / Total;

    private IEnumerable<int> Classes => Enumerable.Range(0, ClassCount);

    /// <summary>Of what was taken for the class, the share that belongs to it.</summary>
    public double Precision(int label) => Ratio(counts[label, label], Taken(label));

    /// <summary>Of what belongs to the class, the share that was taken for it.</summary>
    public double Recall(int label) => Ratio(counts[label, label], Samples(label));

    /// <summary>The harmonic mean of precision and recall: 2 · true / (2 · true + wrongly taken + missed).</summary>
    public double F1(int label) => Ratio(2 * counts[label, label], Taken(label) + Samples(label));

    /// <summary>The precision of all classes.</summary>
    public double Precision(Averaging averaging) => Average(averaging, Precision);

    /// <summary>The recall of all classes.</summary>
    public double Recall(Averaging averaging) => Average(averaging, Recall);

    /// <summary>The F1 of all classes.</summary>
    public double F1(Averaging averaging) => Average(averaging, F1);

    /// <summary>The counts, a line a class; a column is what they were taken for.</summary>
    public override string ToString()
    {
        int width = counts.Cast<long>().Max().ToString(System.Globalization.CultureInfo.InvariantCulture).Length + 1;
        var text = new StringBuilder();
        foreach (int label in Classes)
        {
            foreach (int predicted in Classes)
                text.Append(counts[label, predicted].ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(width));
            text.Append('\n');
        }
        return text.ToString();
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private double Average(Averaging averaging, Func<int, double> each) => averaging switch
    {
        Averaging.Macro => Classes.Average(each),
        Averaging.Weighted => Classes.Sum(label => each(label) * Samples(label)) / Total,
        // What one class wrongly takes another misses, so that all three are the share that is right.
        _ => Accuracy,
    };

    private long Samples(int label) => Classes.Sum(predicted => counts[label, predicted]);

    private long Taken(int predicted) => Classes.Sum(label => counts[label, predicted]);
}
