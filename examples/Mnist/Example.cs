using System.Globalization;
using AutoGrad;
using ExampleSupport;

namespace MnistExample;

/// <summary>Loads the digits, builds the network, trains it, and says how good it became.</summary>
internal static class Example
{
    private const int QuickCount = 1000;

    /// <returns>The exit code: 0, or 1 after an error, which has been said.</returns>
    public static int Run(MnistOptions options, CancellationToken cancellation) => ExampleRun.ExitCode(() =>
    {
        var (train, test) = Mnist.Load(options.DataDirectory, flatten: options.Model == "mlp");
        var model = Network.Create(options, train.FeatureShape, train.ClassCount);
        if (options.IsQuick)
            (train, test) = (First(train), First(test));
        if (options.Show == Showing.Nothing)
            return Train(model, train, test, options, cancellation);
        Console.Out.Write(Shown.Of(model, train, options));
        return true;
    });

    /// <returns>Whether the training ran to its end.</returns>
    private static bool Train(Layer model, Dataset train, Dataset test, MnistOptions options, CancellationToken cancellation)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{train.Count:#,0} training and {test.Count:#,0} test images of {train.FeatureSize} pixels, {train.ClassCount} classes"));
        ModelSummary.Write(model, train.FeatureShape);

        var optimizer = Choices.Optimizers[options.Optimizer].Create(options.LearningRate);
        int steps = options.Epochs * ((train.Count + options.BatchSize - 1) / options.BatchSize);
        using var trainer = new Trainer(model, Losses.CrossEntropy, optimizer, options.Seed, options.Threads)
        {
            Schedule = Choices.Models[options.Model].Anneals ? Schedules.CosineAnnealing(options.LearningRate, steps) : null,
        };
        TrainingReport? report = null;
        try
        {
            using var progress = new TerminalProgress();
            report = trainer.Fit(train, options.Epochs, options.BatchSize, validation: test, progress, cancellation);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled.");
        }

        // Cancelled or not, the weights are usable as they are.
        if (options.SaveTo is { } path)
        {
            model.Save(path);
            Console.WriteLine($"weights saved to {path}");
        }
        if (report is null)
            return false;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"test accuracy {100 * report.Validation!.Value.Accuracy:0.00} % after {options.Epochs} {(options.Epochs == 1 ? "epoch" : "epochs")} in {report.TrainingTime.TotalSeconds:0.0} s"));
        return true;
    }

    private static Dataset First(Dataset data) => data.Subset([.. Enumerable.Range(0, Math.Min(QuickCount, data.Count))]);
}
