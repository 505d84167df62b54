using AutoGrad.Tests.Reference;
using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>The published 100-step run of micrograd (two moons, a 2-16-16-1 network with ReLU, hinge loss), by composing public API.</summary>
public class MicrogradTests
{
    [Fact]
    public void The_published_run_is_reproduced_to_the_last_digits()
    {
        var run = MicrogradRun.Published;
        double[] points = [.. run.Points.SelectMany(point => point)];
        var x = Node.Input("x", [100, 2], ElementType.Float64);
        var y = Node.Input("y", [100, 1], ElementType.Float64);
        var parameters = Network(run.InitialParameters, [2, 16, 16, 1]);
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
        var gradients = Gradient.Of(loss, parameters);

        for (int step = 0; step < run.LossAndAccuracy.Length; step++)
        {
            double[][] values = ReferenceEvaluator.Evaluate([loss, accuracy, .. gradients], node =>
                node == x ? points : node == y ? run.Targets : ((Parameter)node).Values<double>().ToArray());
            Assert.Equal(run.LossAndAccuracy[step][0], values[0][0], 1e-12);
            Assert.Equal(run.LossAndAccuracy[step][1], values[1][0], 1e-12);

            double rate = 1.0 - 0.9 * step / 100;
            for (int p = 0; p < parameters.Length; p++)
            {
                var weights = parameters[p].Values<double>();
                for (int i = 0; i < weights.Length; i++)
                    weights[i] -= rate * values[p + 2][i];
            }
        }
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
