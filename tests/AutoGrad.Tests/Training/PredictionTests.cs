namespace AutoGrad.Tests.Training;

public sealed class PredictionTests
{
    [Fact]
    public void Outputs_of_any_number_of_samples_are_those_of_each_alone()
    {
        var model = new Sequential { new Linear(3, 5), new Dropout(0.9), new Linear(5, 2) };
        float[] samples = [.. Enumerable.Range(0, 3 * 300).Select(i => MathF.Sin(i))];
        float[] all = model.Predict(samples, [3]);
        Assert.Equal(600, all.Length);
        for (int i = 0; i < 300; i += 37)
        {
            float[] one = model.Predict(samples.AsSpan(3 * i, 3));
            Assert.Equal(all.AsSpan(2 * i, 2).ToArray(), one, (a, b) => Math.Abs(a - b) < 1e-5);
        }
        Assert.Equal(all, model.Predict(Dataset.Regression(samples, [3], new float[300], [])));
    }

    [Fact]
    public void Samples_have_any_shape()
    {
        var model = new Sequential { new Flatten(), new Linear(6, 1, initializer: Initializer.Constant(1)) };
        Assert.Equal([21, 3], model.Predict([1, 2, 3, 4, 5, 6, 0, 1, 0, 1, 0, 1], [2, 3]));
        Assert.Equal([21], model.Predict([1, 2, 3, 4, 5, 6]));
    }

    [Fact]
    public void Double_precision_models_take_and_give_single_precision() =>
        Assert.Equal([6], new Linear(3, 1, initializer: Initializer.Constant(1), type: ElementType.Float64).Predict([1, 2, 3]));

    [Fact]
    public void Weights_and_layers_that_change_are_seen()
    {
        var linear = new Linear(1, 1, initializer: Initializer.Constant(2));
        var model = new Sequential { linear };
        Assert.Equal([6], model.Predict([3]));
        linear.Weight.Values<float>()[0] = 5;
        Assert.Equal([15], model.Predict([3]));
        model.Add(x => x + 1);
        Assert.Equal([16], model.Predict([3]));
    }

    [Fact]
    public void Several_threads_may_predict_at_once()
    {
        var model = new Linear(2, 1, initializer: Initializer.Constant(1));
        Parallel.For(0, 200, i => Assert.Equal([2 * i + 1], model.Predict([i, i + 1])));
    }

    [Fact]
    public void What_cannot_be_predicted_is_explained()
    {
        var model = new Sequential { new Linear(3, 2) };
        Assert.Equal("Predict: 4 features are not a whole number of samples of shape [3], 3 features each; at least one sample is needed.",
            Assert.Throws<ArgumentException>(() => model.Predict([1, 2, 3, 4], [3])).Message);
        Assert.Equal("Predict: 0 features are not a whole number of samples of shape [0], 0 features each; at least one sample is needed.",
            Assert.Throws<ArgumentException>(() => model.Predict([])).Message);
        Assert.Equal("Linear: 3 features are expected along the last axis; the input has the shape [1, 2]. (in 0.Linear)",
            Assert.Throws<ShapeException>(() => model.Predict([1, 2])).Message);
        Assert.Equal("Predict: the model makes [] of 1 samples; the first axis of its output must count the samples.",
            Assert.Throws<ShapeException>(() => new Lambda(x => x.Sum()).Predict([1, 2])).Message);
    }
}
