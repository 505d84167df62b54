using System.Globalization;
using AutoGrad.Kernels;
using AutoGrad.Tests.Reference;

namespace AutoGrad.Tests;

/// <summary>The largest errors of the elementary functions on lanes, in units of the last place, against double-double arithmetic.</summary>
public class ElementaryAccuracyTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly Lazy<string[]> Page = new(() => File.ReadAllLines(Documents.Path("docs/numerics.md")));

    public static TheoryData<string> Functions => [.. ElementaryBound.All.Select(bound => bound.Name)];

    public static TheoryData<string> FunctionsOfTwo => [.. ElementaryBoundOfTwo.All.Select(bound => bound.Name)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Errors_are_within_the_documented_bounds(string name)
    {
        var bound = ElementaryBound.All.Single(b => b.Name == name);
        var (single, twice) = (new ElementaryError(), new ElementaryError());
        foreach (double x in bound.Single.Samples(1e-37))
        {
            float argument = (float)x;
            single.Add((float)Float1.Get(bound.OfSingle(Float1.Const(argument)), 0), bound.Exact(argument), $"{argument:R}");
        }
        foreach (double x in bound.Double.Samples(1e-300))
            twice.Add(Double1.Get(bound.OfDouble(Double1.Const(x)), 0), bound.Exact(x), $"{x:R}");

        Check(name, (Text(bound.Single), bound.Single.Ulps), single, (Text(bound.Double), bound.Double.Ulps), twice);

        static string Text(ElementaryDomain domain) => string.Create(CultureInfo.InvariantCulture, $"{domain.Low:R} … {domain.High:R}");
    }

    [Theory]
    [MemberData(nameof(FunctionsOfTwo))]
    public void Errors_of_functions_of_two_are_within_the_documented_bounds(string name)
    {
        var bound = ElementaryBoundOfTwo.All.Single(b => b.Name == name);
        var (single, twice) = (new ElementaryError(), new ElementaryError());
        foreach (var (x, y) in bound.Samples(false))
        {
            float first = (float)x, second = (float)y;
            single.Add((float)Float1.Get(bound.OfSingle(Float1.Const(first), Float1.Const(second)), 0), bound.Exact(first, second), $"({first:R}, {second:R})");
        }
        foreach (var (x, y) in bound.Samples(true))
            twice.Add(Double1.Get(bound.OfDouble(Double1.Const(x), Double1.Const(y)), 0), bound.Exact(x, y), $"({x:R}, {y:R})");

        Check(name, bound.Single, single, bound.Double, twice);
    }

    // The references are rounded to double: half a unit more. Below the normal numbers the unit is the smallest number.
    [Theory]
    [MemberData(nameof(Functions))]
    public void The_220_digit_references_are_met_within_the_bounds_tails_included(string name)
    {
        var bound = ElementaryBound.All.Single(b => b.Name == name);
        if (!ReferenceFunction.All.TryGetValue(name, out var reference))
        {
            Assert.Contains(name, (string[])["tan", "acosh", "exp2", "log2", "log10", "sigmoidslope", "tanhsoftplus", "tanhsoftplusslope", "gaussian"]);
            return;
        }
        for (int i = 0; i < reference.X.Length; i++)
        {
            double actual = Double1.Get(bound.OfDouble(Double1.Const(reference.X[i])), 0), expected = reference.Value[i];
            var error = new ElementaryError();
            if (!actual.Equals(expected))
                error.Add(actual, expected, $"{reference.X[i]:R}");
            Assert.True(error.Ulps <= (bound.Double.Ulps + 0.5) * FusedMultiplication.Slack, $"{name}({error.At}) is {actual:R}, the reference has {expected:R}.");
        }
    }

    [Fact]
    public void Every_documented_function_is_measured()
    {
        var documented = Page.Value.SkipWhile(line => !line.StartsWith("| function |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|')[1].Trim());

        Assert.Equal([.. ElementaryBound.All.Select(b => b.Name), .. ElementaryBoundOfTwo.All.Select(b => b.Name)], documented);
    }

    // Where multiplication is fused, the figures are the same on every machine, and the page shows them. Without, more is rounded.
    private void Check(string name, (string Domain, double Ulps) single, ElementaryError singleError, (string Domain, double Ulps) twice, ElementaryError twiceError)
    {
        string row = string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {single.Domain} | {single.Ulps} | {singleError.Text} | {twice.Domain} | {twice.Ulps} | {twiceError.Text} |");
        output.WriteLine($"{row}  at {singleError.At}, {twiceError.At}");
        Assert.True(singleError.Ulps <= single.Ulps * FusedMultiplication.Slack, $"{name} in single precision: {singleError.Text} ulp at {singleError.At}.");
        Assert.True(twiceError.Ulps <= twice.Ulps * FusedMultiplication.Slack, $"{name} in double precision: {twiceError.Text} ulp at {twiceError.At}.");
        if (FusedMultiplication.IsSupported)
            Assert.Contains(row, Page.Value);
    }
}
