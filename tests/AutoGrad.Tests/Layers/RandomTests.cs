using AutoGrad.Symbolics;

namespace AutoGrad.Tests.Layers;

/// <summary>What a scope draws: distributions by statistics under fixed seeds, that runs differ and seeds decide, and the mistakes in it.</summary>
public sealed class RandomTests
{
    private const int Size = 40_000;

    [Theory]
    [InlineData(ElementType.Float32, 1)]
    [InlineData(ElementType.Float32, 2)]
    [InlineData(ElementType.Float64, 3)]
    [InlineData(ElementType.Float64, 4)]
    public void Normal_numbers_have_the_normal_distribution(ElementType type, int seed)
    {
        using var scope = new BuildScope(Mode.Training, seed);
        double[] z = [.. scope.Normal([Size], mean: 3, deviation: 0.5, type).Evaluate().Select(value => (value - 3) / 0.5)];

        // Four standard errors of mean, variance, skewness and excess.
        Assert.Equal(0, z.Average(), 4 / Math.Sqrt(Size));
        Assert.Equal(1, z.Average(value => value * value), 4 * Math.Sqrt(2.0 / Size));
        Assert.Equal(0, z.Average(value => Math.Pow(value, 3)), 4 * Math.Sqrt(15.0 / Size));
        Assert.Equal(3, z.Average(value => Math.Pow(value, 4)), 4 * Math.Sqrt(96.0 / Size));
        Assert.Equal(0, Enumerable.Range(1, Size - 1).Average(i => z[i] * z[i - 1]), 4 / Math.Sqrt(Size));
        // Kolmogorov and Smirnov: beyond 1.95 once in a thousand.
        Assert.InRange(LargestDistance(z, value => 0.5 * ReferenceMath.Erfc(-value / Math.Sqrt(2))) * Math.Sqrt(Size), 0, 1.95);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void Conditions_hold_with_their_probability(double probability)
    {
        using var scope = new BuildScope(Mode.Training, seed: 5);
        var single = scope.Bernoulli([Size], probability);
        var own = scope.Bernoulli(Node.Constant(probability).BroadcastTo([Size]));
        double error = 4 * Math.Sqrt(probability * (1 - probability) / Size);

        Assert.Equal(ElementType.Bool, single.ElementType);
        Assert.Equal(probability, single.Evaluate().Average(), error);
        Assert.Equal(probability, own.Evaluate().Average(), error);
    }

    [Fact]
    public void Every_order_of_a_permutation_is_as_likely()
    {
        using var scope = new BuildScope(Mode.Training, seed: 6);
        var permutation = scope.Permutation(4);
        using var executable = Executable.Compile([permutation], [.. scope.Updates]);
        var counts = new Dictionary<string, int>();
        const int runs = 12_000;
        for (int run = 0; run < runs; run++)
        {
            executable.Run();
            string order = string.Join(" ", executable.Fetch<int>(permutation).ToArray());
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, counts.Count);
        Assert.All(counts.Keys, order => Assert.Equal("0 1 2 3", string.Join(" ", order.Split(' ').Order())));
        // χ² with 23 degrees of freedom: beyond 49.7 once in a thousand.
        Assert.InRange(counts.Values.Sum(count => Math.Pow(count - runs / 24.0, 2) / (runs / 24.0)), 0, 49.7);
    }

    [Fact]
    public void Normal_numbers_are_finite_at_the_ends_of_the_uniform_ones()
    {
        using var scope = new BuildScope(Mode.Training, seed: 7);
        Assert.All(scope.Normal([1_000_000]).Evaluate(), value => Assert.InRange(value, -5.8, 5.8));
    }

    [Fact]
    public void Runs_differ_and_a_seed_decides_on_any_number_of_threads()
    {
        static float[][] Runs(int seed, int threads)
        {
            using var scope = new BuildScope(Mode.Training, seed);
            var (first, second) = (scope.Normal([50_000]), scope.Normal([50_000]));
            Assert.Single(scope.Updates);
            using var executable = Executable.Compile([first, second], [.. scope.Updates], threads);
            executable.Run();
            float[] before = executable.Fetch<float>(first).ToArray();
            executable.Run();
            return [before, executable.Fetch<float>(first).ToArray(), executable.Fetch<float>(second).ToArray()];
        }

        float[][] runs = Runs(1, 1);
        Assert.Equal(runs, Runs(1, 2));
        Assert.Equal(4, new[] { runs[0], runs[1], runs[2], Runs(2, 1)[0] }.DistinctBy(values => values[0]).Count());
    }

    [Fact]
    public void Impossible_distributions_are_refused()
    {
        using var scope = new BuildScope(Mode.Training);
        void Fails(string message, Action action) => Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(action).Message);

        Fails("Normal: the mean must be finite.", () => scope.Normal([2], mean: double.NaN));
        Fails("Normal: the deviation must be finite and 0 or more.", () => scope.Normal([2], deviation: -1));
        Fails("Bernoulli: a probability is from 0 to 1.", () => scope.Bernoulli([2], 1.1));
        Fails("Bernoulli: a probability is from 0 to 1.", () => scope.Bernoulli([2], double.NaN));
        Assert.Contains("random numbers are float32 or float64, not int32", Assert.Throws<ShapeException>(() => scope.Normal([2], type: ElementType.Int32)).Message);
        Assert.Contains("random numbers are float32 or float64, not bool", Assert.Throws<ShapeException>(() => scope.Bernoulli(Node.Constant(true))).Message);
        Assert.Contains("has a negative extent", Assert.Throws<ShapeException>(() => scope.Permutation(-1)).Message);
        Assert.Equal("shape", Assert.Throws<ArgumentNullException>(() => scope.Normal(null!)).ParamName);
        Assert.Equal("probability", Assert.Throws<ArgumentNullException>(() => scope.Bernoulli(null!)).ParamName);
        Assert.Empty(scope.Permutation(0).Evaluate());
    }

    private static double LargestDistance(double[] values, Func<double, double> cumulative)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Select((value, i) => Math.Max(Math.Abs(cumulative(value) - (double)i / Size), Math.Abs(cumulative(value) - (i + 1.0) / Size))).Max();
    }
}
