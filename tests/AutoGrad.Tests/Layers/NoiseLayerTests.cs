using static AutoGrad.Functions;

namespace AutoGrad.Tests.Layers;

/// <summary>The kin of dropout: what they do in training, by statistics of what a seed draws.</summary>
public sealed class NoiseLayerTests
{
    private const int Samples = 50, Channels = 40;
    private const double SmallestOfSELU = -1.7580993408473766;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whole_channels_are_dropped_and_the_mean_is_kept(int axes)
    {
        const double Rate = 0.3;
        var x = Input([Samples, Channels, .. Enumerable.Repeat(3, axes)]);
        double[] y = InTraining(axes switch { 1 => new Dropout1d(Rate), 2 => new Dropout2d(Rate), _ => new Dropout3d(Rate) }, x, Ones(x));
        Assert.Equal(Rate, ShareOfChannels(y, 0), 4 * Math.Sqrt(Rate * (1 - Rate) / (Samples * Channels)));
        Assert.All(y, value => Assert.True(value == 0 || Math.Abs(value - 1 / (1 - Rate)) < 1e-12));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    public void Alpha_dropout_keeps_mean_and_variance_of_what_SELU_gives(double rate)
    {
        var x = Input([100, 400]);
        double[] normal = Normal(40_000), y = InTraining(new AlphaDropout(rate), x, normal);
        Assert.Equal(0, y.Average(), 0.03);
        Assert.Equal(1, Variance(y), 0.05);

        double a = 1 / Math.Sqrt((1 - rate) * (1 + rate * SmallestOfSELU * SmallestOfSELU)), b = -a * rate * SmallestOfSELU;
        double dropped = a * SmallestOfSELU + b;
        Assert.Equal(rate, y.Count(value => Math.Abs(value - dropped) < 1e-12) / 40_000.0, 4 * Math.Sqrt(rate * (1 - rate) / 40_000));
        Assert.All(y.Zip(normal), pair => Assert.True(Math.Abs(pair.First - dropped) < 1e-12 || Math.Abs(pair.First - (a * pair.Second + b)) < 1e-12));
    }

    [Fact]
    public void Feature_alpha_dropout_does_so_with_whole_channels()
    {
        const double Rate = 0.3;
        var x = Input([Samples, Channels, 3]);
        double[] y = InTraining(new FeatureAlphaDropout(Rate), x, Ones(x));
        double a = 1 / Math.Sqrt((1 - Rate) * (1 + Rate * SmallestOfSELU * SmallestOfSELU)), b = -a * Rate * SmallestOfSELU;
        Assert.Equal(Rate, ShareOfChannels(y, a * SmallestOfSELU + b), 4 * Math.Sqrt(Rate * (1 - Rate) / (Samples * Channels)));
        Assert.All(y, value => Assert.True(Math.Abs(value - (a + b)) < 1e-12 || Math.Abs(value - (a * SmallestOfSELU + b)) < 1e-12));
    }

    [Fact]
    public void Gaussian_noise_is_added_with_its_deviation()
    {
        var x = Input([40_000]);
        double[] y = InTraining(new GaussianNoise(0.5), x, Ones(x));
        Assert.Equal(1, y.Average(), 4 * 0.5 / 200);
        Assert.Equal(0.25, Variance(y), 4 * 0.25 * Math.Sqrt(2.0 / 40_000));
    }

    [Fact]
    public void Gaussian_dropout_multiplies_by_noise_of_the_variance_of_dropout()
    {
        var x = Input([40_000]);
        double[] y = InTraining(new GaussianDropout(0.2), x, [.. Ones(x).Select(_ => 3.0)]);
        double variance = 9 * 0.2 / 0.8;
        Assert.Equal(3, y.Average(), 4 * Math.Sqrt(variance) / 200);
        Assert.Equal(variance, Variance(y), 4 * variance * Math.Sqrt(2.0 / 40_000));
    }

    public static TheoryData<Layer> Layers => [new Dropout1d(), new AlphaDropout(), new FeatureAlphaDropout(), new GaussianNoise(1), new GaussianDropout()];

    [Theory]
    [MemberData(nameof(Layers))]
    public void In_inference_they_are_the_identity(Layer layer)
    {
        var x = Input([2, 3, 4]);
        Assert.Same(x, layer.Forward(x));
    }

    [Fact]
    public void With_nothing_to_do_they_draw_nothing()
    {
        var x = Input([2, 3, 4]);
        using var scope = new BuildScope(Mode.Training);
        Assert.All(new Layer[] { new Dropout1d(0), new AlphaDropout(0), new FeatureAlphaDropout(0), new GaussianNoise(0), new GaussianDropout(0) }, layer => Assert.Same(x, layer.Forward(x)));
        Assert.Empty(scope.Updates);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void The_same_seed_gives_the_same_bits_on_any_number_of_threads_and_other_ones_at_every_run(Layer layer)
    {
        foreach (var type in new[] { ElementType.Float32, ElementType.Float64 })
        {
            var x = Node.Input("x", [Samples, Channels, 30], type);
            double[][] Runs(int threads)
            {
                using var scope = new BuildScope(Mode.Training, seed: 5);
                var y = layer.Forward(x);
                Assert.Equal(type, y.ElementType);
                using var executable = Executable.Compile([y], [.. scope.Updates], threads);
                Compiled.Feed(executable, x, Compiled.Numbers(x, 1));
                executable.Run();
                double[] first = Compiled.Fetch(executable, y);
                executable.Run();
                return [first, Compiled.Fetch(executable, y)];
            }

            double[][] one = Runs(1);
            Assert.NotEqual(one[0], one[1]);
            Assert.Equal(one, Runs(2));
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void The_gradient_is_that_of_what_was_drawn(Layer layer)
    {
        var x = Input([2, 3, 4]);
        double[] at = Compiled.Numbers(x, 3), shifted = [.. at.Select(value => value + 1)];
        using var scope = new BuildScope(Mode.Training, seed: 2);
        var y = layer.Forward(x);
        var gradient = Gradient.Of(y.Sum(), x);
        // Linear in x with what is drawn, so that a difference of any size is the gradient.
        double[] slope = [.. y.Evaluate((x, shifted)).Zip(y.Evaluate((x, at)), (after, before) => after - before)];
        Compiled.AssertClose(slope, gradient.Evaluate((x, at)), 1e-12, gradient);
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => new Dropout1d(1), "Dropout1d: the rate is the share that is dropped, from 0 to below 1." },
        { () => new Dropout2d(-0.1), "Dropout2d: the rate is the share that is dropped, from 0 to below 1." },
        { () => new Dropout3d(double.NaN), "Dropout3d: the rate is the share that is dropped, from 0 to below 1." },
        { () => new AlphaDropout(1), "AlphaDropout: the rate is the share that is dropped, from 0 to below 1." },
        { () => new FeatureAlphaDropout(2), "FeatureAlphaDropout: the rate is the share that is dropped, from 0 to below 1." },
        { () => new GaussianDropout(1), "GaussianDropout: the rate is the share that is dropped, from 0 to below 1." },
        { () => new GaussianNoise(-1), "GaussianNoise: the standard deviation of the noise is a number from 0 on." },
        { () => new GaussianNoise(double.PositiveInfinity), "GaussianNoise: the standard deviation of the noise is a number from 0 on." },
        { () => new Dropout2d().Forward(Input([2, 3, 4])), "Dropout2d: the input has the shape [2, 3, 4]; [samples, channels, …] with 2 spatial axes is expected. (in Dropout2d)" },
        { () => new FeatureAlphaDropout().Forward(Input([2])), "FeatureAlphaDropout: the input has the shape [2]; [samples, channels, …] is expected." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_dropped_is_explained(Action make, string message) => Assert.StartsWith(message, Assert.ThrowsAny<Exception>(make).Message);

    private static Node Input(Shape shape) => Node.Input("x", shape, ElementType.Float64);

    private static double[] Ones(Node x) => [.. Enumerable.Repeat(1.0, (int)x.Shape.Size)];

    private static double[] InTraining(Layer layer, Node x, double[] at)
    {
        using var scope = new BuildScope(Mode.Training, seed: 3);
        return layer.Forward(x).Evaluate((x, at));
    }

    private static double ShareOfChannels(double[] y, double value)
    {
        double[][] channels = [.. y.Chunk(y.Length / (Samples * Channels))];
        Assert.All(channels, channel => Assert.Single(channel.Distinct()));
        return channels.Count(channel => Math.Abs(channel[0] - value) < 1e-12) / (double)channels.Length;
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }

    private static double[] Normal(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }
}
