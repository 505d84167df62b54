using System.Globalization;

namespace AutoGrad;

/// <summary>The line that stays of an epoch: <c>epoch  1/5   loss 0.2936   accuracy 91.42 %   validation loss …   1.2 s   50,000 samples/s</c>.</summary>
internal static class TrainingLine
{
    public static string Of(TrainingProgress progress)
    {
        List<string> parts = [Epoch(progress), $"loss {Number(progress.Loss)}"];
        if (progress.Accuracy is { } accuracy) parts.Add($"accuracy {Percentage(accuracy)}");
        if (progress.ValidationLoss is { } validationLoss) parts.Add($"validation loss {Number(validationLoss)}");
        if (progress.ValidationAccuracy is { } validationAccuracy) parts.Add($"validation accuracy {Percentage(validationAccuracy)}");
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"{progress.Elapsed.TotalSeconds:0.0} s"));
        parts.Add(Speed(progress));
        return string.Join("   ", parts);
    }

    public static string Epoch(TrainingProgress progress)
    {
        var epochs = progress.Epochs.ToString(CultureInfo.InvariantCulture);
        return $"epoch {progress.Epoch.ToString(CultureInfo.InvariantCulture).PadLeft(epochs.Length)}/{epochs}";
    }

    public static string Number(double value) =>
        value.ToString(Math.Abs(value) is >= 1e-3 and < 1e6 or 0 ? "0.0000" : "0.000e+0", CultureInfo.InvariantCulture);

    public static string Percentage(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    public static string Speed(TrainingProgress progress) => progress.SamplesPerSecond.ToString("#,0", CultureInfo.InvariantCulture) + " samples/s";
}
