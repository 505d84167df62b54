using System.Diagnostics;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>Formulas of many lines, and projects of many formulas.</summary>
public class LargeProjectTests : Executed
{
    [Fact]
    public void A_formula_of_500_lines_is_generated_and_computes_what_the_method_does()
    {
        string lines = string.Join("\n", Enumerable.Range(1, 500).Select(i => $"        var v{i} = {(i % 5 == 0 ? $"Sin(v{i - 1})" : $"0.9 * v{i - 1} + {i % 7} * 0.01 * x")};"));
        var watch = Stopwatch.StartNew();
        var type = new GeneratorRun($$"""
            public static partial class Long
            {
                [Activation]
                public static double Chain(double x)
                {
                    var v0 = x;
            {{lines}}
                    return v500;
                }
            }
            """).Load().GetType("Long")!;
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");

        var chain = Method<Func<double, double>>(type, "Chain");
        double[] x = Values(37, 1), y = new double[37], slopes = new double[37];
        Method<Map1<double>>(type, "Chain")(x, y);
        Method<Map2<double>>(type, "ChainGradient")(x, [.. x.Select(_ => 1.0)], slopes);
        for (int i = 0; i < x.Length; i++)
        {
            AssertClose(chain(x[i]), y[i], 1e-12);
            AssertClose(Slope(chain, x[i]), slopes[i], 1e-8);
        }
    }

    [Fact]
    public void A_thousand_activations_are_generated_each_in_its_file()
    {
        var watch = Stopwatch.StartNew();
        var run = new GeneratorRun($$"""
            public static partial class Many
            {
            {{string.Join("\n", Enumerable.Range(0, 1000).Select(i => $"    [Activation] public static double F{i}(double x, double a = {i}) => Tanh(a * x) + {i} * x;"))}}
            }
            """);
        Assert.Empty(run.Messages);
        Assert.Equal(1000, run.Files.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");
        Assert.Contains("public static global::AutoGrad.Node F999(global::AutoGrad.Node x)", run.Files["Many.F999.g.cs"]);
    }
}
