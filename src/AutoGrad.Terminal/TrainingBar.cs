namespace AutoGrad;

/// <summary>The line that moves: <c>epoch 1/5 ━━━━━━╸───── 234/469   loss 0.2936   accuracy 91.42 %   50,000 samples/s</c>.</summary>
internal static class TrainingBar
{
    private const int LongestBar = 40;

    /// <summary>The line, at most this many characters long; a terminal that is too narrow loses its end.</summary>
    public static string Of(TrainingProgress progress, int width, bool unicode = true)
    {
        var start = TrainingLine.Epoch(progress) + " ";
        var end = $" {progress.Step}/{progress.StepsPerEpoch}   loss {TrainingLine.Number(progress.Loss)}";
        if (progress.Accuracy is { } accuracy) end += $"   accuracy {TrainingLine.Percentage(accuracy)}";
        end += "   " + TrainingLine.Speed(progress);
        var line = start + Bar(progress, Math.Clamp(width - start.Length - end.Length, 0, LongestBar), unicode) + end;
        return line.Length <= width ? line : line[..Math.Max(0, width)];
    }

    private static string Bar(TrainingProgress progress, int length, bool unicode)
    {
        var (full, half, empty) = unicode ? ('━', "╸", '─') : ('=', "-", '.');
        var share = progress.StepsPerEpoch > 0 ? Math.Clamp((double)progress.Step / progress.StepsPerEpoch, 0, 1) : 0;
        var halves = (int)(share * 2 * length);
        return (new string(full, halves / 2) + (halves % 2 == 1 ? half : "")).PadRight(length, empty);
    }
}
