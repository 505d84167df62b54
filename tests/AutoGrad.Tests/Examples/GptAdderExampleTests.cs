using System.Globalization;
using System.Text.RegularExpressions;

namespace AutoGrad.Tests;

/// <summary>examples/GptAdder, run as a user runs it.</summary>
public sealed partial class GptAdderExampleTests
{
    [LongTheory]
    [InlineData(990)]
    [Trait("Category", "Training")]
    public void Two_digits_are_added_with_the_defaults_to_the_published_accuracy(int right)
    {
        var run = ExampleRun.Within(TimeSpan.FromMinutes(25), "GptAdder");
        Assert.Equal("", run.Error);
        var last = LastLine().Match(run.Lines[^1]);
        Assert.True(last.Success, run.Lines[^1]);
        Assert.Equal("1000", last.Groups["all"].Value);
        Assert.InRange(int.Parse(last.Groups["right"].Value, CultureInfo.InvariantCulture), right, 1000);
    }

    [Fact]
    public void One_digit_is_learned_quickly_to_the_same_bits_on_any_number_of_threads()
    {
        var runs = new[] { "1", "2" }.Select(threads => ExampleRun.Of("GptAdder", "--quick", "--threads", threads)).ToArray();
        Assert.All(runs, run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.Equal("90 training and 10 test sums of numbers of 1 digit", runs[0].Lines[0]);
        Assert.Equal(200, Losses(runs[0]).Length);
        Assert.Equal(Losses(runs[0]), Losses(runs[1]));
        Assert.Equal(runs[0].Lines[^2], runs[1].Lines[^2]);
        Assert.Equal(WithoutTime(runs[0].Lines[^1]), WithoutTime(runs[1].Lines[^1]));
        Assert.Matches("^test sums: [0-9]+ of 10 right, ", runs[0].Lines[^1]);
        // Digit by digit it writes what it was trained to write.
        Assert.InRange(int.Parse(TrainingSums().Match(runs[0].Lines[^2]).Groups["right"].Value, CultureInfo.InvariantCulture), 9, 10);
    }

    [Theory]
    [InlineData("--epochs: 0 is too few; it is at least 1.", "--epochs", "0")]
    [InlineData("--digits: 3; numbers have 1 or 2 digits.", "--digits", "3")]
    [InlineData("--learning-rate: 'fast' is not a positive number.", "--learning-rate", "fast")]
    [InlineData("MultiHeadAttention: 3 heads cannot share 50 features out evenly.", "--features", "50")]
    [InlineData("--heads: 0 is too few; it is at least 1.", "--heads", "0")]
    public void What_cannot_be_is_said_on_the_error_stream(string message, params string[] arguments)
    {
        var run = ExampleRun.Of("GptAdder", arguments);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(message, run.Error);
    }

    [Fact]
    public void Interrupting_it_ends_the_training()
    {
        // There is no such signal elsewhere.
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return;
        var run = ExampleRun.Interrupted("epoch ", "GptAdder", "--quick", "--epochs", "1000000");
        Assert.Equal((1, "Cancelled.\n"), (run.ExitCode, run.Error));
    }

    private static string[] Losses(ExampleRun run) => [.. run.Lines.Where(line => line.StartsWith("epoch ", StringComparison.Ordinal)).Select(line => LossOfEpoch().Match(line).Value)];

    private static string WithoutTime(string line) => line[..line.LastIndexOf(" in ", StringComparison.Ordinal)];

    [GeneratedRegex(@"loss \S+")]
    private static partial Regex LossOfEpoch();

    [GeneratedRegex(@"^training sums: (?<right>\d+) of 10 right, \d+\.\d\d %$")]
    private static partial Regex TrainingSums();

    [GeneratedRegex(@"^test sums: (?<right>\d+) of (?<all>\d+) right, \d+\.\d\d %, after \d+ epochs? in \d+\.\d s$")]
    private static partial Regex LastLine();
}
