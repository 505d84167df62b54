using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Activations that draw random numbers.</summary>
public class RandomActivationTests
{
    private const int Count = 4000;

    [Fact]
    public void RReLU_draws_slopes_in_training_and_has_their_mean_in_inference()
    {
        Node x = Node.Input("x", [Count], ElementType.Float64);
        double[] below = [.. Enumerable.Repeat(-1.0, Count)];
        double[] slopes = InTraining(() => new RReLU(0.1, 0.4).Forward(x), x, below).Select(y => -y).ToArray();
        Assert.All(slopes, slope => Assert.InRange(slope, 0.1, 0.4));
        Assert.Equal(0.25, slopes.Average(), 0.01);
        Assert.Equal(0.3 * 0.3 / 12, slopes.Average(slope => (slope - 0.25) * (slope - 0.25)), 0.001);

        Assert.All(new RReLU(0.1, 0.4).Forward(x).Evaluate((x, below)), y => Assert.Equal(-0.25, y));
        Assert.All(InTraining(() => RReLU(x), x, [.. below.Select(v => -v)]), y => Assert.Equal(1, y));
    }

    [Fact]
    public void The_gradient_of_RReLU_is_the_slope_that_was_drawn()
    {
        Node x = Node.Input("x", [5], ElementType.Float64);
        double[] at = [-2, -1, 0.5, -3, 2];
        using var scope = new BuildScope(Mode.Training, seed: 3);
        var y = RReLU(x);
        using var executable = Executable.Compile([y, Gradient.Of(y.Sum(), x)], [.. scope.Updates]);
        var results = Compiled.Run(executable, new Dictionary<Node, double[]> { [x] = at });
        for (int i = 0; i < at.Length; i++)
            Assert.Equal(results[0][i] / at[i], results[1][i], 1e-14);
    }

    [Fact]
    public void GumbelSoftmax_samples_each_class_with_its_probability()
    {
        double[] probabilities = [0.1, 0.6, 0.3];
        Node logits = Node.Input("x", [Count, 3], ElementType.Float64);
        double[] at = [.. Enumerable.Range(0, Count * 3).Select(i => Math.Log(probabilities[i % 3]) + 5)];
        double[] hard = InTraining(() => GumbelSoftmax(logits, tau: 0.7, hard: true), logits, at), soft = InTraining(() => GumbelSoftmax(logits, tau: 0.7), logits, at);
        double[] counts = new double[3];
        for (int row = 0; row < Count; row++)
        {
            int label = Array.IndexOf(hard, 1.0, 3 * row, 3) - 3 * row;
            counts[label]++;
            Assert.Equal([.. Enumerable.Range(0, 3).Select(i => i == label ? 1.0 : 0)], hard.Skip(3 * row).Take(3));
            Assert.Equal(1, soft.Skip(3 * row).Take(3).Sum(), 1e-12);
            Assert.Equal(soft.Skip(3 * row).Take(3).Max(), soft[3 * row + label]);
        }
        for (int i = 0; i < 3; i++)
            Assert.Equal(probabilities[i], counts[i] / Count, 0.03);
    }

    [Fact]
    public void A_hard_sample_has_the_gradient_of_the_soft_one()
    {
        Node x = Node.Input("x", [2, 3], ElementType.Float64), weights = Node.Constant([1, -2, 3, 0.5, 4, -1], [2, 3], ElementType.Float64);
        double[] at = [0.1, 0.5, -0.3, 2, 1, 0];
        double[] Slopes(bool hard) => InTraining(() => Gradient.Of((GumbelSoftmax(x, 0.5, hard, axis: 0) * weights).Sum(), x), x, at);
        Assert.Equal(Slopes(false), Slopes(true));
        Assert.Contains(Slopes(true), slope => slope != 0);
    }

    [Fact]
    public void The_layer_samples_in_training_and_in_inference()
    {
        Node x = Node.Input("x", [2, 3]);
        double[] y = new GumbelSoftmax(hard: true).Forward(x).Evaluate((x, [0, 1, 2, 3, 4, 5]));
        Assert.Equal(2, y.Sum());
        Assert.Equal([2, 3], new GumbelSoftmax(0.5, axis: 0).Forward(x).Shape);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Node x = Node.Input("x", [2, 3]);
        Assert.StartsWith(
            "GumbelSoftmax: it draws random numbers, so it needs a scope: use a layer, or open one around it",
            Assert.Throws<InvalidOperationException>(() => GumbelSoftmax(x)).Message);
        Assert.Contains("GumbelSoftmax: the temperature tau must be positive.", Assert.Throws<ArgumentOutOfRangeException>(() => GumbelSoftmax(x, 0)).Message);
        Assert.Contains("GumbelSoftmax: axis 2", Assert.Throws<ShapeException>(() => GumbelSoftmax(x, axis: 2)).Message);
        Assert.Contains(
            "RReLU: slopes from 0.5 to 0.1; they must be finite, and the lower one not above the upper.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new RReLU(0.5, 0.1).Forward(x)).Message);
    }

    private static double[] InTraining(Func<Node> build, Node x, double[] at)
    {
        using var scope = new BuildScope(Mode.Training, seed: 1);
        using var executable = Executable.Compile([build()], [.. scope.Updates]);
        return Compiled.Run(executable, new Dictionary<Node, double[]> { [x] = at })[0];
    }
}
