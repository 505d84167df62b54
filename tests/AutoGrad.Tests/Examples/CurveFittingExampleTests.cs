using System.Globalization;

namespace AutoGrad.Tests;

/// <summary>examples/CurveFitting, run as a user runs it.</summary>
public sealed class CurveFittingExampleTests
{
    [Fact]
    public void It_fits_what_NIST_certifies_and_says_how_sure_the_parameters_are()
    {
        var run = ExampleRun.Of("CurveFitting");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        double[][] fits = [.. run.Lines.Where(line => line.StartsWith("b1   ", StringComparison.Ordinal) || line.StartsWith("b2   ", StringComparison.Ordinal)).Select(line => Numbers(line))];
        Assert.Equal(2, fits.Length);
        foreach (double[] fit in fits)
        {
            Assert.Equal(1, fit[0] / fit[2], 1e-8);
            Assert.Equal(1, fit[1] / fit[3], 1e-7);
            Assert.InRange(fit[4], 8, 11);
        }
        Assert.Equal((2.3894212918E+02, 5.5015643181E-04), (fits[0][2], fits[1][2]));
        Assert.Single(run.Lines, line => line.StartsWith("sum of squares 1.245513889", StringComparison.Ordinal));
        Assert.Single(run.Lines, line => line.StartsWith("   760.0      81.78", StringComparison.Ordinal));
    }

    private static double[] Numbers(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
}
