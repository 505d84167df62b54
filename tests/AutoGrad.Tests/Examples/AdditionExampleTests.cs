using System.Globalization;
using System.Text.RegularExpressions;

namespace AutoGrad.Tests;

/// <summary>examples/Addition, run as a user runs it.</summary>
public sealed partial class AdditionExampleTests
{
    [LongTheory]
    [InlineData(99)]
    [Trait("Category", "Training")]
    public void Two_digits_are_added_with_the_defaults_to_the_published_accuracy(double accuracy)
    {
        var run = ExampleRun.Within(TimeSpan.FromMinutes(25), "Addition");
        Assert.Equal("", run.Error);
        Assert.InRange(Accuracy(run), accuracy, 100);
    }

    [Fact]
    public void One_digit_is_learned_quickly_to_the_same_bits_on_any_number_of_threads()
    {
        var runs = new[] { "1", "2" }.Select(threads => ExampleRun.Of("Addition", "--quick", "--epochs", "20", "--threads", threads)).ToArray();
        Assert.All(runs, run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.Equal(20, runs[0].Lines.Count(line => line.StartsWith("epoch ", StringComparison.Ordinal)));
        Assert.Equal(Losses(runs[0]), Losses(runs[1]));
        Assert.Equal(WithoutTime(runs[0].Lines[^1]), WithoutTime(runs[1].Lines[^1]));
        Assert.InRange(Accuracy(runs[0]), 0, 100);
    }

    [Theory]
    [InlineData("--epochs: 0 is too few; it is at least 1.", "--epochs", "0")]
    [InlineData("--digits: 3; numbers have 1 or 2 digits.", "--digits", "3")]
    [InlineData("--learning-rate: 'fast' is not a positive number.", "--learning-rate", "fast")]
    [InlineData("--hidden: 0 is too few; it is at least 1.", "--hidden", "0")]
    public void What_cannot_be_is_said_on_the_error_stream(string message, params string[] arguments)
    {
        var run = ExampleRun.Of("Addition", arguments);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(message, run.Error);
    }

    private static double Accuracy(ExampleRun run)
    {
        var last = LastLine().Match(run.Lines[^1]);
        Assert.True(last.Success, run.Lines[^1]);
        return double.Parse(last.Groups["accuracy"].Value, CultureInfo.InvariantCulture);
    }

    private static string[] Losses(ExampleRun run) => [.. run.Lines.Where(line => line.StartsWith("epoch ", StringComparison.Ordinal)).Select(line => LossOfEpoch().Match(line).Value)];

    private static string WithoutTime(string line) => line[..line.LastIndexOf(" in ", StringComparison.Ordinal)];

    [GeneratedRegex(@"loss \S+")]
    private static partial Regex LossOfEpoch();

    [GeneratedRegex(@"^test accuracy (?<accuracy>\d+\.\d\d) % of sums, \d+\.\d\d % of characters, after \d+ epochs? in \d+\.\d s$")]
    private static partial Regex LastLine();
}
