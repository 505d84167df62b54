using static AutoGrad.Functions;

namespace AutoGrad.Tests.Layers;

/// <summary>A model of convolutions in everything that a model is used for.</summary>
public sealed class ConvolutionModelTests
{
    private const int Samples = 48, Side = 10;

    private static Sequential Model() => new()
    {
        new Conv2d(1, 4, 3, padding: Padding.Same), new ReLU(), new MaxPool2d(2),
        new SeparableConv2d(4, 6, 3, padding: 1, mode: PaddingMode.Reflect), new Tanh(), new AvgPool2d(2, padding: 1),
        new ConvTranspose2d(6, 4, 2, stride: 2), new Upsample(2), new AdaptiveAvgPool2d(3), new Flatten(), new Linear(36, 2),
    };

    // Which half of an image is bright.
    private static Dataset Images()
    {
        var pixels = new float[Samples * Side * Side];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (i % Side / (Side / 2) == i / (Side * Side) % 2 ? 1 : 0) + 0.1f * MathF.Sin(i);
        return Dataset.Classification(pixels, [1, Side, Side], [.. Enumerable.Range(0, Samples).Select(i => i % 2)]);
    }

    [Fact]
    public void It_is_trained_predicts_and_is_saved_and_loaded_the_same_bits_on_any_number_of_threads()
    {
        var images = Images();
        string path = Path.GetTempFileName();
        byte[][] files = new byte[2][];
        float[] predicted = [];
        for (int threads = 1; threads <= 2; threads++)
        {
            var model = Model();
            using var trainer = new Trainer(model, Losses.CrossEntropy, new Adam(0.01), seed: 3, threads);
            var report = trainer.Fit(images, epochs: 12, batchSize: 20, validation: images);
            Assert.Equal(1, report.Validation!.Value.Accuracy);
            model.Save(path);
            files[threads - 1] = File.ReadAllBytes(path);
            predicted = model.Predict(images.Features[..(3 * Side * Side)].ToArray(), [1, Side, Side]);
        }
        Assert.Equal(files[0], files[1]);
        Assert.Equal(6, predicted.Length);
        var loaded = Model();
        loaded.Load(path);
        File.Delete(path);
        Assert.Equal(predicted, loaded.Predict(images.Features[..(3 * Side * Side)].ToArray(), [1, Side, Side]));
    }

    [Fact]
    public void Its_summary_says_what_comes_out_of_every_layer()
    {
        var summary = Model().Summarize([1, Side, Side]);
        Assert.Equal(
            ["[4, 10, 10]", "[4, 10, 10]", "[4, 5, 5]", "[6, 5, 5]", "[6, 5, 5]", "[6, 3, 3]", "[4, 6, 6]", "[4, 12, 12]", "[4, 3, 3]", "[36]", "[2]"],
            summary.Where(layer => layer.Path.Length > 0 && !layer.Path.Contains('.')).Select(layer => layer.Output!.ToString()));
        Assert.Equal(40 + 36 + 30 + 100 + 74, summary.Sum(layer => layer.ParameterCount));
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var model = Model();
        using var scope = new BuildScope(Mode.Training, 1);
        Node x = Node.Input("x", [4, 1, Side, Side]), labels = Node.Input("labels", [4], ElementType.Int32);
        var loss = Losses.CrossEntropy(model.Forward(x), labels) + MaxUnpool(MaxPool(x, 2), MaxPoolWithIndices(x, 2).Indices, 2).Mean() + LpPool(x, 2, 3, 2).Mean();
        Parameter[] weights = [.. model.Parameters.Select(pair => pair.Parameter)];
        using var executable = Executable.Compile([loss, .. Gradient.Of(loss, weights)], threads: 1);
        executable.Feed(labels, [0, 1, 0, 1]);
        executable.InputValues<float>(x).Fill(0.5f);
        executable.Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            executable.Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Flattening_makes_a_row_of_every_sample() =>
        Assert.Equal([5, 24], new Flatten().Forward(Node.Input("x", [5, 2, 3, 4])).Shape);
}
