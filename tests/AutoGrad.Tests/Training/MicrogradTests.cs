using AutoGrad.Tests.Reference;
using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>The published 100-step run of micrograd (two moons, a 2-16-16-1 network with ReLU, hinge loss), by composing public API.</summary>
public class MicrogradTests
{
    private static readonly MicrogradRun Run = MicrogradRun.Published;
    private readonly Node x = Node.Input("x", [100, 2], ElementType.Float64), y = Node.Input("y", [100, 1], ElementType.Float64);
    private readonly double[] points = [.. Run.Points.SelectMany(point => point)];
    private readonly Parameter[] parameters = Network(Run.InitialParameters, [2, 16, 16, 1]);

    [Fact]
    public void The_published_run_is_reproduced_to_the_last_digits()
    {
        var (loss, accuracy, gradients) = Graph();
        for (int step = 0; step < Run.LossAndAccuracy.Length; step++)
        {
            double[][] values = ReferenceEvaluator.Evaluate([loss, accuracy, .. gradients], node =>
                node == x ? points : node == y ? Run.Targets : ((Parameter)node).Values<double>().ToArray());
            AssertPublished(step, values[0][0], values[1][0]);
            for (int p = 0; p < parameters.Length; p++)
            {
                var weights = parameters[p].Values<double>();
                for (int i = 0; i < weights.Length; i++)
                    weights[i] -= Rate(step) * values[p + 2][i];
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_published_run_is_reproduced_by_an_executable_that_updates_the_parameters(int threads)
    {
        var (loss, accuracy, gradients) = Graph();
        var rate = Node.Input("rate", [], ElementType.Float64);
        var updates = parameters.Zip(gradients, (parameter, gradient) => Update.Assign(parameter, parameter - rate * gradient)).ToArray();
        using var training = Executable.Compile([loss, accuracy], updates, threads);
        training.Feed(x, points);
        training.Feed(y, Run.Targets);
        for (int step = 0; step < Run.LossAndAccuracy.Length; step++)
        {
            training.Feed(rate, Rate(step));
            training.Run();
            AssertPublished(step, training.Fetch<double>(loss)[0], training.Fetch<double>(accuracy)[0]);
        }
    }

    private static double Rate(int step) => 1.0 - 0.9 * step / 100;

    private static void AssertPublished(int step, double loss, double accuracy)
    {
        Assert.Equal(Run.LossAndAccuracy[step][0], loss, 1e-12);
        Assert.Equal(Run.LossAndAccuracy[step][1], accuracy, 1e-12);
    }

    private (Node Loss, Node Accuracy, Node[] Gradients) Graph()
    {
        var score = x;
        for (int layer = 0; layer < parameters.Length; layer += 2)
        {
            score = score.MatMul(parameters[layer].Transpose()) + parameters[layer + 1];
            if (layer + 2 < parameters.Length)
                score = Where(score > 0, score, 0);
        }
        var margin = 1 - y * score;
        var penalty = parameters.Select(p => Square(p).Sum()).Aggregate((a, b) => a + b);
        var loss = Where(margin > 0, margin, 0).Mean() + 1e-4 * penalty;
        var accuracy = Where(score * y > 0, Node.Full(1, [100, 1], ElementType.Float64), 0).Mean();
        return (loss, accuracy, Gradient.Of(loss, parameters));
    }

    // micrograd lists each neuron's weights and then its bias.
    private static Parameter[] Network(double[] initial, int[] widths)
    {
        var parameters = new List<Parameter>();
        int next = 0;
        for (int layer = 1; layer < widths.Length; layer++)
        {
            int inputs = widths[layer - 1], outputs = widths[layer];
            var weight = new Parameter($"layers.{layer - 1}.weight", [outputs, inputs], ElementType.Float64);
            var bias = new Parameter($"layers.{layer - 1}.bias", [outputs], ElementType.Float64);
            for (int neuron = 0; neuron < outputs; neuron++)
            {
                for (int i = 0; i < inputs; i++)
                    weight.Values<double>()[neuron * inputs + i] = initial[next++];
                bias.Values<double>()[neuron] = initial[next++];
            }
            parameters.AddRange([weight, bias]);
        }
        return [.. parameters];
    }
}
