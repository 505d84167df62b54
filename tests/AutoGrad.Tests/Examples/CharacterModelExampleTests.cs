using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AutoGrad.Tests;

/// <summary>examples/CharacterModel, run as a user runs it.</summary>
public sealed partial class CharacterModelExampleTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("autograd-characters-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void The_text_that_comes_with_it_is_learned_quickly_to_the_same_bits_on_any_number_of_threads()
    {
        var runs = new[] { "1", "2" }.Select(threads => ExampleRun.Of("CharacterModel", "--quick", "--threads", threads, "--prompt", "The wind")).ToArray();
        Assert.All(runs, run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.Equal(WithoutTimes(runs[0]), WithoutTimes(runs[1]));
        Assert.Equal(2, runs[0].Lines.Count(line => line.StartsWith("epoch ", StringComparison.Ordinal)));
        var (nats, bits) = Result(runs[0]);
        Assert.Equal(nats / Math.Log(2), bits, 2e-4);
        Assert.InRange(nats, 1, Math.Log(50));
        Assert.Equal("The wind".Length + 80, Written(runs[0]).Length);
        Assert.StartsWith("The wind", Written(runs[0]));
    }

    [Fact]
    public void A_text_of_any_characters_is_learned_and_written_on()
    {
        string file = Write("text.txt", string.Concat(Enumerable.Repeat("über 𝔘nit 🙂 ", 60)));
        var run = ExampleRun.Of("CharacterModel", "--text", file, "--quick", "--epochs", "60", "--batch", "4", "--window", "12", "--prompt", "über 𝔘", "--temperature", "0", "--length", "15");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("720 characters, 10 different ones: ", run.Lines[0]);
        Assert.Equal("über 𝔘nit 🙂 über 𝔘nit", Written(run));
        Assert.InRange(Result(run).Nats, 0, 0.3);
    }

    [Fact]
    public void What_cannot_be_learned_is_said_on_the_error_stream()
    {
        Says($"--text: there is no file '{Path.Combine(directory, "none.txt")}'.", "--text", Path.Combine(directory, "none.txt"));
        string latin = Path.Combine(directory, "latin.txt");
        File.WriteAllBytes(latin, [(byte)'a', (byte)'b', 0xFC, (byte)'c']);
        Says($"{latin}: the byte FC at position 2 is no UTF-8; save the text in that encoding.", "--text", latin);
        string text = Write("short.txt", "Too short.");
        Says($"{text}: 10 characters are too few; windows of 32 need at least 330. A smaller --window takes a shorter text.", "--text", text, "--quick");
        Says($"{Write("empty.txt", "")}: 0 characters are too few; windows of 64 need at least 650.", "--text", Path.Combine(directory, "empty.txt"));
        Says("--prompt: the text has no 'ж' (U+0436), so the model knows nothing of it.", "--prompt", "Night ж");
        Says("--prompt: the text has no '🙂' (U+1F642), so the model knows nothing of it.", "--prompt", "🙂");
    }

    [Theory]
    [InlineData("--epochs: 0 is too few; it is at least 1.", "--epochs", "0")]
    [InlineData("--window: 1 is too few; it is at least 2.", "--window", "1")]
    [InlineData("--length: -1 is too few; it is at least 0.", "--length", "-1")]
    [InlineData("--temperature: '-0.5' is not a number from 0 on.", "--temperature", "-0.5")]
    [InlineData("--learning-rate: '0' is not a positive number.", "--learning-rate", "0")]
    [InlineData("--prompt: it is empty; the writing begins with at least one character.", "--prompt", "")]
    public void What_cannot_be_is_said_before_anything_runs(string message, params string[] arguments) => Says(message, arguments);

    [Fact]
    public void It_can_be_interrupted()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return;
        var run = ExampleRun.Interrupted("epoch ", "CharacterModel", "--quick", "--epochs", "1000000");
        Assert.Equal((1, "Cancelled.\n"), (run.ExitCode, run.Error));
    }

    private static void Says(string message, params string[] arguments)
    {
        var run = ExampleRun.Of("CharacterModel", arguments);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(message, run.Error);
    }

    private static (double Nats, double Bits) Result(ExampleRun run)
    {
        var match = ResultLine().Match(run.Output);
        Assert.True(match.Success, run.Output);
        return (double.Parse(match.Groups["nats"].Value, CultureInfo.InvariantCulture), double.Parse(match.Groups["bits"].Value, CultureInfo.InvariantCulture));
    }

    /// <summary>What stands below the result, after an empty line.</summary>
    private static string Written(ExampleRun run)
    {
        var match = ResultLine().Match(run.Output);
        return run.Output[(match.Index + match.Length + 2)..^1];
    }

    private static string WithoutTimes(ExampleRun run) => Times().Replace(run.Output, "");

    private string Write(string name, string text)
    {
        string path = Path.Combine(directory, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    [GeneratedRegex(@"^validation loss (?<nats>\d+\.\d{4}) nats, (?<bits>\d+\.\d{4}) bits a character, after \d+ epochs? in \d+\.\d s$", RegexOptions.Multiline)]
    private static partial Regex ResultLine();

    [GeneratedRegex(@"in \d+\.\d s|[\d,.]+ samples/s|[\d.]+ s\b")]
    private static partial Regex Times();
}
