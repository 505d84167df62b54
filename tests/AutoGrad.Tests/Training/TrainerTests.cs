using static AutoGrad.Functions;

namespace AutoGrad.Tests.Training;

[Trait("Category", "Training")]
public sealed class TrainerTests
{
    private static Sequential Network(int hidden, params Layer[] between) =>
        [new Linear(2, hidden), new Lambda(Functions.Tanh), .. between, new Linear(hidden, hidden), new Lambda(Functions.Tanh), new Linear(hidden, 2)];

    private static byte[] Bits(Layer model) => [.. model.Parameters.SelectMany(pair =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(pair.Parameter.Values<float>()).ToArray())];

    [Fact]
    public void Exclusive_or_is_learned()
    {
        var model = Network(8);
        using var trainer = new Trainer(model, SmallLosses.CrossEntropy, new Adam(0.05), seed: 1);
        var report = trainer.Fit(Problems.Xor, epochs: 200, batchSize: 4);
        Assert.Equal(1, report.Accuracy);
        Assert.True(report.Loss < 0.01, report.ToString());
        float[] logits = model.Predict(Problems.Xor);
        Assert.Equal([0, 1, 1, 0], Enumerable.Range(0, 4).Select(i => logits[2 * i + 1] > logits[2 * i] ? 1 : 0));
    }

    [Theory]
    [InlineData(ElementType.Float32, 1e-5)]
    [InlineData(ElementType.Float64, 1e-6)]
    public void Linear_regression_finds_the_weights_that_made_the_data(ElementType type, double tolerance)
    {
        var linear = new Linear(2, 1, type: type);
        using var trainer = new Trainer(linear, SmallLosses.MeanSquared, new SGD(0.1, momentum: 0.5));
        var report = trainer.Fit(Problems.Line(), epochs: 40, batchSize: 20);
        Assert.Null(report.Accuracy);
        double[] found = [.. linear.Weight.ToDoubles(), .. linear.Bias!.ToDoubles()];
        Assert.Equal([2, -3, 0.5], found, (a, b) => Math.Abs(a - b) < tolerance);
    }

    [Fact]
    public void Two_spirals_are_told_apart()
    {
        var model = Network(32);
        using var trainer = new Trainer(model, SmallLosses.CrossEntropy, new Adam(0.01), seed: 2);
        trainer.Fit(Problems.Spirals(), epochs: 200, batchSize: 32);
        Assert.InRange(trainer.Evaluate(Problems.Spirals()).Accuracy!.Value, 0.99, 1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_on_any_number_of_threads()
    {
        // Products of such a size are shared out among the threads.
        static byte[] Train(int seed, int threads, params int[] epochs)
        {
            var model = Network(300, new Dropout(0.2));
            using var trainer = new Trainer(model, Losses.CrossEntropy, new Adam(0.01), seed, threads);
            foreach (int count in epochs)
                trainer.Fit(Problems.Spirals(600), epochs: count, batchSize: 400);
            return Bits(model);
        }

        byte[] bits = Train(seed: 5, threads: 1, 3);
        Assert.Equal(bits, Train(seed: 5, threads: 2, 3));
        Assert.Equal(bits, Train(seed: 5, threads: 3, 2, 1));
        Assert.NotEqual(bits, Train(seed: 6, threads: 1, 3));
    }

    [Fact]
    public void Two_trainings_are_one_longer_training()
    {
        static byte[] Train(params int[] epochs)
        {
            var model = Network(8, new Dropout(0.1));
            using var trainer = new Trainer(model, SmallLosses.CrossEntropy, new Adam(0.01), seed: 3);
            foreach (int count in epochs)
                trainer.Fit(Problems.Spirals(), epochs: count, batchSize: 30);
            return Bits(model);
        }

        Assert.Equal(Train(3), Train(1, 2));
    }

    [Fact]
    public void Every_sample_is_seen_once_an_epoch_the_last_partial_batch_included()
    {
        var seen = new List<TrainingProgress>();
        using var trainer = new Trainer(Network(4), SmallLosses.CrossEntropy, new SGD(1e-30), seed: 1);
        var report = trainer.Fit(Problems.Spirals(50), epochs: 2, batchSize: 16, progress: new Collector(seen));
        Assert.Equal((8L, 100L), (report.Steps, report.Samples));
        Assert.Equal(8, trainer.Optimizer.Steps);
        Assert.Equal([1, 2, 3, 4, 4, 1, 2, 3, 4, 4], seen.Select(progress => progress.Step));
        Assert.Equal([4, 9], seen.Index().Where(pair => pair.Item.IsEpochEnd).Select(pair => pair.Index));
        // The weights hardly move: the mean over the batches is the mean over the samples.
        var whole = trainer.Evaluate(Problems.Spirals(50));
        Assert.All(report.Epochs, epoch => Assert.Equal(whole.Loss, epoch.Loss, 1e-6));
        Assert.All(report.Epochs, epoch => Assert.Equal(whole.Accuracy!.Value, epoch.Accuracy!.Value, 1e-12));
    }

    [Fact]
    public void Each_epoch_has_another_order_that_the_seed_decides()
    {
        static List<double> Losses(int seed)
        {
            var seen = new List<TrainingProgress>();
            using var trainer = new Trainer(Kept(), SmallLosses.CrossEntropy, new SGD(1e-30), seed);
            trainer.Fit(Problems.Spirals(40), epochs: 2, batchSize: 5, progress: new Collector(seen));
            return [.. seen.Select(progress => progress.Loss)];
        }

        // Weights that do not depend on the trainer's seed.
        static Sequential Kept()
        {
            var model = Network(4);
            model.Initialize(7);
            return model;
        }

        var losses = Losses(1);
        Assert.NotEqual(losses.Take(8), losses.Skip(9).Take(8));
        Assert.Equal(losses, Losses(1));
        Assert.NotEqual(losses, Losses(2));
        Assert.Equal(losses[8], Losses(2)[8], 1e-6);
    }

    [Fact]
    public void Validation_data_are_measured_after_each_epoch_in_inference_mode()
    {
        var model = Network(8, new Dropout(0.5));
        var (train, validation) = Problems.Spirals().Split(0.7);
        using var trainer = new Trainer(model, SmallLosses.CrossEntropy, new Adam(0.01));
        var report = trainer.Fit(train, epochs: 2, batchSize: 32, validation);
        Assert.Equal(2, report.Epochs.Count);
        Assert.Equal(trainer.Evaluate(validation, batchSize: 32), report.Validation);
        Assert.Equal(model.Evaluate(validation, SmallLosses.CrossEntropy, batchSize: 32), report.Validation);
        Assert.NotEqual(report.Epochs[0].Validation, report.Validation);
        Assert.Matches(@"^2 epochs, 10 steps in \d+\.\d s: loss \d\.\d{4}, accuracy \d+\.\d\d %, validation loss \d\.\d{4}, validation accuracy \d+\.\d\d %$", report.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_step_of_classification_allocates_nothing(int threads)
    {
        var watch = new AllocationWatch();
        using var trainer = new Trainer(Network(300, new Dropout(0.1)), Losses.CrossEntropy, new Adam(), threads: threads);
        trainer.Fit(Problems.Spirals(1000), epochs: 4, batchSize: 300, progress: watch);
        Assert.Equal(9, watch.Steps);
        Assert.Equal(0, watch.BytesAfterFirstEpoch);
    }

    [Fact]
    public void A_step_of_regression_allocates_nothing()
    {
        var watch = new AllocationWatch();
        using var trainer = new Trainer(new Linear(2, 1), Losses.MSE, new SGD(0.01, momentum: 0.9), threads: 1);
        trainer.Fit(Problems.Line(50), epochs: 4, batchSize: 16, progress: watch);
        Assert.Equal(9, watch.Steps);
        // The first steps meet code for the first time.
        Assert.Equal(0, watch.BytesAfterFirstEpoch);
    }

    [Fact]
    public void State_that_layers_register_is_updated_by_every_step_and_by_no_other_run()
    {
        var model = Network(4, new Layers.Counter());
        using var trainer = new Trainer(model, SmallLosses.CrossEntropy, new SGD());
        trainer.Fit(Problems.Spirals(50), epochs: 2, batchSize: 16, validation: Problems.Spirals(20));
        model.Predict([1, 2]);
        var runs = model.Parameters.Single(pair => pair.Path == "2.runs").Parameter;
        Assert.Equal([8f], runs.Values<float>());
    }

    [Fact]
    public void Without_a_trainer_optimizer_and_scope_give_all_updates()
    {
        var model = Network(8, new Dropout(0.1));
        var optimizer = new Adam(0.05);
        Node x = Node.Input("x", [4, 2]), labels = Node.Input("labels", [4], ElementType.Int32);
        Node rate = Node.Input("learning rate", [], ElementType.Float64), step = Node.Input("step", [], ElementType.Float64);
        using var scope = new BuildScope(Mode.Training, seed: 1);
        var loss = SmallLosses.CrossEntropy(model.Forward(x), labels);
        Parameter[] weights = [.. model.Parameters.Select(pair => pair.Parameter)];
        using var executable = Executable.Compile([loss], [.. optimizer.Updates(weights, Gradient.Of(loss, weights), rate, step), .. scope.Updates]);
        executable.Feed(x, Problems.Xor.Features);
        executable.Feed(labels, Problems.Xor.Labels);
        executable.Feed(rate, optimizer.LearningRate);
        var losses = new List<float>();
        for (int i = 1; i <= 100; i++)
        {
            executable.Feed(step, (double)i);
            executable.Run();
            losses.Add(executable.Fetch<float>(loss)[0]);
        }
        Assert.True(losses[^1] < 0.1 * losses[0], $"{losses[0]} → {losses[^1]}");
    }

    [Fact]
    public void A_cancelled_training_leaves_a_usable_model()
    {
        var model = Network(8);
        using var cancellation = new CancellationTokenSource();
        using var trainer = new Trainer(model, SmallLosses.CrossEntropy, new Adam(0.01));
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(
            Problems.Spirals(), epochs: 1000, batchSize: 10, progress: new Action(progress => { if (progress is { Epoch: 2, Step: 3 }) cancellation.Cancel(); }), cancellation: cancellation.Token));
        Assert.Equal(23, trainer.Optimizer.Steps);
        Assert.All(model.Predict(Problems.Spirals()), value => Assert.True(float.IsFinite(value)));
        Assert.Single(trainer.Fit(Problems.Spirals()).Epochs);
    }

    [Fact]
    public void The_learning_rate_may_change_while_a_training_runs()
    {
        var linear = new Linear(2, 1);
        var optimizer = new SGD(0.1);
        using var trainer = new Trainer(linear, SmallLosses.MeanSquared, optimizer);
        var after = new List<byte[]>();
        trainer.Fit(Problems.Line(20), epochs: 2, batchSize: 10, progress: new Action(progress =>
        {
            after.Add(Bits(linear));
            optimizer.LearningRate = 1e-30;
        }));
        Assert.All(after, bits => Assert.Equal(after[0], bits));
    }

    [Fact]
    public void The_loss_is_a_graph_that_can_be_read_and_differentiated()
    {
        var linear = new Linear(2, 1);
        using var trainer = new Trainer(linear, SmallLosses.MeanSquared, new SGD());
        Node x = Node.Input("x", [3, 2]), y = Node.Input("y", [3, 1]);
        var loss = trainer.Loss(x, y);
        Assert.Same(SmallLosses.MeanSquared(linear.Forward(x), y), loss);
        Assert.Equal(linear.Weight.Shape, Gradient.Of(loss, linear.Weight).Shape);
    }

    [Fact]
    public void A_trainer_says_what_it_trains()
    {
        using var trainer = new Trainer(new Linear(1000, 2), SmallLosses.CrossEntropy, new Adam());
        Assert.Equal("Adam on SmallLosses.CrossEntropy: Linear, 2,002 parameters", trainer.ToString());
    }

    private sealed class Collector(List<TrainingProgress> seen) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => seen.Add(value);
    }

    private sealed class Action(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }

    private sealed class AllocationWatch : IProgress<TrainingProgress>
    {
        private long last;

        public long BytesAfterFirstEpoch { get; private set; }

        public int Steps { get; private set; }

        public void Report(TrainingProgress value)
        {
            if (value is { Epoch: > 1, Step: > 1, IsEpochEnd: false })
            {
                BytesAfterFirstEpoch += GC.GetAllocatedBytesForCurrentThread() - last;
                Steps++;
            }
            last = GC.GetAllocatedBytesForCurrentThread();
        }
    }
}
