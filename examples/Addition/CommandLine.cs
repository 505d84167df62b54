using System.CommandLine;
using ExampleSupport;
using static ExampleSupport.ExampleOptions;

namespace AdditionExample;

/// <summary>The command line: each option with its default and its check, so that a mistake is a sentence before anything runs.</summary>
internal static class CommandLine
{
    private static readonly Option<int> Digits = new("--digits") { Description = "How many digits a number has at most: 1 or 2.", DefaultValueFactory = _ => 2 };
    private static readonly Option<int> Epochs = AtLeast("--epochs", "How many times the training sums are gone through.", 100, 1);
    private static readonly Option<int> Batch = AtLeast("--batch", "How many sums make one step.", 128, 1);
    private static readonly Option<int> Hidden = AtLeast("--hidden", "How many features a state has.", 128, 1);
    private static readonly Option<double> LearningRate = Positive("--learning-rate", "How far a step of Adam goes.", 2e-3);
    private static readonly Option<int> Seed = new("--seed") { Description = "Same seed, same bits.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Threads = AtLeast("--threads", "How many threads compute; 0 is one for each processor.", 0, 0);
    private static readonly Option<bool> Quick = new("--quick") { Description = "One digit, small and short: to see that it works." };

    /// <summary>Parses the arguments and runs the example; help and errors are printed by the parser. Ctrl+C cancels.</summary>
    public static int Run(string[] arguments, Func<AdditionOptions, CancellationToken, int> run)
    {
        var command = new RootCommand("Teaches an LSTM to add: it reads \"35+61\" and writes \"96\".") { Digits, Epochs, Batch, Hidden, LearningRate, Seed, Threads, Quick };
        Digits.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is not (1 or 2))
                result.AddError($"--digits: {result.GetValueOrDefault<int>()}; numbers have 1 or 2 digits.");
        });
        return command.Run(arguments, (result, cancellation) => run(Read(result), cancellation));
    }

    private static AdditionOptions Read(ParseResult result)
    {
        int Of(Option<int> option, int whenQuick) => result.Quicker(Quick, option, whenQuick);
        return new()
        {
            Digits = Of(Digits, 1),
            Epochs = Of(Epochs, 150),
            BatchSize = Of(Batch, 16),
            Hidden = Of(Hidden, 32),
            LearningRate = result.GetValue(LearningRate),
            Seed = result.GetValue(Seed),
            Threads = result.GetValue(Threads),
        };
    }
}
