using Spectre.Console;
using static VerifyXunit.Verifier;

namespace AutoGrad.Tests;

public sealed class ModelSummaryTests
{
    [Fact]
    public async Task A_model_is_a_table_of_its_layers_with_shapes_and_parameters()
    {
        var model = new Sequential { new Flatten(), new Linear(6, 4), h => 2 * h, new Linear(4, 2, bias: false) };
        await Verify(Written(model, [2, 3]), "txt");
    }

    [Fact]
    public void A_layer_that_is_used_twice_is_counted_once_and_its_inner_layers_apart()
    {
        var shared = new Linear(3, 3);
        var summaries = new Sequential { shared, new Sequential { new Linear(3, 3) }, shared }.Summarize([3]);
        Assert.Equal([("", 0L), ("0", 12L), ("1", 0L), ("1.0", 12L)], summaries.Select(summary => (summary.Path, summary.ParameterCount)));
    }

    [Fact]
    public void What_is_not_learned_is_counted_apart()
    {
        string written = Written(new Sequential { new Embedding(1000, 2), new BatchNorm(3) }, [3], ElementType.Int64);
        Assert.Matches(@"\| total +\| +\| +\| +2,012 \|\n\| trainable +\| +\| +\| +2,006 \|\n\| not trainable +\| +\| +\| +6 \|", written);
        Assert.Matches(@"\| 0 +\| Embedding +\| \[3, 2\] \| +2,000 \|", written);
    }

    [Fact]
    public void A_sample_that_does_not_fit_says_where() =>
        Assert.Contains("0.Linear", Assert.Throws<ShapeException>(() => Written(new Sequential { new Linear(6, 4) }, [5])).Message);

    private static string Written(Layer model, Shape sample, ElementType? type = null)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Capabilities.Unicode = false;
        ModelSummary.Write(model, sample, console, type);
        return string.Join("\n", writer.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.TrimEnd()));
    }
}
