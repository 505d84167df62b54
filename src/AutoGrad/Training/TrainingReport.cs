using System.Globalization;

namespace AutoGrad;

/// <summary>What came of a training.</summary>
/// <param name="Epochs">The epochs in order.</param>
/// <param name="TrainingTime">The time that training took: building, compiling and all steps, without validation.</param>
/// <param name="Steps">The number of mini-batches.</param>
/// <param name="Samples">The number of samples, each counted once an epoch.</param>
public sealed record TrainingReport(IReadOnlyList<EpochResult> Epochs, TimeSpan TrainingTime, long Steps, long Samples)
{
    /// <summary>The epoch whose weights the model has, where a training was stopped early or could have been; null otherwise.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>The mean training loss of the last epoch.</summary>
    public double Loss => Epochs[^1].Loss;

    /// <summary>The training accuracy of the last epoch; null where nothing is classified.</summary>
    public double? Accuracy => Epochs[^1].Accuracy;

    /// <summary>How good the model is on the validation data after the last epoch; null without such data.</summary>
    public EvaluationResult? Validation => Epochs[^1].Validation;

    /// <summary>The speed of training, validation left out.</summary>
    public double SamplesPerSecond => Samples / TrainingTime.TotalSeconds;

    /// <summary><c>5 epochs, 2345 steps in 6.2 s: loss 0.0312, accuracy 99.10 %, validation loss 0.0703, validation accuracy 97.93 %</c>.</summary>
    public override string ToString()
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{Counted(Epochs.Count, "epoch")}, {Counted(Steps, "step")} in {TrainingTime.TotalSeconds:0.0} s: loss {Loss:0.0000}");
        if (Accuracy is { } accuracy)
            text += Percentage(", accuracy", accuracy);
        if (Validation is { } validation)
        {
            text += string.Create(CultureInfo.InvariantCulture, $", validation loss {validation.Loss:0.0000}");
            if (validation.Accuracy is { } validationAccuracy)
                text += Percentage(", validation accuracy", validationAccuracy);
        }
        return BestEpoch is null ? text : string.Create(CultureInfo.InvariantCulture, $"{text}; best epoch {BestEpoch}");
    }

    private static string Counted(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Percentage(string what, double share) => string.Create(CultureInfo.InvariantCulture, $"{what} {100 * share:0.00} %");
}
