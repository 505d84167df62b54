using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace GptAdderExample;

/// <summary>The command line: each option with its default and its check, so that a mistake is a sentence before anything runs.</summary>
internal static class CommandLine
{
    private static readonly Option<int> Digits = new("--digits") { Description = "How many digits a number has: 1 or 2.", DefaultValueFactory = _ => 2 };
    private static readonly Option<int> Epochs = AtLeastOne("--epochs", "How many times the training sums are gone through.", 50);
    private static readonly Option<int> Batch = AtLeastOne("--batch", "How many sums make one step.", 64);
    private static readonly Option<int> Layers = AtLeastOne("--layers", "How many layers the transformer has.", 3);
    private static readonly Option<int> Heads = AtLeastOne("--heads", "How many heads share the features of a position.", 3);
    private static readonly Option<int> Features = AtLeastOne("--features", "How many features a position has: a multiple of the heads.", 48);
    private static readonly Option<double> LearningRate = new("--learning-rate") { Description = "How far a step of AdamW goes.", DefaultValueFactory = _ => 5e-4, CustomParser = ReadLearningRate };
    private static readonly Option<int> Seed = new("--seed") { Description = "Same seed, same bits.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Threads = AtLeast(0, "--threads", "How many threads compute; 0 is one for each processor.", 0);
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
        // On another thread: what runs on this one could not be cancelled.
        command.SetAction((result, cancellation) => Task.Run(() => run(Read(result), cancellation), CancellationToken.None));
        return command.Parse(arguments).InvokeAsync().GetAwaiter().GetResult();
    }

    private static GptAdderOptions Read(ParseResult result)
    {
        // What is given stands, also beside --quick.
        int Of(Option<int> option, int whenQuick) => result.GetValue(Quick) && (result.GetResult(option) is null or { Implicit: true }) ? whenQuick : result.GetValue(option);
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

    private static Option<int> AtLeastOne(string name, string description, int byDefault) => AtLeast(1, name, description, byDefault);

    private static Option<int> AtLeast(int smallest, string name, string description, int byDefault)
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
