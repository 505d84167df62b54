using System.CommandLine;

namespace AutoGrad.Benchmarks;

/// <summary>The command that holds lines of ours against lines of peers.</summary>
internal static class ComparisonCommand
{
    private static readonly Argument<string> Ours = new("ours") { Description = "A file with our lines." };
    private static readonly Argument<string[]> Peers = new("peers") { Description = "Files with peers' lines, each as NAME=FILE.", Arity = ArgumentArity.OneOrMore };

    public static Command Create(TextWriter output, TextWriter error)
    {
        Peers.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.IndexOf('=') <= 0)
                    result.AddError($"'{token.Value}' names no peer; write NAME=FILE, as in TorchSharp=peer.jsonl.");
        });
        var command = new Command("compare", "Prints a table of what was measured: the peer's time ÷ ours, beside the floor and the aim.") { Ours, Peers };
        command.SetAction(result => Compare(result.GetValue(Ours)!, result.GetValue(Peers)!, output, error));
        return command;
    }

    private static int Compare(string ours, string[] peers, TextWriter output, TextWriter error)
    {
        try
        {
            output.Write(ComparisonTable.Write(Read(ours), peers.Select(peer => peer.Split('=', 2)).ToDictionary(pair => pair[0], pair => Read(pair[1]))));
            return 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            error.WriteLine(problem.Message);
            return 1;
        }
    }

    private static IReadOnlyList<Measurement> Read(string file) => [.. File.ReadLines(file).Where(line => line.Length > 0).Select(Measurement.Parse)];
}
