namespace AutoGrad;

/// <summary>
/// Every channel along axis 1 normalised to mean 0 and variance 1, then scaled (Ioffe 2015). In training by the statistics of the batch,
/// which running ones follow at every run; in inference by the running ones. They are saved with the model. Any number of axes.
/// </summary>
public sealed partial class BatchNorm : Layer
{
    private readonly Parameter? weight, bias;
    private readonly Parameter runningMean, runningVariance;
    private readonly double epsilon, momentum;

    /// <summary>The layer.</summary>
    /// <param name="channels">The number of channels, along axis 1.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="momentum">The share of the batch in the running statistics, from 0 to 1: PyTorch's sense; Keras' momentum is 1 less this.</param>
    /// <param name="scaled">Whether the result is scaled by a learned weight and shifted by a learned bias.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside of its range.</exception>
    public BatchNorm(int channels, double epsilon = 1e-5, double momentum = 0.1, bool scaled = true, ElementType type = ElementType.Float32)
    {
        Shape shape = [LayerNumbers.Positive(channels, nameof(BatchNorm))];
        this.epsilon = LayerNumbers.Epsilon(epsilon, nameof(BatchNorm));
        this.momentum = momentum is >= 0 and <= 1
            ? momentum
            : throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "BatchNorm: the momentum is the share of the batch in the running statistics, from 0 to 1.");
        if (scaled)
            (weight, bias) = (new("weight", shape, Initializer.Constant(1), type), new("bias", shape, Initializer.Zeros, type));
        runningMean = new("runningMean", shape, Initializer.Zeros, type, isTrainable: false);
        runningVariance = new("runningVariance", shape, Initializer.Constant(1), type, isTrainable: false);
    }

    /// <summary>The mean of each channel over past batches.</summary>
    public Parameter RunningMean => runningMean;

    /// <summary>The unbiased variance of each channel over past batches.</summary>
    public Parameter RunningVariance => runningVariance;

    /// <inheritdoc/>
    protected override Node Build(Node x)
    {
        if (x.Shape.Rank < 2 || x.Shape[1] != runningMean.Shape[0])
            throw new ShapeException($"BatchNorm: [samples, {runningMean.Shape[0]}, …] is expected; the input has the shape {x.Shape}.");
        if (BuildScope.Current!.Mode == Mode.Inference)
            return Functions.BatchNormWith(x, runningMean, runningVariance, weight, bias, epsilon);
        var axes = Functions.AllButChannels(x, nameof(BatchNorm));
        if (x.Shape.Size <= x.Shape[1])
            throw new ShapeException($"BatchNorm: the input {x.Shape} has {x.Shape.Size / Math.Max(1, x.Shape[1])} elements a channel; training takes the variance over at least two. If it is the last batch of an epoch that is so small, choose another batch size.");
        Follow(runningMean, x.Mean(axes));
        Follow(runningVariance, x.Variance(axes));
        return Functions.BatchNorm(x, weight, bias, epsilon);
    }

    private void Follow(Parameter running, Node batch) =>
        BuildScope.Current!.Advance(running, before => (1 - momentum) * before + momentum * batch);
}
