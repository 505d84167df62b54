using static AutoGrad.Functions;

namespace AutoGrad.Tests.Training;

/// <summary>Which weights a training moves, and by which gradients.</summary>
[Trait("Category", "Training")]
public sealed partial class WeightsOfTrainingTests
{
    [Fact]
    public void A_frozen_parameter_stays_while_the_others_learn_around_it()
    {
        var model = new Scaled(frozen: true);
        model.Scale.Values<float>()[0] = 2;
        using var trainer = new Trainer(model, SmallLosses.MeanSquared, new SGD(0.05, weightDecay: 1e-6));
        trainer.Fit(Problems.Line(), epochs: 100, batchSize: 50);
        Assert.Equal([2f], model.Scale.Values<float>());
        Assert.Equal([1, -1.5], model.Inner.Weight.Values<float>().ToArray().Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Fact]
    public void Random_features_that_are_frozen_stay_as_the_first_training_drew_them()
    {
        var model = new RandomFeatures();
        float[] madeWith = [.. model.Features.Values<float>()];
        using var first = new Trainer(model, SmallLosses.MeanSquared, new SGD(0.1), seed: 1);
        float[] drawn = [.. model.Features.Values<float>()];
        Assert.NotEqual(madeWith, drawn);
        first.Fit(Problems.Line());
        using var second = new Trainer(model, SmallLosses.MeanSquared, new SGD(0.1), seed: 2);
        double before = second.Evaluate(Problems.Line()).Loss;
        Assert.InRange(second.Fit(Problems.Line(), epochs: 20).Loss, 0, 0.5 * before);
        Assert.Equal(drawn, model.Features.Values<float>());
    }

    [Fact]
    public void A_weight_that_two_layers_share_follows_the_sum_of_both_gradients()
    {
        var shared = new Linear(1, 1, bias: false, initializer: Initializer.Constant(3), type: ElementType.Float64);
        using var trainer = new Trainer(new Sequential { shared, shared }, (y, target) => (y - target).Sum(), new SGD(0.1));
        // y = w²x, so the gradient is 2wx.
        trainer.Fit(Dataset.Regression([0.5f], [1], [0], [1]));
        Assert.Equal(3 - 0.1 * 2 * 3 * 0.5, shared.Weight.Values<double>()[0], 1e-15);
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 3 })]
    [InlineData(new[] { 2, 3 })]
    public void Targets_may_have_any_shape(int[] shape)
    {
        int size = shape.Aggregate(1, (product, extent) => product * extent);
        var model = new Sequential { new Linear(2, size), y => y.Reshape([y.Shape[0], .. shape]) };
        float[] features = Problems.Line(30).Features.ToArray();
        float[] targets = [.. Enumerable.Range(0, 30 * size).Select(i => features[i / size * 2] + i % size)];
        using var trainer = new Trainer(model, Losses.MSE, new SGD(0.1));
        var data = Dataset.Regression(features, [2], targets, Shape.Create(shape));
        trainer.Fit(data, epochs: 400, batchSize: 7);
        Assert.Equal(targets, model.Predict(data), (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Fact]
    public void Targets_of_another_shape_than_the_output_are_an_error_rather_than_a_broadcast()
    {
        using var trainer = new Trainer(new Linear(2, 1), Losses.MSE, new SGD());
        var error = Assert.Throws<ShapeException>(() => trainer.Fit(Dataset.Regression([1, 2, 3, 4, 5, 6], [2], [1, 2, 3], []), batchSize: 3));
        Assert.Contains("[3, 1]", error.Message);
        Assert.Contains("[3]", error.Message);
    }

    [Fact]
    public void The_mean_loss_of_an_epoch_weighs_the_last_batch_by_its_samples()
    {
        // The loss of a sample is its only feature; batches of 4 and 1.
        var data = Dataset.Regression([1, 2, 3, 4, 100], [1], [0, 0, 0, 0, 0], [1]);
        var linear = new Linear(1, 1, initializer: Initializer.Constant(1));
        using var trainer = new Trainer(linear, (y, target) => (y - target).Mean(), new SGD(1e-30));
        Assert.Equal(22, trainer.Fit(data, batchSize: 4).Loss, 1e-5);
        Assert.Equal(22, trainer.Evaluate(data, batchSize: 4).Loss, 1e-5);
    }

    [Fact]
    public void Accuracy_counts_each_sample_once()
    {
        // The larger logit is the feature's sign: wrong for the last of seven.
        var linear = new Linear(1, 2, bias: false);
        ((float[])[-1, 1]).CopyTo(linear.Weight.Values<float>());
        var data = Dataset.Classification([1, -1, 2, -2, 3, -3, 4], [1], [1, 0, 1, 0, 1, 0, 0]);
        using var trainer = new Trainer(linear, SmallLosses.CrossEntropy, new SGD(1e-30));
        Assert.Equal(6 / 7.0, trainer.Fit(data, batchSize: 3).Accuracy!.Value, 1e-15);
        Assert.Equal(6 / 7.0, trainer.Evaluate(data, batchSize: 3).Accuracy!.Value, 1e-15);
    }

    [Fact]
    public void Weights_that_the_last_step_breaks_are_told_although_no_loss_shows_them()
    {
        // The root's slope at 0 is infinite, its value 0.
        var linear = new Linear(2, 1, initializer: Initializer.Zeros);
        using var trainer = new Trainer(linear, (y, target) => Sqrt(Abs(y)).Mean() + 0 * target.Mean(), new SGD(1));
        var error = Assert.Throws<TrainingException>(() => trainer.Fit(Problems.Line(10), batchSize: 10));
        Assert.Equal((1, 1), (error.Epoch, error.Step));
        Assert.Equal(
            "After epoch 1, whose mean loss is 0, 'weight', 'bias' are no longer finite. Likely reasons: a learning rate that is too high (1 now); features of very different or large scale, which a Standardizer brings to one; a logarithm, root or division at 0 in the model or the loss. Load or initialize the model before going on.",
            error.Message);
    }

    [Fact]
    public void A_report_counts_one_of_a_kind_in_the_singular()
    {
        using var trainer = new Trainer(new Linear(2, 2), SmallLosses.CrossEntropy, new SGD());
        Assert.StartsWith("1 epoch, 1 step in ", trainer.Fit(Problems.Xor).ToString());
    }

    private sealed partial class RandomFeatures : Layer
    {
        private readonly Linear head = new(16, 1);

        public Parameter Features { get; } = new("features", [2, 16], Initializer.Normal(), isTrainable: false);

        protected override Node Build(Node x) => head.Forward(Functions.Tanh(x.MatMul(Features)));
    }

    private sealed partial class Scaled(bool frozen) : Layer
    {
        public Parameter Scale { get; } = new("scale", [], isTrainable: !frozen);

        public Linear Inner { get; } = new(2, 1);

        protected override Node Build(Node x) => Scale * Inner.Forward(x);
    }
}
