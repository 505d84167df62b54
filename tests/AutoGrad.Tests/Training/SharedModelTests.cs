namespace AutoGrad.Tests.Training;

/// <summary>A model that more than one trainer, thread or call has to do with.</summary>
[Trait("Category", "Training")]
public sealed class SharedModelTests
{
    private static Sequential Network() => [new Linear(2, 8), new Lambda(Functions.Tanh), new Linear(8, 2)];

    private static float[] Weights(Layer model) => [.. model.Parameters.SelectMany(pair => pair.Parameter.Values<float>().ToArray())];

    [Fact]
    public void A_layer_that_is_added_between_two_trainings_is_trained_and_measured()
    {
        var model = new Sequential { new Linear(2, 8), new Lambda(Functions.Tanh) };
        model.Add(new Linear(8, 2));
        using var trainer = new Trainer(model, SmallLosses.CrossEntropy, new Adam(0.01), seed: 1);
        trainer.Fit(Problems.Xor, batchSize: 3);
        trainer.Evaluate(Problems.Xor, batchSize: 3);
        var added = new Linear(2, 2);
        model.Add(added);
        trainer.Evaluate(Problems.Xor, batchSize: 3);
        float[] before = [.. added.Weight.Values<float>()];
        trainer.Fit(Problems.Xor, batchSize: 3);
        Assert.NotEqual(before, added.Weight.Values<float>().ToArray());
        Assert.Equal(model.Evaluate(Problems.Xor, SmallLosses.CrossEntropy, batchSize: 3), trainer.Evaluate(Problems.Xor, batchSize: 3));
    }

    [Fact]
    public void Weights_that_training_never_moved_are_not_drawn_anew_by_a_second_trainer()
    {
        var model = Network();
        using (var first = new Trainer(model, SmallLosses.CrossEntropy, new SGD(1e-30), seed: 1))
            first.Fit(Problems.Xor);
        float[] trained = Weights(model);
        using var second = new Trainer(model, SmallLosses.CrossEntropy, new SGD(1e-30), seed: 2);
        Assert.Equal(trained, Weights(model));
        new Sequential { model }.Forward(Node.Input("x", [1, 2]));
        Assert.Equal(trained, Weights(model));
    }

    [Fact]
    public void A_frozen_weight_stays_as_it_is_until_it_is_learned_again()
    {
        var model = new Sequential { new Linear(2, 3), Functions.Tanh, new Linear(3, 1) };
        using var trainer = new Trainer(model, Losses.MSE, new SGD(0.1, momentum: 0.5, weightDecay: 0.1));
        Parameter frozen = ((Linear)model[0]).Weight;
        double[][] after = [.. new[] { true, false, false, true }.Select(isTrainable =>
        {
            frozen.IsTrainable = isTrainable;
            trainer.Fit(Problems.Line(10));
            return frozen.ToDoubles();
        })];
        Assert.Equal(after[0], after[1]);
        Assert.Equal(after[0], after[2]);
        Assert.NotEqual(after[0], after[3]);
    }

    [Fact]
    public void A_second_trainer_with_the_same_optimizer_goes_on_with_its_momentum()
    {
        static double[] Train(bool exchanged)
        {
            var linear = new Linear(2, 1, type: ElementType.Float64);
            var optimizer = new Adam(0.1);
            using Trainer first = new(linear, SmallLosses.MeanSquared, optimizer), second = new(linear, SmallLosses.MeanSquared, optimizer);
            first.Fit(Problems.Line(20), epochs: 3, batchSize: 20);
            (exchanged ? second : first).Fit(Problems.Line(20), epochs: 3, batchSize: 20);
            Assert.Equal(6, optimizer.Steps);
            return [.. linear.Weight.Values<double>(), .. linear.Bias!.Values<double>()];
        }

        // The order of the samples, and so the last bits of their sums, are each trainer's own.
        Assert.Equal(Train(exchanged: false), Train(exchanged: true), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void A_training_within_a_training_is_refused_and_the_outer_one_goes_on()
    {
        using var trainer = new Trainer(Network(), SmallLosses.CrossEntropy, new SGD(0.1));
        var messages = new List<string>();
        trainer.Fit(Problems.Xor, batchSize: 2, progress: new Told(_ =>
            messages.Add(Assert.Throws<InvalidOperationException>(() => trainer.Fit(Problems.Xor)).Message)));
        Assert.Equal(3, messages.Count);
        Assert.All(messages, message => Assert.Equal(
            "Trainer.Fit: this trainer is in the middle of a training; call Fit again when that has ended. Another model can be trained meanwhile, by a trainer of its own.", message));
        Assert.Equal(2, trainer.Optimizer.Steps);
    }

    [Fact]
    public void Evaluating_within_a_training_sees_the_weights_of_that_step()
    {
        var model = Network();
        using var trainer = new Trainer(model, SmallLosses.CrossEntropy, new SGD(0.1));
        var losses = new List<double>();
        trainer.Fit(Problems.Xor, epochs: 3, batchSize: 4, progress: new Told(_ => losses.Add(trainer.Evaluate(Problems.Xor).Loss)));
        Assert.Equal(3, losses.Distinct().Count());
        Assert.Equal(model.Evaluate(Problems.Xor, SmallLosses.CrossEntropy).Loss, losses[^1]);
    }

    [Fact]
    public void An_error_of_the_progress_reaches_the_caller_and_the_trainer_can_go_on()
    {
        using var trainer = new Trainer(Network(), SmallLosses.CrossEntropy, new SGD(0.1));
        Assert.Equal("full", Assert.Throws<IOException>(() => trainer.Fit(Problems.Xor, progress: new Told(_ => throw new IOException("full")))).Message);
        Assert.Equal(1, trainer.Optimizer.Steps);
        Assert.Equal(1, trainer.Fit(Problems.Xor).Steps);
    }

    [Fact]
    public void Predictions_on_another_thread_are_finite_while_the_model_is_trained()
    {
        var model = Network();
        using var trainer = new Trainer(model, SmallLosses.CrossEntropy, new Adam(0.01));
        int predictions = 0;
        using var begun = new ManualResetEventSlim();
        using var ended = new CancellationTokenSource();
        var other = new Thread(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                if (model.Predict(Problems.Xor).All(float.IsFinite))
                    Interlocked.Increment(ref predictions);
                begun.Set();
            }
        });
        other.Start();
        begun.Wait();
        trainer.Fit(Problems.Spirals(), epochs: 50, batchSize: 10);
        ended.Cancel();
        other.Join();
        Assert.True(predictions > 0);
        Assert.Equal(model.Predict(Problems.Xor), model.Predict(Problems.Xor));
    }

    [Fact]
    public void A_disposed_trainer_refuses_to_work_and_leaves_the_model_usable()
    {
        var model = Network();
        var trainer = new Trainer(model, SmallLosses.CrossEntropy, new SGD(0.1));
        trainer.Fit(Problems.Xor);
        trainer.Dispose();
        trainer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => trainer.Fit(Problems.Xor));
        Assert.Throws<ObjectDisposedException>(() => trainer.Evaluate(Problems.Xor));
        Assert.Equal(8, model.Predict(Problems.Xor).Length);
    }

    private sealed class Told(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }
}
