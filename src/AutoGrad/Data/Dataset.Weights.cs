namespace AutoGrad;

public sealed partial class Dataset
{
    /// <summary>Whether the samples have weights.</summary>
    public bool IsWeighted => weights is not null;

    /// <summary>How much each sample counts in the loss; empty where all count 1.</summary>
    public ReadOnlySpan<float> Weights => weights;

    /// <summary>The same samples with weights: a loss is then Σ weight · loss / count. The loss function has to give a loss for each sample, with <see cref="Reduction.None"/>.</summary>
    /// <param name="sampleWeights">One a sample: 0 or a positive number.</param>
    /// <exception cref="ArgumentException">Their number is not that of the samples, or one is negative, infinite or NaN.</exception>
    public Dataset WithWeights(ReadOnlySpan<float> sampleWeights)
    {
        if (sampleWeights.Length != Count)
            throw new ArgumentException($"Dataset.WithWeights: {sampleWeights.Length} weights for {Count} samples; each has one.", nameof(sampleWeights));
        for (int i = 0; i < sampleWeights.Length; i++)
            if (!(sampleWeights[i] >= 0 && float.IsFinite(sampleWeights[i])))
                throw new ArgumentException(FormattableString.Invariant($"Dataset.WithWeights: the weight of sample {i} is {sampleWeights[i]}; 0 or a positive number is expected."), nameof(sampleWeights));
        return new(Count, FeatureShape, features, TargetShape, targets, labels, ClassCount, sampleWeights.ToArray());
    }

    /// <summary>The same samples, each with the weight of its class.</summary>
    /// <param name="classWeights">One a class, such as <see cref="BalancedClassWeights"/>.</param>
    /// <exception cref="ArgumentException">Their number is not that of the classes, or one is negative, infinite or NaN.</exception>
    /// <exception cref="InvalidOperationException">The samples have target values.</exception>
    public Dataset WithClassWeights(ReadOnlySpan<float> classWeights)
    {
        if (classWeights.Length != ClassCount)
            throw new ArgumentException($"Dataset.WithClassWeights: {classWeights.Length} weights for {ClassCount} classes; each has one.", nameof(classWeights));
        var each = new float[Count];
        var classes = Labels;
        for (int i = 0; i < each.Length; i++)
            each[i] = classWeights[classes[i]];
        return WithWeights(each);
    }

    /// <summary>Weights with which all classes count alike, however many samples they have: count / (classes · samples of the class); 0 for a class without samples.</summary>
    /// <exception cref="InvalidOperationException">The samples have target values.</exception>
    public float[] BalancedClassWeights()
    {
        var samples = new int[ClassCount];
        foreach (int label in Labels)
            samples[label]++;
        return Array.ConvertAll(samples, own => own == 0 ? 0 : (float)Count / ClassCount / own);
    }

    /// <summary>Copies the weights of these samples.</summary>
    /// <inheritdoc cref="CopyFeatures" path="/exception"/>
    /// <exception cref="InvalidOperationException">The samples have no weights.</exception>
    public void CopyWeights(ReadOnlySpan<int> indices, Span<float> destination) => CopyRows<float>(
        weights ?? throw new InvalidOperationException("Dataset.CopyWeights: these samples have no weights; WithWeights gives them some."), 1, indices, destination);
}
