namespace AutoGrad;

public abstract partial class Layer
{
    private Predictor? predictor;

    /// <summary>The model's output for one sample of so many features, in inference mode.</summary>
    /// <param name="sample">The features, as one axis; <see cref="Predict(ReadOnlySpan{float}, Shape)"/> takes samples of any shape.</param>
    /// <exception cref="ShapeException">The model does not take a sample of this shape.</exception>
    public float[] Predict(ReadOnlySpan<float> sample) => Predict(sample, [sample.Length]);

    /// <summary>The model's outputs for samples of one shape, in inference mode: row-major, sample by sample.</summary>
    /// <remarks>What runs is compiled once for each size of batch and kept; several threads may call at once and take turns.</remarks>
    /// <param name="samples">The features of all samples, one sample after the other.</param>
    /// <param name="sampleShape">The shape of one sample.</param>
    /// <exception cref="ShapeException">The model does not take samples of this shape.</exception>
    /// <exception cref="ArgumentException">There is no sample, or the features are no whole number of samples.</exception>
    public float[] Predict(ReadOnlySpan<float> samples, Shape sampleShape)
    {
        ArgumentNullException.ThrowIfNull(sampleShape);
        if (samples.IsEmpty || sampleShape.Size == 0 || samples.Length % sampleShape.Size != 0)
            throw new ArgumentException($"Predict: {samples.Length} features are not a whole number of samples of shape {sampleShape}, {sampleShape.Size} features each; at least one sample is needed.");
        var known = predictor ?? Interlocked.CompareExchange(ref predictor, new(this), null) ?? predictor;
        return known.Predict(samples, sampleShape);
    }

    /// <summary>The model's outputs for all samples of a dataset, in inference mode: row-major, sample by sample.</summary>
    /// <exception cref="ShapeException">The model does not take such samples.</exception>
    public float[] Predict(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Predict(data.Features, data.FeatureShape);
    }

    /// <summary>What the model takes the samples of a dataset for, in inference mode: the class with the highest of its outputs, against the label.</summary>
    /// <exception cref="ShapeException">The model does not take such samples.</exception>
    /// <exception cref="ArgumentException">The model does not give one number a class, or has fewer classes than the samples.</exception>
    /// <exception cref="InvalidOperationException">The samples have target values.</exception>
    public ConfusionMatrix Confusion(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var labels = data.Labels;
        int classes = ClassesOf(data);
        return new(Metrics.Predicted(Predict(data), classes), labels, classes);
    }

    private int ClassesOf(Dataset data)
    {
        using var scope = new BuildScope(Mode.Inference);
        var output = Forward(Node.Input("features", [1, .. data.FeatureShape]).Cast(NumberType)).Shape;
        return output.Rank == 2 && output[1] >= data.ClassCount
            ? output[1]
            : throw new ArgumentException($"Confusion: the model makes {Shape.Create(output.AsSpan()[Math.Min(1, output.Rank)..])} of a sample; a number for each of the {data.ClassCount} classes is expected, the highest of which counts.");
    }

    /// <summary>How good the model is on a dataset, in inference mode.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="loss">From the model's output and the targets to a single number: the mean over the batch.</param>
    /// <param name="batchSize">How many samples are computed at once.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    /// <exception cref="ArgumentException">The dataset does not fit the model or the loss.</exception>
    public EvaluationResult Evaluate(Dataset data, Func<Node, Node, Node> loss, int batchSize = 256)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(loss);
        if (batchSize <= 0)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, "Evaluate: the number of samples in a batch must be positive.");
        using var evaluator = new Evaluator(this, loss, threads: 0);
        return evaluator.Evaluate(data, batchSize, "dataset");
    }
}
