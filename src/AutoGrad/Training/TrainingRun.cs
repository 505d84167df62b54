using System.Diagnostics;

namespace AutoGrad;

/// <summary>One call of <see cref="Trainer.Fit"/>: epochs of shuffled mini-batches.</summary>
internal sealed class TrainingRun
{
    private readonly Trainer trainer;
    private readonly TrainingSteps steps;
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
    private long samplesDone, stepsDone;

    public TrainingRun(
        Trainer trainer,
        TrainingSteps steps,
        Dataset train,
        Dataset? validation,
        int epochs,
        int batchSize,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        (this.trainer, this.steps, this.train, this.validation) = (trainer, steps, train, validation);
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
        var best = trainer.EarlyStopping is { } stopping
            ? new BestWeights(stopping, [.. steps.Model.Parameters.Select(pair => pair.Parameter), .. trainer.Average?.Averages ?? []])
            : null;
        bool goesOn = true;
        for (int epoch = 1; epoch <= epochs && goesOn; epoch++)
        {
            if (trainer.EpochSchedule is { } schedule)
                steps.Optimizer.LearningRate = schedule.Rate(steps.Epochs);
            steps.Shuffle(order);
            var training = RunEpoch(epoch);
            if (TrainingException.OfWeights(training.Loss, epoch, stepsPerEpoch, steps.Optimizer, steps.Model) is { } error)
                throw error;
            var validated = Validate();
            var result = new EpochResult(epoch, training.Loss, training.Accuracy, validated);
            results.Add(result);
            if (trainer.Plateau is { } plateau)
                steps.Optimizer.LearningRate = plateau.Next(steps.Optimizer.LearningRate, validated?.Loss ?? training.Loss);
            goesOn = best?.Watch(result) != false;
            trainer.Tell(result);
            progress?.Report(Progress(epoch, stepsPerEpoch, training) with
            {
                ValidationLoss = validated?.Loss,
                ValidationAccuracy = validated?.Accuracy,
                IsEpochEnd = true,
            });
            goesOn &= !trainer.IsStopped;
        }
        best?.Restore();
        return new(results, TrainingTime, stepsDone, samplesDone) { BestEpoch = best?.Epoch };
    }

    private EvaluationResult RunEpoch(int epoch)
    {
        double loss = 0, correct = 0;
        EvaluationResult soFar = default;
        for (int step = 1, done = 0; step <= stepsPerEpoch; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (trainer.Schedule is { } schedule)
                steps.Optimizer.LearningRate = schedule.Rate(steps.Optimizer.Steps);
            var samples = order.AsSpan(done, Math.Min(batchSize, train.Count - done));
            var batch = (step == stepsPerEpoch ? lastStep : fullStep).Run(train, samples);
            if (!double.IsFinite(batch.Loss))
                throw TrainingException.OfLoss(batch.Loss, epoch, step, stepsPerEpoch, steps.Optimizer, steps.Model);
            if (batch.IsStep)
                trainer.Average?.Update();
            done += samples.Length;
            stepsDone++;
            samplesDone += samples.Length;
            loss += batch.Loss * samples.Length;
            correct += batch.Correct;
            soFar = new(loss / done, fullStep.Graph.Correct is null ? null : correct / done);
            var told = Progress(epoch, step, soFar);
            trainer.Tell(told);
            progress?.Report(told);
            if (trainer.IsStopped)
                break;
        }
        return soFar;
    }

    private EvaluationResult? Validate()
    {
        if (validation is null)
            return null;
        long begun = Stopwatch.GetTimestamp();
        var result = trainer.Measure(validation, batchSize, "validation data", cancellation);
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
