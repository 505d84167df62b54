using static AutoGrad.Functions;

namespace AutoGrad.Tests.Training;

public sealed partial class TrainerErrorTests
{
    private static Trainer TrainerOf(Layer model, Func<Node, Node, Node>? loss = null) => new(model, loss ?? SmallLosses.CrossEntropy, new SGD(0.1));

    private static string MessageOf<T>(Action action)
        where T : Exception => Assert.ThrowsAny<T>(action).Message;

    [Fact]
    public void Numbers_that_are_not_positive_are_explained()
    {
        var trainer = TrainerOf(new Linear(2, 2));
        Assert.StartsWith("Trainer.Fit: the number of epochs must be positive.", MessageOf<ArgumentOutOfRangeException>(() => trainer.Fit(Problems.Xor, epochs: 0)));
        Assert.StartsWith("Trainer.Fit: the number of samples in a batch must be positive.", MessageOf<ArgumentOutOfRangeException>(() => trainer.Fit(Problems.Xor, batchSize: -1)));
        Assert.StartsWith("Trainer.Evaluate: the number of samples in a batch must be positive.", MessageOf<ArgumentOutOfRangeException>(() => trainer.Evaluate(Problems.Xor, 0)));
        Assert.StartsWith("Evaluate: the number of samples in a batch must be positive.",
            MessageOf<ArgumentOutOfRangeException>(() => new Linear(2, 2).Evaluate(Problems.Xor, SmallLosses.CrossEntropy, 0)));
        Assert.StartsWith("Trainer: the number of threads is 1 or more, or 0 for one a processor.",
            MessageOf<ArgumentOutOfRangeException>(() => new Trainer(new Linear(2, 2), SmallLosses.CrossEntropy, new SGD(), threads: -1)));
    }

    [Fact]
    public void Features_that_do_not_fit_the_model_name_the_layer() => Assert.Equal(
        "Linear: 3 features are expected along the last axis; the input has the shape [4, 2]. (in 0.Linear)",
        MessageOf<ShapeException>(() => TrainerOf(new Sequential { new Linear(3, 2) }).Fit(Problems.Xor)));

    [Fact]
    public void More_classes_than_outputs_are_explained()
    {
        var three = Dataset.Classification([0, 1, 2], [1], [0, 1, 2]);
        Assert.Equal("The training data has 3 classes, labels 0 to 2, but the model's output has only 2: give its last layer 3 outputs. The first sample with a label beyond is sample 2: 2.",
            MessageOf<ArgumentException>(() => TrainerOf(new Linear(1, 2)).Fit(three)));
        Assert.Equal("The validation data has 3 classes, labels 0 to 2, but the model's output has only 2: give its last layer 3 outputs. The first sample with a label beyond is sample 2: 2.",
            MessageOf<ArgumentException>(() => TrainerOf(new Linear(1, 2)).Fit(Dataset.Classification([0, 1], [1], [0, 1]), validation: three)));
        Assert.Equal("The dataset has 3 classes, labels 0 to 2, but the model's output has only 2: give its last layer 3 outputs. The first sample with a label beyond is sample 2: 2.",
            MessageOf<ArgumentException>(() => TrainerOf(new Linear(1, 2)).Evaluate(three)));
        Assert.Equal("The training data has 5 classes, labels 0 to 4, but the model's output has only 3: give its last layer 5 outputs.",
            MessageOf<ArgumentException>(() => TrainerOf(new Linear(1, 3)).Fit(Dataset.Classification([0, 1, 2], [1], [0, 1, 2], classCount: 5))));
    }

    [Fact]
    public void Validation_data_of_another_kind_are_explained() => Assert.StartsWith(
        "Trainer.Fit: the validation samples are features [2] with targets [1], the training samples features [2] with labels; both must be alike.",
        MessageOf<ArgumentException>(() => TrainerOf(new Linear(2, 2)).Fit(Problems.Xor, validation: Problems.Line(10))));

    [Fact]
    public void A_loss_that_is_not_one_number_is_explained() => Assert.Equal(
        "The loss is reshape : float32 [2, 2]: training needs a single number, or one for each of the 4 samples. Reduce it with Mean() or Sum(), or give the loss function Reduction.Mean.",
        MessageOf<ArgumentException>(() => TrainerOf(new Linear(2, 1), (x, y) => Square(x - y).Reshape(2, 2)).Fit(Problems.Line(4))));

    [Fact]
    public void A_parameter_that_the_loss_does_not_depend_on_is_named() => Assert.Equal(
        "The loss does not depend on the parameter 'unused.weight', so it cannot be learned: its layer is never called in Build, or its result is not used.",
        MessageOf<InvalidOperationException>(() => TrainerOf(new Forgetful()).Fit(Problems.Xor)));

    [Fact]
    public void A_model_without_parameters_has_nothing_to_learn() => Assert.Equal(
        "The model has no trainable parameter, so there is nothing to learn.",
        MessageOf<InvalidOperationException>(() => TrainerOf(new Lambda(Functions.Tanh)).Fit(Problems.Xor)));

    [Fact]
    public void A_loss_that_is_no_number_any_more_stops_the_training_and_says_why()
    {
        var model = new Sequential { new Linear(2, 1) };
        var trainer = new Trainer(model, SmallLosses.MeanSquared, new SGD(1e6));
        var error = Assert.Throws<TrainingException>(() => trainer.Fit(Problems.Line(), epochs: 3, batchSize: 100));
        Assert.Equal((error.Epoch, error.Step), (trainer.Optimizer.Steps <= 2 ? 1 : trainer.Optimizer.Steps <= 4 ? 2 : 3, (int)(trainer.Optimizer.Steps - 1) % 2 + 1));
        Assert.StartsWith($"The loss is +∞ in epoch {error.Epoch}, step {error.Step} of 2. Likely reasons: a learning rate that is too high (1000000 now);", error.Message);

        var root = new Trainer(new Linear(2, 1, initializer: Initializer.Zeros), (x, y) => Sqrt(Abs(x)).Mean() + 0 * y.Mean(), new SGD(1));
        error = Assert.Throws<TrainingException>(() => root.Fit(Problems.Line(10), epochs: 3, batchSize: 5));
        Assert.StartsWith("The loss is NaN in epoch 1, step 2 of 2.", error.Message);
        Assert.EndsWith("'weight', 'bias' are no longer finite; load or initialize the model before going on.", error.Message);
    }

    private sealed partial class Forgetful : Layer
    {
        private readonly Linear used = new(2, 2), unused = new(2, 2);

        protected override Node Build(Node x) => unused is null ? x : used.Forward(x);
    }
}
