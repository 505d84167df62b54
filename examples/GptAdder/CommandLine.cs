using System.CommandLine;
using ExampleSupport;
using static ExampleSupport.ExampleOptions;

namespace GptAdderExample;

/// <summary>The command line: each option with its default and its check, so that a mistake is a sentence before anything runs.</summary>
internal static class CommandLine
{
    private static readonly Option<int> Digits = new("--digits") { Description = "How many digits a number has: 1 or 2.", DefaultValueFactory = _ => 2 };
    private static readonly Option<int> Epochs = AtLeast("--epochs", "How many times the training sums are gone through.", 50, 1);
    private static readonly Option<int> Batch = AtLeast("--batch", "How many sums make one step.", 64, 1);
    private static readonly Option<int> Layers = AtLeast("--layers", "How many layers the transformer has.", 3, 1);
    private static readonly Option<int> Heads = AtLeast("--heads", "How many heads share the features of a position.", 3, 1);
    private static readonly Option<int> Features = AtLeast("--features", "How many features a position has: a multiple of the heads.", 48, 1);
    private static readonly Option<double> LearningRate = Positive("--learning-rate", "How far a step of AdamW goes.", 5e-4);
    private static readonly Option<int> Seed = new("--seed") { Description = "Same seed, same bits.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Threads = AtLeast("--threads", "How many threads compute; 0 is one for each processor.", 0, 0);
    private static readonly Option<bool> Quick = new("--quick") { Description = "One digit, one layer and short: to see that it works." };

    /// <summary>Parses the arguments and runs the example; help and errors are printed by the parser. Ctrl+C cancels.</summary>
    public static int Run(string[] arguments, Func<GptAdderOptions, CancellationToken, int> run)
    {
        var command = new RootCommand("Teaches a small GPT to add: it reads 8550 and goes on with 531, for 85 + 50 = 135 read from its end.")
        {
            Digits, Epochs, Batch, Layers, Heads, Features, LearningRate, Seed, Threads, Quick,
        };
        Digits.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is not (1 or 2))
                result.AddError($"--digits: {result.GetValueOrDefault<int>()}; numbers have 1 or 2 digits.");
        });
        return command.Run(arguments, (result, cancellation) => run(Read(result), cancellation));
    }

    private static GptAdderOptions Read(ParseResult result)
    {
        int Of(Option<int> option, int whenQuick) => result.Quicker(Quick, option, whenQuick);
        return new()
        {
            Digits = Of(Digits, 1),
            Epochs = Of(Epochs, 200),
            BatchSize = Of(Batch, 18),
            Layers = Of(Layers, 1),
            Heads = result.GetValue(Heads),
            Features = result.GetValue(Features),
            LearningRate = result.GetValue(LearningRate),
            Seed = result.GetValue(Seed),
            Threads = result.GetValue(Threads),
        };
    }
}
