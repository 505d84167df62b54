namespace AutoGrad;

public sealed partial class Trainer
{
    private volatile bool isStopped;

    /// <summary>Is told after every step, on the thread that trains.</summary>
    public event Action<TrainingProgress>? StepEnded;

    /// <summary>Is told after every epoch and its validation, on the thread that trains.</summary>
    public event Action<EpochResult>? EpochEnded;

    /// <summary>The learning rate of each step, counted from 0 over all trainings; null to leave it as it is.</summary>
    public Schedule? Schedule { get; set; }

    /// <summary>The learning rate of each epoch, counted from 0 over all trainings; null to leave it as it is.</summary>
    public Schedule? EpochSchedule { get; set; }

    /// <summary>Lowers the learning rate when the validation loss, or without validation the training loss, has stopped falling.</summary>
    public Plateau? Plateau { get; set; }

    /// <summary>When to end a training before its last epoch, and keep the best weights.</summary>
    public EarlyStopping? EarlyStopping { get; set; }

    /// <summary>The moving average of the weights, by which the model is then measured; its own weights stay those of the last step.</summary>
    public WeightAverage? Average { get; set; }

    /// <summary>Ends the training that runs, after the step that is being made: what was trained is measured and reported as an epoch.</summary>
    public void Stop() => isStopped = true;

    internal bool IsStopped => isStopped;

    internal void Tell(TrainingProgress progress) => StepEnded?.Invoke(progress);

    internal void Tell(EpochResult result) => EpochEnded?.Invoke(result);

    internal EvaluationResult Measure(Dataset data, int batchSize, string what, CancellationToken cancellation = default)
    {
        // What is applied already was applied by the caller.
        using var applied = Average is { Count: > 0, IsApplied: false } average ? average.Apply() : null;
        return evaluator.Evaluate(data, batchSize, what, cancellation);
    }

    private void CheckOptions(Dataset? validation)
    {
        if (EarlyStopping?.IsOfValidation == true && validation is null)
            throw new ArgumentException("EarlyStopping: there are no validation samples, whose loss it watches; give Fit some, or a measure of your own.");
        if (Average?.IsApplied == true)
            throw new InvalidOperationException("Trainer.Fit: the weights hold their average now; dispose what WeightAverage.Apply returned first.");
        string[] rates = [.. new[] { (nameof(Schedule), Schedule as object), (nameof(EpochSchedule), EpochSchedule), (nameof(Plateau), Plateau) }
            .Where(option => option.Item2 is not null).Select(option => option.Item1)];
        if (rates.Length > 1)
            throw new InvalidOperationException($"Trainer.Fit: {rates[0]} and {rates[1]} both set the learning rate; keep one. Schedules are multiplied with *.");
    }
}
