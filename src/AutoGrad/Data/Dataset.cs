using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>
/// Samples in memory: float32 features [count, …feature shape], and for each sample either a class label (classification) or target
/// values [count, …target shape] (regression). Immutable; the arrays given are copied, and checked once, here.
/// </summary>
public sealed partial class Dataset
{
    private readonly float[] features;
    private readonly float[]? targets;
    private readonly int[]? labels;
    private readonly float[]? weights;

    // A row is part of an array, so its size fits an int.
    private Dataset(int count, Shape featureShape, float[] features, Shape targetShape, float[]? targets, int[]? labels, int classCount, float[]? weights = null)
    {
        (Count, FeatureShape, this.features, FeatureSize) = (count, featureShape, features, (int)featureShape.Size);
        this.weights = weights;
        (TargetShape, this.targets, this.labels, ClassCount, TargetSize) = (targetShape, targets, labels, classCount, (int)targetShape.Size);
    }

    /// <summary>The number of samples, at least 1.</summary>
    public int Count { get; }

    /// <summary>The shape of one sample's features.</summary>
    public Shape FeatureShape { get; }

    /// <summary>The number of one sample's features.</summary>
    public int FeatureSize { get; }

    /// <summary>Whether each sample has a class label rather than target values.</summary>
    public bool IsClassification => labels is not null;

    /// <summary>The number of classes; 0 for regression.</summary>
    public int ClassCount { get; }

    /// <summary>The shape of one sample's target values; empty (a scalar) for classification.</summary>
    public Shape TargetShape { get; }

    /// <summary>The number of one sample's target values.</summary>
    public int TargetSize { get; }

    /// <summary>All features, row-major, sample by sample.</summary>
    public ReadOnlySpan<float> Features => features;

    /// <summary>The class label of each sample, from 0 to <see cref="ClassCount"/> − 1.</summary>
    /// <exception cref="InvalidOperationException">The samples have target values.</exception>
    public ReadOnlySpan<int> Labels =>
        labels ?? throw new InvalidOperationException("Dataset.Labels: this dataset has target values, not class labels; read Targets.");

    /// <summary>All target values, row-major, sample by sample.</summary>
    /// <exception cref="InvalidOperationException">The samples have class labels.</exception>
    public ReadOnlySpan<float> Targets =>
        targets ?? throw new InvalidOperationException("Dataset.Targets: this dataset has class labels, not target values; read Labels.");

    /// <summary>Samples with a class label each.</summary>
    /// <param name="features">The features [count, …<paramref name="featureShape"/>], row-major.</param>
    /// <param name="featureShape">The shape of one sample's features; empty for one number a sample.</param>
    /// <param name="labels">The class of each sample, from 0.</param>
    /// <param name="classCount">The number of classes; without it, the largest label + 1.</param>
    /// <exception cref="ArgumentException">No samples, counts that don't fit, a label out of range, or a feature that is NaN or infinite.</exception>
    public static Dataset Classification(
        ReadOnlySpan<float> features, Shape featureShape, ReadOnlySpan<int> labels, int? classCount = null)
    {
        ArgumentNullException.ThrowIfNull(featureShape);
        DatasetChecks.Counts(features.Length, featureShape, labels.Length, "labels");
        var classes = DatasetChecks.Labels(labels, classCount);
        DatasetChecks.Finite(features, featureShape, "features");
        return FromChecked(features.ToArray(), featureShape, labels.ToArray(), classes);
    }

    /// <summary>Samples with target values each.</summary>
    /// <param name="features">The features [count, …<paramref name="featureShape"/>], row-major.</param>
    /// <param name="featureShape">The shape of one sample's features; empty for one number a sample.</param>
    /// <param name="targets">The target values [count, …<paramref name="targetShape"/>], row-major.</param>
    /// <param name="targetShape">The shape of one sample's targets; empty for one number a sample.</param>
    /// <exception cref="ArgumentException">No samples, counts that don't fit, or a value that is NaN or infinite.</exception>
    public static Dataset Regression(
        ReadOnlySpan<float> features, Shape featureShape, ReadOnlySpan<float> targets, Shape targetShape)
    {
        ArgumentNullException.ThrowIfNull(featureShape);
        ArgumentNullException.ThrowIfNull(targetShape);
        var count = DatasetChecks.RowCount(targets.Length, targetShape, "targets");
        DatasetChecks.Counts(features.Length, featureShape, count, "rows of targets");
        DatasetChecks.Finite(features, featureShape, "features");
        DatasetChecks.Finite(targets, targetShape, "targets");
        return new(count, featureShape, features.ToArray(), targetShape, targets.ToArray(), labels: null, classCount: 0);
    }

    /// <summary>The samples with these indices, in this order; an index may repeat.</summary>
    /// <exception cref="ArgumentException">There is no index.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is negative or not below <see cref="Count"/>.</exception>
    public Dataset Subset(ReadOnlySpan<int> indices)
    {
        if (indices.IsEmpty) throw new ArgumentException("Dataset.Subset: no index is given; a dataset has at least one sample.", nameof(indices));
        return new(
            indices.Length,
            FeatureShape,
            GatherRows<float>(features, FeatureSize, indices),
            TargetShape,
            targets is null ? null : GatherRows<float>(targets, TargetSize, indices),
            labels is null ? null : GatherRows<int>(labels, 1, indices),
            ClassCount,
            weights is null ? null : GatherRows<float>(weights, 1, indices));
    }

    /// <summary>Copies the features of these samples, one after the other.</summary>
    /// <exception cref="ArgumentException">The destination does not have indices × <see cref="FeatureSize"/> elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is negative or not below <see cref="Count"/>.</exception>
    public void CopyFeatures(ReadOnlySpan<int> indices, Span<float> destination) => CopyRows(Features, FeatureSize, indices, destination);

    /// <summary>Copies the labels of these samples.</summary>
    /// <inheritdoc cref="CopyFeatures" path="/exception"/>
    /// <exception cref="InvalidOperationException">The samples have target values.</exception>
    public void CopyLabels(ReadOnlySpan<int> indices, Span<int> destination) => CopyRows(Labels, 1, indices, destination);

    /// <summary>Copies the target values of these samples, one after the other.</summary>
    /// <inheritdoc cref="CopyFeatures" path="/exception"/>
    /// <exception cref="InvalidOperationException">The samples have class labels.</exception>
    public void CopyTargets(ReadOnlySpan<int> indices, Span<float> destination) => CopyRows(Targets, TargetSize, indices, destination);

    // For readers whose values are finite by construction; the dataset owns the arrays from here on.
    internal static Dataset FromChecked(float[] features, Shape featureShape, int[] labels, int classCount) =>
        new(labels.Length, featureShape, features, targetShape: [], targets: null, labels, classCount);

    internal Dataset WithFeatures(float[] replacement) => new(Count, FeatureShape, replacement, TargetShape, targets, labels, ClassCount, weights);

    private T[] GatherRows<T>(ReadOnlySpan<T> rows, int size, ReadOnlySpan<int> indices)
    {
        var length = (long)indices.Length * size;
        if (length > Array.MaxLength)
            throw new ArgumentException($"Dataset.Subset: {indices.Length} samples of {size} values are {length} values; an array holds {Array.MaxLength}.", nameof(indices));
        var gathered = new T[length];
        CopyRows<T>(rows, size, indices, gathered);
        return gathered;
    }

    private void CopyRows<T>(ReadOnlySpan<T> rows, int size, ReadOnlySpan<int> indices, Span<T> destination)
    {
        if (destination.Length != (long)indices.Length * size)
        {
            var needed = (long)indices.Length * size;
            throw new ArgumentException(
                $"Dataset: {indices.Length} samples of {size} values need a destination of {needed} elements, not {destination.Length}.",
                nameof(destination));
        }
        for (var i = 0; i < indices.Length; i++)
        {
            var index = indices[i];
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"Dataset: the samples are numbered from 0 to {Count - 1}.");
            rows.Slice(index * size, size).CopyTo(destination.Slice(i * size, size));
        }
    }
}
