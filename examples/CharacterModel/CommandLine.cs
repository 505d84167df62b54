using System.CommandLine;
using ExampleSupport;
using static ExampleSupport.ExampleOptions;

namespace CharacterModelExample;

/// <summary>The command line: each option with its default and its check, so that a mistake is a sentence before anything runs.</summary>
internal static class CommandLine
{
    private static readonly Option<string?> Text = new("--text") { Description = "The file to learn from, UTF-8. Default: a short text that comes with the example." };
    private static readonly Option<int> Epochs = AtLeast("--epochs", "How many times the text is gone through.", 30, 1);
    private static readonly Option<int> Batch = AtLeast("--batch", "How many windows make one step.", 16, 1);
    private static readonly Option<int> Window = AtLeast("--window", "How many characters the model sees at once in training.", 64, 2);
    private static readonly Option<int> Hidden = AtLeast("--hidden", "How many features a state has.", 128, 1);
    private static readonly Option<double> LearningRate = Positive("--learning-rate", "How far a step of Adam goes.", 3e-3);
    private static readonly Option<int> Seed = new("--seed") { Description = "Same seed, same bits.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Threads = AtLeast("--threads", "How many threads compute; 0 is one for each processor.", 0, 0);
    private static readonly Option<int> Length = AtLeast("--length", "How many characters are written after the prompt.", 400, 0);
    private static readonly Option<double> Temperature = Number("--temperature", "How daring the writing is: at 0 always the likeliest character, at 1 as the model has learned.", 0.7, "a number from 0 on", static temperature => temperature >= 0);
    private static readonly Option<string?> Prompt = new("--prompt") { Description = "What the writing begins with. Default: the first character of the text." };
    private static readonly Option<bool> Quick = new("--quick") { Description = "Small and short: to see that it works." };

    /// <summary>Parses the arguments and runs the example; help and errors are printed by the parser. Ctrl+C cancels.</summary>
    public static int Run(string[] arguments, Func<CharacterOptions, CancellationToken, int> run)
    {
        var command = new RootCommand("Teaches an LSTM to write like a text: it learns what character comes next.")
        {
            Text, Epochs, Batch, Window, Hidden, LearningRate, Seed, Threads, Length, Temperature, Prompt, Quick,
        };
        Prompt.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is "")
                result.AddError("--prompt: it is empty; the writing begins with at least one character.");
        });
        return command.Run(arguments, (result, cancellation) => run(Read(result), cancellation));
    }

    private static CharacterOptions Read(ParseResult result)
    {
        int Of(Option<int> option, int whenQuick) => result.Quicker(Quick, option, whenQuick);
        return new()
        {
            TextFile = result.GetValue(Text),
            Epochs = Of(Epochs, 2),
            BatchSize = result.GetValue(Batch),
            Window = Of(Window, 32),
            Hidden = Of(Hidden, 32),
            LearningRate = result.GetValue(LearningRate),
            Seed = result.GetValue(Seed),
            Threads = result.GetValue(Threads),
            Length = Of(Length, 80),
            Temperature = result.GetValue(Temperature),
            Prompt = result.GetValue(Prompt),
        };
    }
}
