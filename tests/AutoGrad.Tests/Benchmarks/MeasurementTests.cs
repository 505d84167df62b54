using System.Globalization;
using AutoGrad.Benchmarks;
using VerifyXunit;

namespace AutoGrad.Tests;

/// <summary>Lines of benchmarks, the command that writes them, and the table of ratios.</summary>
public class MeasurementTests
{
    [Fact]
    public void A_measurement_is_a_line_that_can_be_read_again()
    {
        var measurement = new Measurement("function/composed-x+sin(x)^2-n1000", 2, 1234.5, 0);
        Assert.Equal("""{"name":"function/composed-x+sin(x)^2-n1000","threads":2,"median_us":1234.50,"allocated_bytes":0}""", measurement.ToString());
        Assert.Equal(measurement, Measurement.Parse(measurement.ToString()));
        Assert.Null(Measurement.Parse("""{"name":"matmul/64","threads":1,"median_us":5.2}""").AllocatedBytes);
    }

    [Theory]
    [InlineData("matmul/64 5.2")]
    [InlineData("""{"name":"matmul/64"}""")]
    [InlineData("""{"name":"matmul/64","threads":1,"median_us":"5.2"}""")]
    public void A_line_that_is_no_measurement_is_refused(string line) => Assert.Equal(
        $$"""'{{line}}' is no measurement; a line is {"name":"step/name","threads":1,"median_us":1.50,"allocated_bytes":0}.""",
        Assert.Throws<FormatException>(() => Measurement.Parse(line)).Message);

    [Fact]
    public void A_measurement_counts_what_a_run_allocates_and_takes_the_median()
    {
        int run = 0;
        byte[]? kept = null;
        var measurement = Measurement.Of("name", 1, 5, () =>
        {
            kept = new byte[1000];
            Thread.Sleep(run++ == 2 ? 0 : 2);
        });
        Assert.NotNull(kept);
        Assert.InRange(measurement.MedianMicroseconds, 1_000, 1_000_000);
        Assert.InRange(measurement.AllocatedBytes!.Value, 1_000, long.MaxValue);
    }

    [Fact]
    public void Every_workload_that_peers_run_has_a_floor_and_a_higher_aim()
    {
        foreach (string family in new[] { "steps", "functions", "matmul" })
            foreach (var benchmark in CommandLine.Families[family].Benchmarks)
            {
                var floor = Floor.Of(family == "matmul" ? "OpenBLAS" : "TorchSharp", benchmark.Name);
                Assert.True(floor is not null && floor.Aim > floor.Least, benchmark.Name);
            }
        Assert.Equal(8, Floor.Of("TorchSharp", "function/tanh-n1000")!.Least);
        Assert.Equal(4, Floor.Of("TorchSharp", "function/tanh-n100000")!.Least);
        Assert.Equal(1.3, Floor.Of("TorchSharp", "function/softmax-64x10")!.Least);
    }

    [Fact]
    public Task The_table_holds_medians_of_ours_against_those_of_peers()
    {
        Measurement[] ours = [new("step/gpt-x", 1, 30_000, 0), new("matmul/64", 1, 10, 0), new("step/gpt-x", 1, 20_000, 0), new("step/gpt-x", 1, 90_000, 0), new("step/only-ours", 1, 1, 0)];
        return Verifier.Verify(
            ComparisonTable.Write(ours, new Dictionary<string, IReadOnlyList<Measurement>>
            {
                ["TorchSharp"] = [new("step/gpt-x", 1, 100_000, null), new("step/gpt-x", 2, 1, null), new("matmul/64", 1, 12, null)],
                ["OpenBLAS"] = [new("matmul/64", 1, 5, null)],
            }),
            "md");
    }

    [Theory]
    [InlineData("steps --threads 0", "--threads: 0 is too few; it is at least 1.")]
    [InlineData("matmul --filter step", "--filter: none of the matmul benchmarks has 'step' in its name. There are:\n  matmul/64\n")]
    [InlineData("compare ours.jsonl peer.jsonl", "'peer.jsonl' names no peer; write NAME=FILE, as in TorchSharp=peer.jsonl.")]
    [InlineData("compare /no/such.jsonl peer=/no/such.jsonl", "Could not find a part of the path '/no/such.jsonl'.")]
    [InlineData("step", "Unrecognized command or argument 'step'.")]
    public void A_mistake_on_the_command_line_is_a_sentence(string arguments, string expected)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture), error = new(CultureInfo.InvariantCulture);
        Assert.Equal(1, CommandLine.Run(arguments.Split(' '), output, error));
        Assert.Contains(expected, error.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_filter_chooses_what_is_measured()
    {
        using StringWriter output = new(CultureInfo.InvariantCulture), error = new(CultureInfo.InvariantCulture);
        Assert.Equal(0, CommandLine.Run(["matmul", "--filter", "matmul/64", "--threads", "2"], output, error));
        var line = Measurement.Parse(output.ToString());
        Assert.Equal(("matmul/64", 2), (line.Name, line.Threads));
        Assert.Empty(error.ToString());
    }
}
