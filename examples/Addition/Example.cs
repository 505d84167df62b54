using System.Globalization;
using AutoGrad;
using ExampleSupport;

namespace AdditionExample;

/// <summary>Trains the adder, and says how many sums that it never saw it gets right.</summary>
internal static class Example
{
    private const int Shown = 10;

    /// <returns>The exit code: 0, or 1 after an error, which has been said.</returns>
    public static int Run(AdditionOptions options, CancellationToken cancellation) => ExampleRun.ExitCode(() =>
    {
        Train(options, cancellation);
        return true;
    });

    private static void Train(AdditionOptions options, CancellationToken cancellation)
    {
        var sums = new Sums(options.Digits);
        var (trained, tested) = sums.Split(options.Seed);
        Dataset train = sums.ToDataset(trained), test = sums.ToDataset(tested);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trained.Count:#,0} training and {tested.Count:#,0} test sums of numbers of up to {options.Digits} digits"));
        var model = new Adder(Sums.CharacterCount, options.Hidden, sums.AnswerLength);
        ModelSummary.Write(model, [sums.QuestionLength, Sums.CharacterCount]);

        using var trainer = new Trainer(model, Adder.Loss, new Adam(options.LearningRate), options.Seed, options.Threads);
        TrainingReport report;
        using (var progress = new TerminalProgress())
            report = trainer.Fit(train, options.Epochs, options.BatchSize, validation: test, progress, cancellation);

        string[] written = sums.Read(model.Predict(test));
        for (int i = 0; i < Math.Min(Shown, tested.Count); i++)
            Console.WriteLine($"{sums.Question(tested[i])} = {written[i]} {(written[i] == sums.Answer(tested[i]) ? "right" : $"wrong, {sums.Answer(tested[i])}")}");
        Console.WriteLine(Result(sums, tested, written, options.Epochs, report.TrainingTime));
    }

    private static string Result(Sums sums, IReadOnlyList<(int A, int B)> tested, string[] written, int epochs, TimeSpan time)
    {
        int right = 0, characters = 0;
        for (int i = 0; i < written.Length; i++)
        {
            string answer = sums.Answer(tested[i]);
            right += written[i] == answer ? 1 : 0;
            characters += answer.Zip(written[i]).Count(pair => pair.First == pair.Second);
        }
        return string.Create(
            CultureInfo.InvariantCulture,
            $"test accuracy {100.0 * right / written.Length:0.00} % of sums, {100.0 * characters / (written.Length * sums.AnswerLength):0.00} % of characters, after {epochs} {(epochs == 1 ? "epoch" : "epochs")} in {time.TotalSeconds:0.0} s");
    }
}
