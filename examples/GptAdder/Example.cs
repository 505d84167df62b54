using System.Globalization;
using AutoGrad;
using ExampleSupport;

namespace GptAdderExample;

/// <summary>Trains the transformer, and says how many sums it gets right, those that it never saw and those that it learned from.</summary>
internal static class Example
{
    private const int Shown = 10;

    /// <returns>The exit code: 0, or 1 after an error, which has been said.</returns>
    public static int Run(GptAdderOptions options, CancellationToken cancellation) => ExampleRun.ExitCode(() =>
    {
        Train(options, cancellation);
        return true;
    });

    private static void Train(GptAdderOptions options, CancellationToken cancellation)
    {
        var sums = new Sums(options.Digits);
        var (trained, tested) = sums.Split(options.Seed);
        Console.WriteLine(Text($"{trained.Count:#,0} training and {tested.Count:#,0} test sums of numbers of {options.Digits} {(options.Digits == 1 ? "digit" : "digits")}"));
        var model = new Gpt(Sums.Vocabulary, sums.Length, options.Layers, options.Heads, options.Features);
        ModelSummary.Write(model, [sums.Length]);

        using var trainer = new Trainer(model, Gpt.Loss, model.Optimizer(options.LearningRate), options.Seed, options.Threads);
        TrainingReport report;
        using (var progress = new TerminalProgress())
            report = trainer.Fit(sums.ToDataset(trained), options.Epochs, options.BatchSize, validation: sums.ToDataset(tested), progress, cancellation);

        int[] answers = sums.Answers(model, tested);
        for (int i = 0; i < Math.Min(Shown, tested.Count); i++)
            Console.WriteLine($"{tested[i].A} + {tested[i].B} = {answers[i]} {(IsRight(tested[i], answers[i]) ? "right" : $"wrong, {tested[i].A + tested[i].B}")}");
        // As many of those that were learned from, which the split has mixed.
        var known = trained.Take(tested.Count).ToArray();
        Console.WriteLine($"training sums: {Score(known, sums.Answers(model, known))}");
        Console.WriteLine(Text($"test sums: {Score(tested, answers)}, after {options.Epochs} {(options.Epochs == 1 ? "epoch" : "epochs")} in {report.TrainingTime.TotalSeconds:0.0} s"));
    }

    private static string Score(IReadOnlyList<(int A, int B)> sums, int[] answers)
    {
        int right = sums.Zip(answers).Count(pair => IsRight(pair.First, pair.Second));
        return Text($"{right} of {sums.Count} right, {100.0 * right / sums.Count:0.00} %");
    }

    private static bool IsRight((int A, int B) sum, int answer) => answer == sum.A + sum.B;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
