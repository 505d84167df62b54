namespace AutoGrad;

/// <summary>How far a training has come. A value type: reporting it through <see cref="IProgress{T}"/> allocates nothing.</summary>
public readonly record struct TrainingProgress
{
    /// <summary>The current epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The number of epochs asked for.</summary>
    public required int Epochs { get; init; }

    /// <summary>The number of mini-batches done in this epoch.</summary>
    public required int Step { get; init; }

    /// <summary>The number of mini-batches in an epoch.</summary>
    public required int StepsPerEpoch { get; init; }

    /// <summary>The mean training loss a sample, over this epoch so far.</summary>
    public required double Loss { get; init; }

    /// <summary>The share of training samples classified correctly in this epoch so far, from 0 to 1; null where nothing is classified.</summary>
    public double? Accuracy { get; init; }

    /// <summary>The loss on the validation data; known at the end of an epoch that has such data.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The share of validation samples classified correctly, from 0 to 1; known at the end of an epoch that has such data.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>The time since the training began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The speed of training, validation left out.</summary>
    public required double SamplesPerSecond { get; init; }

    /// <summary>Whether the epoch is over, its validation included.</summary>
    public bool IsEpochEnd { get; init; }
}
