using System.Globalization;

namespace AutoGrad.Tests;

/// <summary>examples/CustomFunction, run as a user runs it.</summary>
public sealed class CustomFunctionExampleTests
{
    [Fact]
    public void It_shows_the_derivative_learns_with_its_own_functions_and_says_where_the_generated_code_lies()
    {
        var run = ExampleRun.Of("CustomFunction");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("where snake_gradient(x, upstream, a = 1) = ", run.Output);
        string error = Assert.Single(run.Lines, line => line.StartsWith("largest error ", StringComparison.Ordinal));
        Assert.InRange(double.Parse(error["largest error ".Length..], CultureInfo.InvariantCulture), 0, 0.35);

        string generated = Documents.Path("examples/CustomFunction/obj/generated/AutoGrad.Generators");
        Assert.All(
            run.Lines.Where(line => line.EndsWith(".g.cs", StringComparison.Ordinal)),
            line => Assert.Single(Directory.GetFiles(generated, line.Trim(), SearchOption.AllDirectories)));
    }
}
