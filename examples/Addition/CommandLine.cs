using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace AdditionExample;

/// <summary>The command line: each option with its default and its check, so that a mistake is a sentence before anything runs.</summary>
internal static class CommandLine
{
    private static readonly Option<int> Digits = new("--digits") { Description = "How many digits a number has at most: 1 or 2.", DefaultValueFactory = _ => 2 };
    private static readonly Option<int> Epochs = AtLeast("--epochs", "How many times the training sums are gone through.", 100, 1);
    private static readonly Option<int> Batch = AtLeast("--batch", "How many sums make one step.", 128, 1);
    private static readonly Option<int> Hidden = AtLeast("--hidden", "How many features a state has.", 128, 1);
    private static readonly Option<double> LearningRate = new("--learning-rate") { Description = "How far a step of Adam goes.", DefaultValueFactory = _ => 2e-3, CustomParser = ReadLearningRate };
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
        // On another thread: what runs on this one could not be cancelled.
        command.SetAction((result, cancellation) => Task.Run(() => run(Read(result), cancellation), CancellationToken.None));
        return command.Parse(arguments).InvokeAsync().GetAwaiter().GetResult();
    }

    private static AdditionOptions Read(ParseResult result)
    {
        // What is given stands, also beside --quick.
        int Of(Option<int> option, int whenQuick) => result.GetValue(Quick) && (result.GetResult(option) is null or { Implicit: true }) ? whenQuick : result.GetValue(option);
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

    private static Option<int> AtLeast(string name, string description, int byDefault, int smallest)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < smallest)
                result.AddError($"{name}: {result.GetValueOrDefault<int>()} is too few; it is at least {smallest}.");
        });
        return option;
    }

    private static double ReadLearningRate(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) && rate > 0 && double.IsFinite(rate))
            return rate;
        result.AddError($"--learning-rate: '{text}' is not a positive number.");
        return 0;
    }
}
