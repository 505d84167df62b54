using System.Globalization;
using AutoGrad;
using ExampleSupport;

namespace CharacterModelExample;

/// <summary>Trains the model on a text, says how well it foretells the part that it never read, and lets it write.</summary>
internal static class Example
{
    /// <returns>The exit code: 0, or 1 after an error, which has been said.</returns>
    public static int Run(CharacterOptions options, CancellationToken cancellation) => ExampleRun.ExitCode(() =>
    {
        Train(options, cancellation);
        return true;
    });

    private static void Train(CharacterOptions options, CancellationToken cancellation)
    {
        var text = LearnedText.Load(options.TextFile, options.Window);
        var characters = text.Characters;
        int[] prompt = characters.NumbersOf(options.Prompt ?? text.First, "--prompt");
        var (train, test) = text.Split();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{text.Length:#,0} characters, {characters.Count} different ones: {train.Count:#,0} training and {test.Count:#,0} test windows of {options.Window}"));
        var model = new CharacterNetwork(characters.Count, options.Hidden);
        ModelSummary.Write(model, [options.Window], sampleType: ElementType.Int32);

        using var trainer = new Trainer(model, CharacterNetwork.Loss, new Adam(options.LearningRate) { MaxGradientNorm = 1 }, options.Seed, options.Threads);
        TrainingReport report;
        using (var progress = new TerminalProgress())
            report = trainer.Fit(train, options.Epochs, options.BatchSize, validation: test, progress, cancellation);

        double nats = report.Validation!.Value.Loss;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"validation loss {nats:0.0000} nats, {nats / Math.Log(2):0.0000} bits a character, after {options.Epochs} {(options.Epochs == 1 ? "epoch" : "epochs")} in {report.TrainingTime.TotalSeconds:0.0} s"));
        using var writer = new Writer(model, characters, options.Hidden);
        Console.WriteLine();
        Console.WriteLine(writer.Write(prompt, options.Length, options.Temperature, options.Seed, cancellation));
    }
}
