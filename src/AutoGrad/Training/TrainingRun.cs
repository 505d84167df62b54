using System.Diagnostics;

namespace AutoGrad;

/// <summary>One call of <see cref="Trainer.Fit"/>: epochs of shuffled mini-batches.</summary>
internal sealed class TrainingRun
{
    private readonly TrainingSteps steps;
    private readonly Evaluator evaluator;
    private readonly Dataset train;
    private readonly Dataset? validation;
    private readonly int epochs;
    private readonly int batchSize;
    private readonly IProgress<TrainingProgress>? progress;
    private readonly CancellationToken cancellation;
    private readonly TrainingStep fullStep;
    private readonly TrainingStep lastStep;
    private readonly int stepsPerEpoch;
    private readonly int[] order;
    private readonly long started = Stopwatch.GetTimestamp();
    private TimeSpan validationTime;
    private long samplesDone;

    public TrainingRun(
        TrainingSteps steps,
        Evaluator evaluator,
        Dataset train,
        Dataset? validation,
        int epochs,
        int batchSize,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        (this.steps, this.evaluator, this.train, this.validation) = (steps, evaluator, train, validation);
        (this.epochs, this.batchSize, this.progress, this.cancellation) = (epochs, batchSize, progress, cancellation);
        int remainder = train.Count % batchSize;
        fullStep = steps.Of(SampleType.Of(train), batchSize);
        lastStep = remainder == 0 ? fullStep : steps.Of(SampleType.Of(train), remainder);
        fullStep.Graph.CheckClasses(train, "training data");
        if (validation is not null)
            fullStep.Graph.CheckClasses(validation, "validation data");
        stepsPerEpoch = (train.Count - 1) / batchSize + 1;
        order = new int[train.Count];
    }

    private TimeSpan TrainingTime => Stopwatch.GetElapsedTime(started) - validationTime;

    public TrainingReport Fit()
    {
        var results = new List<EpochResult>();
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            steps.Shuffle(order);
            var training = RunEpoch(epoch);
            if (TrainingException.OfWeights(training.Loss, epoch, stepsPerEpoch, steps.Optimizer, steps.Model) is { } error)
                throw error;
            var validated = Validate();
            results.Add(new(epoch, training.Loss, training.Accuracy, validated));
            progress?.Report(Progress(epoch, stepsPerEpoch, training) with
            {
                ValidationLoss = validated?.Loss,
                ValidationAccuracy = validated?.Accuracy,
                IsEpochEnd = true,
            });
        }
        return new(results, TrainingTime, (long)epochs * stepsPerEpoch, samplesDone);
    }

    private EvaluationResult RunEpoch(int epoch)
    {
        double loss = 0, correct = 0;
        EvaluationResult soFar = default;
        for (int step = 1, done = 0; step <= stepsPerEpoch; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var samples = order.AsSpan(done, Math.Min(batchSize, train.Count - done));
            var batch = (step == stepsPerEpoch ? lastStep : fullStep).Run(train, samples);
            if (!double.IsFinite(batch.Loss))
                throw TrainingException.OfLoss(batch.Loss, epoch, step, stepsPerEpoch, steps.Optimizer, steps.Model);
            done += samples.Length;
            samplesDone += samples.Length;
            loss += batch.Loss * samples.Length;
            correct += batch.Correct;
            soFar = new(loss / done, fullStep.Graph.Correct is null ? null : correct / done);
            progress?.Report(Progress(epoch, step, soFar));
        }
        return soFar;
    }

    private EvaluationResult? Validate()
    {
        if (validation is null)
            return null;
        long begun = Stopwatch.GetTimestamp();
        var result = evaluator.Evaluate(validation, batchSize, "validation data", cancellation);
        validationTime += Stopwatch.GetElapsedTime(begun);
        return result;
    }

    private TrainingProgress Progress(int epoch, int step, EvaluationResult training) => new()
    {
        Epoch = epoch,
        Epochs = epochs,
        Step = step,
        StepsPerEpoch = stepsPerEpoch,
        Loss = training.Loss,
        Accuracy = training.Accuracy,
        Elapsed = Stopwatch.GetElapsedTime(started),
        SamplesPerSecond = samplesDone / TrainingTime.TotalSeconds,
    };
}
