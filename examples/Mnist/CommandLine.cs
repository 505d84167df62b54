using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ExampleSupport;
using static ExampleSupport.ExampleOptions;

namespace MnistExample;

/// <summary>The command line: each option with its default and its check, so that a mistake is a sentence before anything is loaded.</summary>
internal static class CommandLine
{
    private static readonly Option<string?> Model = OneOf("--model", "The network: linear layers, LeNet-5, or two convolutions with dropout.", "mlp", Choices.Models.Keys);
    private static readonly Option<int?> Epochs = AtLeast("--epochs", "How many times the training images are gone through. Default: the network's own.", 1);
    private static readonly Option<int?> Batch = AtLeast("--batch", "How many images make one step. Default: the network's own.", 1);
    private static readonly Option<double> LearningRate = Positive("--learning-rate", "How far a step goes. Default: the optimizer's own.");
    private static readonly Option<string?> Optimizer = OneOf("--optimizer", "How the weights are updated. Default: the network's own.", null, Choices.Optimizers.Keys);
    private static readonly Option<int[]> Hidden = new("--hidden") { Description = "The widths of the hidden layers of the mlp, 256,128; 'none' for a linear classifier.", DefaultValueFactory = _ => [256, 128], CustomParser = ReadWidths };
    private static readonly Option<string?> Activation = OneOf("--activation", "The function between the layers. Default: the network's own.", null, Choices.Activations.Keys);
    private static readonly Option<int> Seed = new("--seed") { Description = "Same seed, same bits.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int?> Threads = AtLeast("--threads", "How many threads compute; 0, the default, is one for each processor.", 0);
    private static readonly Option<string> Data = new("--data") { Description = "A directory with data in the format of MNIST (Fashion-MNIST, for instance).", DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "mnist") };
    private static readonly Option<string?> Save = new("--save") { Description = "Where the trained weights go, as safetensors." };
    private static readonly Option<bool> Quick = new("--quick") { Description = "Train on a thousand images, for one epoch unless told otherwise: to see that it works." };
    private static readonly Option<bool> ShowGraph = new("--show-graph") { Description = "Print the forward graph and exit." };
    private static readonly Option<bool> ShowGradient = new("--show-gradient") { Description = "Print the gradient graph of the first weight and exit." };
    private static readonly Option<bool> ShowCode = new("--show-code") { Description = "Print the code of a training step and exit." };

    /// <summary>Parses the arguments and runs the example; help and errors are printed by the parser. Ctrl+C cancels.</summary>
    public static int Run(string[] arguments, Func<MnistOptions, CancellationToken, int> run)
    {
        var command = new RootCommand("Trains a classifier on the MNIST digits.")
        {
            Model, Epochs, Batch, LearningRate, Optimizer, Hidden, Activation, Seed, Threads, Data, Save, Quick, ShowGraph, ShowGradient, ShowCode,
        };
        command.Validators.Add(result =>
        {
            if (new[] { ShowGraph, ShowGradient, ShowCode }.Count(result.GetValue) > 1)
                result.AddError("--show-graph, --show-gradient and --show-code: one at a time.");
            if (result.GetResult(Hidden) is { Implicit: false } && result.GetValue(Model) is { } model and not "mlp")
                result.AddError($"--hidden: the layers of {model} have widths of their own; --model mlp takes others.");
        });
        Save.Validators.Add(result =>
        {
            string path = Path.GetFullPath(result.Tokens[0].Value);
            if (Directory.Exists(path))
                result.AddError($"--save: '{path}' is a directory; name a file in it.");
            else if (!Directory.Exists(Path.GetDirectoryName(path)))
                result.AddError($"--save: there is no directory '{Path.GetDirectoryName(path)}'; create it first.");
        });
        return command.Run(arguments, (result, cancellation) => run(Read(result), cancellation));
    }

    private static MnistOptions Read(ParseResult result)
    {
        string model = result.GetValue(Model)!;
        var own = Choices.Models[model];
        bool isQuick = result.GetValue(Quick);
        string optimizer = result.GetValue(Optimizer) ?? own.Optimizer;
        return new()
        {
            Model = model,
            IsQuick = isQuick,
            Epochs = result.GetValue(Epochs) ?? (isQuick ? 1 : own.Epochs),
            BatchSize = result.GetValue(Batch) ?? own.BatchSize,
            LearningRate = result.GetResult(LearningRate) is null ? Choices.Optimizers[optimizer].DefaultRate : result.GetValue(LearningRate),
            Optimizer = optimizer,
            Hidden = result.GetValue(Hidden)!,
            Activation = result.GetValue(Activation) ?? own.Activation,
            Seed = result.GetValue(Seed),
            Threads = result.GetValue(Threads) ?? 0,
            DataDirectory = result.GetValue(Data)!,
            SaveTo = result.GetValue(Save),
            Show = result.GetValue(ShowGraph) ? Showing.Graph : result.GetValue(ShowGradient) ? Showing.Gradient : result.GetValue(ShowCode) ? Showing.Code : Showing.Nothing,
        };
    }

    private static Option<string?> OneOf(string name, string description, string? byDefault, IEnumerable<string> choices)
    {
        var option = new Option<string?>(name) { Description = description };
        if (byDefault is not null)
            option.DefaultValueFactory = _ => byDefault;
        option.AcceptOnlyFromAmong([.. choices]);
        return option;
    }

    private static int[] ReadWidths(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text == "none")
            return [];
        var widths = new List<int>();
        foreach (string part in text.Split(','))
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int width) && width > 0)
                widths.Add(width);
            else
                result.AddError($"--hidden: '{part}' in '{text}' is not the width of a layer; write positive numbers with commas, as in 256,128.");
        return [.. widths];
    }
}
