using static AutoGrad.Functions;

namespace AutoGrad.Tests.Layers;

public sealed class NormalizationTests
{
    private static readonly Node Images = Node.Input("x", [4, 6, 3], ElementType.Float64);
    private static readonly double[] Pixels = [.. Enumerable.Range(0, 72).Select(i => Math.Sin(i * 1.7) * 3 + i % 5)];

    [Fact]
    public void Every_normalisation_gives_mean_zero_and_variance_one_over_its_axes()
    {
        foreach (var (normalized, axes) in new[]
        {
            (LayerNorm(Images, [6, 3], epsilon: 0), Axes.Create([1, 2])), (LayerNorm(Images, [3], epsilon: 0), Axes.Create([2])),
            (InstanceNorm(Images, epsilon: 0), Axes.Create([2])), (BatchNorm(Images, epsilon: 0), Axes.Create([0, 2])),
            (GroupNorm(Images, 2, epsilon: 0).Reshape(4, 2, 3, 3), Axes.Create([2, 3])),
        })
        {
            Assert.All(normalized.Mean(axes).Evaluate((Images, Pixels)), mean => Assert.Equal(0, mean, 1e-12));
            Assert.All(normalized.Variance(axes, correction: 0).Evaluate((Images, Pixels)), variance => Assert.Equal(1, variance, 1e-12));
        }
        Assert.All(Square(RMSNorm(Images, [3], epsilon: 0)).Mean(-1).Evaluate((Images, Pixels)), square => Assert.Equal(1, square, 1e-12));
    }

    [Fact]
    public void Gradients_agree_with_differences_to_second_order()
    {
        double[] all = [.. Pixels, .. Enumerable.Range(0, 12).Select(i => 0.5 + i * 0.3)];
        foreach (Func<Node, Node, Node, Node> norm in new Func<Node, Node, Node, Node>[]
        {
            (x, w, b) => GroupNorm(x, 3, w, b), (x, w, b) => BatchNorm(x, w, b), (x, w, b) => InstanceNorm(x, w, b), (x, w, b) => BatchNormWith(x, b, w, w, b),
            (x, w, b) => LayerNorm(x.Permute(0, 2, 1), [6], w, b), (x, w, _) => RMSNorm(x.Permute(0, 2, 1), [6], w),
        })
            GraphGradientCheck.Check(v => norm(v[..72].Reshape(4, 6, 3), v[72..78], v[78..]), all, [84]);
    }

    [Fact]
    public void Running_statistics_follow_the_batches_and_serve_in_inference()
    {
        var layer = new BatchNorm(6, momentum: 0.25, type: ElementType.Float64);
        using var scope = new BuildScope(Mode.Training);
        var output = layer.Forward(Images);
        using (var training = Executable.Compile([output], [.. scope.Updates]))
        {
            training.Feed(Images, Pixels);
            training.Run();
            training.Run();
        }
        double[] mean = Images.Mean([0, 2]).Evaluate((Images, Pixels)), variance = Images.Variance([0, 2]).Evaluate((Images, Pixels));
        for (int channel = 0; channel < 6; channel++)
        {
            Assert.Equal(mean[channel] * (1 - 0.75 * 0.75), layer.RunningMean.Values<double>()[channel], 1e-12);
            Assert.Equal(0.75 * 0.75 + variance[channel] * (1 - 0.75 * 0.75), layer.RunningVariance.Values<double>()[channel], 1e-12);
        }

        using var inference = new BuildScope(Mode.Inference);
        using var prediction = Executable.Compile(layer.Forward(Images));
        prediction.Feed(Images, Pixels);
        prediction.Run();
        Assert.Empty(inference.Updates);
        double first = (Pixels[0] - layer.RunningMean.Values<double>()[0]) / Math.Sqrt(layer.RunningVariance.Values<double>()[0] + 1e-5);
        Assert.Equal(first, prediction.Fetch<double>(prediction.Outputs[0])[0], 1e-12);
    }

    [Fact]
    public void Statistics_of_a_layer_that_is_used_twice_follow_one_batch_after_the_other()
    {
        var layer = new BatchNorm(6, momentum: 0.25, type: ElementType.Float64);
        using var scope = new BuildScope(Mode.Training);
        var output = layer.Forward(Images) + layer.Forward(2 * Images + 3);
        using var training = Executable.Compile([output], [.. scope.Updates]);
        training.Feed(Images, Pixels);
        training.Run();
        double[] mean = Images.Mean([0, 2]).Evaluate((Images, Pixels)), variance = Images.Variance([0, 2]).Evaluate((Images, Pixels));
        for (int channel = 0; channel < 6; channel++)
        {
            Assert.Equal(0.75 * 0.25 * mean[channel] + 0.25 * (2 * mean[channel] + 3), layer.RunningMean.Values<double>()[channel], 1e-12);
            Assert.Equal(0.75 * (0.75 + 0.25 * variance[channel]) + variance[channel], layer.RunningVariance.Values<double>()[channel], 1e-12);
        }
    }

    [Fact]
    public void Statistics_cannot_follow_what_is_inside_of_a_body()
    {
        var layer = new BatchNorm(6, type: ElementType.Float64);
        using (new BuildScope(Mode.Training))
            Assert.Equal(
                "BatchNorm: 'runningMean' cannot follow what is computed in the body of a Scan or of Gradient.Checkpoint, which has no value outside of it. Build the layer outside of the body, or take one that keeps no statistics, such as GroupNorm.",
                Assert.Throws<InvalidOperationException>(() => Gradient.Checkpoint(Images, layer.Forward)).Message);
        double[] inside = Gradient.Checkpoint(Images, layer.Forward).Evaluate((Images, Pixels));
        Assert.Equal(layer.Forward(Images).Evaluate((Images, Pixels)), inside);
    }

    [Fact]
    public void A_model_with_batch_normalisation_trains_and_is_saved_with_its_statistics()
    {
        float[] features = [.. Enumerable.Range(0, 128).Select(i => MathF.Sin(i * 3.1f) + (i / 2 % 2) * 4)];
        var data = Dataset.Classification(features, [2], [.. Enumerable.Range(0, 64).Select(i => i % 2)]);
        var model = new Sequential { new Linear(2, 8), new BatchNorm(8), Functions.ReLU, new Linear(8, 2) };
        using var trainer = new Trainer(model, Losses.CrossEntropy, new Adam(0.02), seed: 1);
        trainer.Fit(data, epochs: 20, batchSize: 16);
        Assert.Contains("1.runningMean", model.Parameters.Select(pair => pair.Path));
        var batch = (BatchNorm)model[1];
        Assert.All(batch.RunningMean.Values<float>().ToArray(), mean => Assert.NotEqual(0, mean));
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            model.Save(path);
            var loaded = new Sequential { new Linear(2, 8), new BatchNorm(8), Functions.ReLU, new Linear(8, 2) };
            loaded.Load(path);
            Assert.Equal(model.Predict([0.5f, -1]), loaded.Predict([0.5f, -1]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => LayerNorm(Images, [6]), "LayerNorm: the last axes are to be [6]; the input has the shape [4, 6, 3]." },
        { () => RMSNorm(Images, [3], Node.Input("w", [6], ElementType.Float64)), "RMSNorm: the weight has the shape [6]; [3] is expected." },
        { () => GroupNorm(Images, 4), "GroupNorm: the 6 channels of [4, 6, 3] cannot be shared out to 4 groups." },
        { () => BatchNorm(Node.Input("x", [4])), "BatchNorm: the input has the shape [4]; [samples, channels, …] is expected." },
        { () => new GroupNorm(4, 6), "GroupNorm: 6 channels cannot be shared out to 4 groups." },
        { () => new GroupNorm(3, 6).Forward(Node.Input("x", [4, 3])), "GroupNorm: 6 channels are expected along axis 1; the input has the shape [4, 3]." },
        { () => new InstanceNorm(0), "InstanceNorm: channels is 0; it must be at least 1." },
        { () => new BatchNorm(3).Forward(Node.Input("x", [4, 6])), "BatchNorm: [samples, 3, …] is expected; the input has the shape [4, 6]." },
        { () => new BatchNorm(3, momentum: 2), "BatchNorm: the momentum is the share of the batch in the running statistics, from 0 to 1." },
        { () => new LayerNorm([3], -1), "LayerNorm: epsilon keeps the divisor from 0; it is 0 or a small positive number." },
        { () => { using var scope = new BuildScope(Mode.Training); new BatchNorm(3).Forward(Node.Input("x", [1, 3])); }, "BatchNorm: the input [1, 3] has 1 elements a channel; training takes the variance over at least two. If it is the last batch of an epoch that is so small, choose another batch size." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_normalised_is_explained(Action make, string message) => Assert.StartsWith(message, Assert.ThrowsAny<Exception>(make).Message);
}
