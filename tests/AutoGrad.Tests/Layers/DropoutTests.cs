namespace AutoGrad.Tests.Layers;

public sealed class DropoutTests
{
    private const int Size = 40_000;
    private static readonly Node X = Node.Input("x", [Size], ElementType.Float64);
    private static readonly double[] Ones = [.. Enumerable.Repeat(1.0, Size)];

    [Fact]
    public void In_inference_it_is_the_identity()
    {
        Assert.Same(X, new Dropout(0.5).Forward(X));
        using var scope = new BuildScope(Mode.Training);
        Assert.Same(X, new Dropout(0).Forward(X));
        Assert.Empty(scope.Updates);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void In_training_it_drops_the_share_it_is_asked_to_and_keeps_the_mean(double rate)
    {
        using var scope = new BuildScope(Mode.Training, seed: 3);
        double[] y = new Dropout(rate).Forward(X).Evaluate((X, Ones));
        double kept = 1 / (1 - rate);
        Assert.All(y, value => Assert.True(value == 0 || Math.Abs(value - kept) < 1e-12));
        double deviation = Math.Sqrt(rate * (1 - rate) / Size);
        Assert.Equal(rate, y.Count(value => value == 0) / (double)Size, 4 * deviation);
        Assert.Equal(1, y.Average(), 4 * deviation * kept);
    }

    [Fact]
    public void The_gradient_passes_where_the_value_does()
    {
        using var scope = new BuildScope(Mode.Training, seed: 3);
        var y = new Dropout(0.5).Forward(X);
        Assert.Equal(y.Evaluate((X, Ones)), Gradient.Of(y.Sum(), X).Evaluate((X, Ones)));
    }

    [Fact]
    public void Two_of_them_drop_differently_and_a_seed_decides_how()
    {
        static (double[] First, double[] Second) Values(int seed)
        {
            using var scope = new BuildScope(Mode.Training, seed);
            Node first = new Dropout().Forward(X), second = new Dropout().Forward(X);
            Assert.Single(scope.Updates);
            return (first.Evaluate((X, Ones)), second.Evaluate((X, Ones)));
        }

        var (first, second) = Values(1);
        Assert.NotEqual(first, second);
        Assert.Equal(first, Values(1).First);
        Assert.NotEqual(first, Values(2).First);
    }

    [Fact]
    public void Two_runs_drop_independently()
    {
        using var scope = new BuildScope(Mode.Training, seed: 4);
        var y = new Dropout(0.5).Forward(X);
        using var executable = Executable.Compile([y], [.. scope.Updates]);
        executable.Feed(X, Ones);
        bool[] Kept()
        {
            executable.Run();
            return [.. executable.Fetch<double>(y).ToArray().Select(value => value != 0)];
        }

        bool[] first = Kept(), second = Kept();
        // Kept in both with probability ¼.
        Assert.Equal(0.25, first.Zip(second).Count(pair => pair is (true, true)) / (double)Size, 4 * Math.Sqrt(0.25 * 0.75 / Size));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_rate_outside_of_its_range_is_explained(double rate) => Assert.StartsWith(
        "Dropout: the rate is the share that is dropped, from 0 to below 1.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(rate)).Message);

    [Fact]
    public void Only_floating_point_numbers_are_drawn()
    {
        using var scope = new BuildScope(Mode.Training);
        Assert.Equal("Uniform: random numbers are float32 or float64, not int32.",
            Assert.Throws<ShapeException>(() => scope.Uniform([2], ElementType.Int32)).Message);
    }
}
