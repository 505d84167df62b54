using AutoGrad.Tests.Golden;
using static AutoGrad.Functions;

namespace AutoGrad.Tests.Training;

/// <summary>What a trainer can do besides following gradients: schedules, averages, early stopping, callbacks, sample weights.</summary>
public sealed class TrainerOptionTests
{
    private static readonly Func<Node, Node, Node> Squares = (x, y) => Square(x - y).Mean();

    [Fact]
    public void A_schedule_sets_the_rate_of_every_step_and_goes_on_over_trainings()
    {
        using var trainer = Of(new Linear(2, 1));
        trainer.Schedule = Schedules.Exponential(0.1, 0.5);
        var rates = new List<double>();
        trainer.StepEnded += _ => rates.Add(trainer.Optimizer.LearningRate);
        trainer.Fit(Problems.Line(6), epochs: 1, batchSize: 2);
        trainer.Fit(Problems.Line(6), epochs: 1, batchSize: 3);
        Assert.Equal([0.1, 0.05, 0.025, 0.0125, 0.00625], rates);
    }

    [Fact]
    public void A_schedule_of_epochs_sets_the_rate_of_every_epoch()
    {
        using var trainer = Of(new Linear(2, 1));
        trainer.EpochSchedule = Schedules.Step(0.1, 2, 0.5);
        var rates = new List<double>();
        trainer.EpochEnded += _ => rates.Add(trainer.Optimizer.LearningRate);
        trainer.Fit(Problems.Line(6), epochs: 3, batchSize: 2);
        trainer.Fit(Problems.Line(6), epochs: 1);
        Assert.Equal([0.1, 0.1, 0.05, 0.05], rates);
    }

    [Fact]
    public void A_plateau_lowers_the_rate_by_the_loss()
    {
        using var trainer = new Trainer(new Linear(2, 1), (x, y) => 0 * Square(x - y).Mean(), new SGD(0.1)) { Plateau = new(factor: 0.5, patience: 1) };
        trainer.Fit(Problems.Line(6), epochs: 5);
        Assert.Equal(0.025, trainer.Optimizer.LearningRate);
    }

    [Fact]
    public void Accumulated_batches_make_the_step_of_one_large_batch()
    {
        double[] whole = Trained(new SGD(0.1), 6), parts = Trained(new SGD(0.1) { AccumulatedBatches = 3 }, 2);
        GoldenAssert.Close(whole, parts, "weights", 1e-6);

        static double[] Trained(Optimizer optimizer, int batchSize)
        {
            var model = new Linear(2, 1);
            using var trainer = new Trainer(model, Squares, optimizer, seed: 3);
            trainer.Fit(Problems.Line(6), epochs: 4, batchSize);
            Assert.Equal(4, optimizer.Steps);
            return Weights(model);
        }
    }

    [Fact]
    public void The_average_of_the_weights_is_what_the_model_is_measured_with_and_saved_with()
    {
        var model = new Linear(2, 1);
        var average = new WeightAverage(model, 0.5);
        using var trainer = new Trainer(model, Squares, new SGD(0.1), seed: 1) { Average = average };
        double[]? expected = null;
        trainer.StepEnded += _ => expected = expected is null ? Weights(model) : [.. expected.Zip(Weights(model), (a, w) => 0.5 * a + 0.5 * w)];
        var data = Problems.Line(20);
        var report = trainer.Fit(data, epochs: 2, batchSize: 4, validation: data);

        double[] last = Weights(model);
        double loss = model.Evaluate(data, Squares).Loss, averaged = trainer.Evaluate(data).Loss;
        Assert.Equal(10, average.Count);
        GoldenAssert.Close(expected!, [.. model.Parameters.SelectMany(pair => average.Of(pair.Parameter).ToDoubles())], "average", 1e-6);
        Assert.NotEqual(loss, averaged);
        Assert.Equal(averaged, report.Validation!.Value.Loss, 1e-6);
        using (average.Apply())
        {
            Assert.Equal(averaged, model.Evaluate(data, Squares).Loss, 1e-6);
            Assert.Throws<InvalidOperationException>(() => trainer.Fit(data));
        }
        Assert.Equal(last, Weights(model));
    }

    [Fact]
    public void The_average_does_not_take_the_place_of_weights_that_another_thread_trains()
    {
        var model = new Linear(2, 1);
        using var trainer = Of(model);
        trainer.Average = new(model, 0.5);
        Exception? elsewhere = null;
        double? here = null;
        trainer.EpochEnded += _ =>
        {
            here = trainer.Evaluate(Problems.Line(10)).Loss;
            var other = new Thread(() => elsewhere = Record.Exception(() => trainer.Evaluate(Problems.Line(10))));
            other.Start();
            other.Join();
        };
        var report = trainer.Fit(Problems.Line(10), validation: Problems.Line(10));
        Assert.Equal(report.Validation!.Value.Loss, here);
        Assert.StartsWith("Trainer.Evaluate: another thread is in the middle of a training, ", Assert.IsType<InvalidOperationException>(elsewhere).Message);
        Assert.Equal(here, trainer.Evaluate(Problems.Line(10)).Loss);
    }

    [Fact]
    public void An_average_says_what_it_cannot_do()
    {
        var model = new Linear(2, 1);
        var average = new WeightAverage(model);
        Assert.Equal("WeightAverage.Apply: there was no step yet, so there is no average.", Assert.Throws<InvalidOperationException>(average.Apply).Message);
        average.Update();
        using (average.Apply())
        {
            Assert.StartsWith("WeightAverage.Apply: the weights hold the average already.", Assert.Throws<InvalidOperationException>(average.Apply).Message);
            Assert.StartsWith("WeightAverage.Update: the weights hold the average now", Assert.Throws<InvalidOperationException>(average.Update).Message);
        }
        Assert.StartsWith("WeightAverage: other : float32 [] is none of its weights.", Assert.Throws<ArgumentException>(() => average.Of(new("other", []))).Message);
        Assert.StartsWith("WeightAverage: the decay must lie from 0 to below 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new WeightAverage(model, 1)).Message);
        Assert.StartsWith("WeightAverage: there is no weight", Assert.Throws<ArgumentException>(() => new WeightAverage([])).Message);
        Assert.StartsWith("WeightAverage: n : int32 [] is no floating-point number", Assert.Throws<ArgumentException>(() => new WeightAverage([new Parameter("n", [], ElementType.Int32)])).Message);
    }

    [Fact]
    public void Early_stopping_ends_after_its_patience_with_the_best_weights()
    {
        var model = new Linear(2, 1);
        double[] losses = [5, 3, 4, 3.5, 3.2, 1];
        using var trainer = new Trainer(model, Squares, new SGD(0.01)) { EarlyStopping = new(patience: 2, measure: result => losses[result.Epoch - 1]) };
        var weights = new List<double[]>();
        trainer.EpochEnded += _ => weights.Add(Weights(model));
        var report = trainer.Fit(Problems.Line(10), epochs: 6);
        Assert.Equal((5, 2), (report.Epochs.Count, report.BestEpoch));
        Assert.Equal(weights[1], Weights(model));
        Assert.EndsWith("; best epoch 2", report.ToString());
        Assert.StartsWith("5 epochs, 5 steps", report.ToString());
    }

    [Fact]
    public void An_epoch_whose_measure_is_no_number_is_never_the_best()
    {
        var model = new Linear(2, 1);
        double[] measures = [double.NaN, double.PositiveInfinity, 3, double.NaN, 2, 4];
        using var trainer = new Trainer(model, Squares, new SGD(0.01)) { EarlyStopping = new(patience: 2, measure: result => measures[result.Epoch - 1]) };
        var weights = new List<double[]>();
        trainer.EpochEnded += _ => weights.Add(Weights(model));
        Assert.Equal(5, trainer.Fit(Problems.Line(10), epochs: 6).BestEpoch);
        Assert.Equal(weights[4], Weights(model));
    }

    [Fact]
    public void Early_stopping_watches_the_validation_loss_and_asks_for_it()
    {
        using var trainer = Of(new Linear(2, 1));
        trainer.EarlyStopping = new();
        Assert.Equal("EarlyStopping: there are no validation samples, whose loss it watches; give Fit some, or a measure of your own.",
            Assert.Throws<ArgumentException>(() => trainer.Fit(Problems.Line(10))).Message);
        // Before anything is trained.
        Assert.Equal(0, trainer.Optimizer.Steps);
        Assert.NotNull(trainer.Fit(Problems.Line(10), validation: Problems.Line(5)).BestEpoch);
        Assert.StartsWith("EarlyStopping: the threshold is 0 or a positive number.", Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(threshold: -1)).Message);
    }

    [Fact]
    public void A_callback_may_stop_the_training_after_a_step()
    {
        using var trainer = Of(new Linear(2, 1));
        trainer.StepEnded += progress =>
        {
            if ((progress.Epoch, progress.Step) == (2, 3))
                trainer.Stop();
        };
        var report = trainer.Fit(Problems.Line(20), epochs: 10, batchSize: 4);
        Assert.Equal((2, 8, 32), (report.Epochs.Count, report.Steps, report.Samples));
        Assert.Equal(10, trainer.Fit(Problems.Line(20), epochs: 1, batchSize: 2).Steps);
    }

    [Fact]
    public void Two_options_for_one_rate_are_explained()
    {
        using var trainer = Of(new Linear(2, 1));
        (trainer.Schedule, trainer.Plateau) = (Schedules.Constant(1), new());
        Assert.Equal("Trainer.Fit: Schedule and Plateau both set the learning rate; keep one. Schedules are multiplied with *.",
            Assert.Throws<InvalidOperationException>(() => trainer.Fit(Problems.Line(4))).Message);
    }

    [Fact]
    public void A_weighted_sample_counts_as_often_as_its_weight_says()
    {
        var data = Problems.Line(4);
        double[] weighted = Trained(data.WithWeights([2, 1, 0, 1])), repeated = Trained(data.Subset([0, 0, 1, 3]));
        GoldenAssert.Close(repeated, weighted, "weights", 1e-6);

        static double[] Trained(Dataset data)
        {
            var model = new Linear(2, 1);
            using var trainer = new Trainer(model, (x, y) => Losses.MSE(x, y, Reduction.None), new SGD(0.1), seed: 1);
            var report = trainer.Fit(data, epochs: 3, batchSize: 4, validation: data);
            return [.. Weights(model), report.Loss, report.Validation!.Value.Loss];
        }
    }

    [Fact]
    public void Classes_have_weights_that_make_them_count_alike()
    {
        var data = Dataset.Classification([0, 1, 2, 3], [1], [0, 0, 0, 2], classCount: 3);
        float[] balanced = data.BalancedClassWeights();
        Assert.Equal([4f / 9, 0, 4f / 3], balanced);
        Assert.Equal([4f / 9, 4f / 9, 4f / 9, 4f / 3], data.WithClassWeights(balanced).Weights.ToArray());
        Assert.Equal([4f / 3, 4f / 9], data.WithClassWeights(balanced).Subset([3, 0]).Weights.ToArray());
        Assert.True(data.Weights.IsEmpty);
    }

    [Fact]
    public void Weights_that_do_not_fit_are_explained()
    {
        var data = Problems.Xor;
        Assert.StartsWith("Dataset.WithWeights: 2 weights for 4 samples; each has one.", Assert.Throws<ArgumentException>(() => data.WithWeights([1, 2])).Message);
        Assert.StartsWith("Dataset.WithWeights: the weight of sample 2 is -1; 0 or a positive number is expected.", Assert.Throws<ArgumentException>(() => data.WithWeights([1, 2, -1, 3])).Message);
        Assert.StartsWith("Dataset.WithClassWeights: 3 weights for 2 classes; each has one.", Assert.Throws<ArgumentException>(() => data.WithClassWeights([1, 2, 3])).Message);
        Assert.StartsWith("Dataset.CopyWeights: these samples have no weights", Assert.Throws<InvalidOperationException>(() => data.CopyWeights([0], new float[1])).Message);
        using var trainer = new Trainer(new Linear(2, 2), SmallLosses.CrossEntropy, new SGD());
        Assert.EndsWith("a single number: give the loss function Reduction.None, so that there is a loss for each sample.",
            Assert.Throws<ArgumentException>(() => trainer.Fit(data.WithWeights([1, 2, 3, 4]))).Message);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void A_stratified_split_has_the_same_share_of_each_class(double fraction)
    {
        int[] labels = [.. Enumerable.Range(0, 50).Select(i => i < 30 ? 0 : i < 45 ? 1 : 2)];
        var (first, second) = Dataset.Classification(new float[50], [], labels).Split(fraction, seed: 2, stratified: true);
        Assert.Equal((int)(50 * fraction), first.Count);
        Assert.Equal(50, first.Count + second.Count);
        foreach (var (label, count) in new[] { (0, 30), (1, 15), (2, 5) })
            Assert.InRange(first.Labels.ToArray().Count(own => own == label), count * fraction - 1, count * fraction + 1);
    }

    [Fact]
    public void A_split_by_classes_needs_classes() => Assert.Equal(
        "Dataset.Split: samples with target values have no classes to be stratified by.",
        Assert.Throws<InvalidOperationException>(() => Problems.Line(10).Split(0.5, stratified: true)).Message);

    private static Trainer Of(Layer model) => new(model, Squares, new SGD(0.01));

    private static double[] Weights(Layer model) => [.. model.Parameters.SelectMany(pair => pair.Parameter.ToDoubles())];
}
