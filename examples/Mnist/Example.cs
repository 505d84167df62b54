using System.Globalization;
using AutoGrad;

namespace MnistExample;

/// <summary>Loads the digits, builds the network, trains it, and says how good it became.</summary>
internal static class Example
{
    /// <returns>The exit code: 0, or 1 after an error, which has been said.</returns>
    public static int Run(MnistOptions options, CancellationToken cancellation)
    {
        try
        {
            var (train, test) = Mnist.Load(options.DataDirectory);
            var model = Network.Create(train.FeatureSize, options.Hidden, options.Activation, train.ClassCount);
            if (options.Show != Showing.Nothing)
                Console.Out.Write(Shown.Of(model, train, options));
            else
                Train(model, train, test, options, cancellation);
            return 0;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException or TrainingException)
        {
            Console.Error.WriteLine(error.Message);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled.");
        }
        return 1;
    }

    private static void Train(Layer model, Dataset train, Dataset test, MnistOptions options, CancellationToken cancellation)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{train.Count:#,0} training and {test.Count:#,0} test images of {train.FeatureSize} pixels, {train.ClassCount} classes"));
        ModelSummary.Write(model, [train.FeatureSize]);

        var optimizer = Choices.Optimizers[options.Optimizer].Create(options.LearningRate);
        using var trainer = new Trainer(model, Losses.CrossEntropy, optimizer, options.Seed, options.Threads);
        TrainingReport report;
        using (var progress = new TerminalProgress())
            report = trainer.Fit(train, options.Epochs, options.BatchSize, validation: test, progress, cancellation);

        if (options.SaveTo is { } path)
        {
            model.Save(path);
            Console.WriteLine($"weights saved to {path}");
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"test accuracy {100 * report.Validation!.Value.Accuracy:0.00} % after {options.Epochs} {(options.Epochs == 1 ? "epoch" : "epochs")} in {report.TrainingTime.TotalSeconds:0.0} s"));
    }
}
