using AutoGrad.Kernels;
using Xunit;

namespace AutoGrad.Tests;

public class LossLoopsTests
{
    [Theory]
    [InlineData(Reduction.Mean)]
    [InlineData(Reduction.Sum)]
    public void The_reduced_loss_and_its_gradient_do_not_depend_on_the_blocks_that_they_are_found_in(Reduction reduction)
    {
        foreach (int count in new[] { 1, 7, 255, 256, 257, 1000 })
        {
            double[] prediction = [.. Enumerable.Range(0, count).Select(i => Math.Sin(i))], target = [.. Enumerable.Range(0, count).Select(i => Math.Cos(i))];
            var gradient = new double[count];

            double weight = LossLoops.Weight(reduction, count);
            double loss = LossLoops.Reduce<SquaredError, double>(new(weight), prediction, target, gradient, reduction);

            double[] errors = [.. prediction.Zip(target, (p, t) => p - t)];
            double sum = errors.Sum(error => error * error);
            Assert.Equal(reduction == Reduction.Mean ? sum / count : sum, loss, 1e-12 * count);
            Assert.Equal(errors.Select(error => weight * (2 * error)), gradient);
        }
    }

    [Fact]
    public void The_gradient_may_lie_where_the_prediction_lies()
    {
        float[] prediction = [.. Enumerable.Range(0, 600).Select(i => i * 0.5f)], target = new float[600];

        LossLoops.Reduce<SquaredError, float>(new(1), prediction, target, prediction, Reduction.Sum);

        Assert.Equal(Enumerable.Range(0, 600).Select(i => (float)i), prediction);
    }

    [Fact]
    public void Reducing_to_one_number_without_a_reduction_names_the_overload_that_does_not_reduce()
    {
        var error = Assert.Throws<ArgumentException>(() => LossLoops.Weight(Reduction.None, 4, method: "HuberWithGradient"));
        Assert.StartsWith("HuberWithGradient: the result is one number, so Reduction.None cannot be asked for; the overload with a span 'losses' yields each loss.", error.Message);
    }

    [Fact]
    public void The_loss_of_nothing_is_an_error()
    {
        var error = Assert.Throws<ArgumentException>(() => LossLoops.Weight(Reduction.Mean, 0, method: "HuberWithGradient"));
        Assert.Equal("HuberWithGradient: there are no elements, and the loss of nothing is not defined.", error.Message);
    }

    [Fact]
    public void Spans_of_different_lengths_are_an_error_before_anything_is_written()
    {
        var gradient = new float[300];
        var error = Assert.Throws<ArgumentException>(() => LossLoops.Reduce<SquaredError, float>(new(1), new float[300], new float[299], gradient, Reduction.Sum));
        Assert.Equal("The span 'target' has 299 elements, 'gradient' has 300: they must be as long as each other.", error.Message);
    }

    private readonly struct SquaredError(double weight) : IKernel2To2<SquaredError>
    {
        public static SquaredError Create(ReadOnlySpan<double> parameters) => new(parameters[0]);

        public void Invoke<V>(V a, V b, out V first, out V second)
            where V : struct, ILanes<V>
        {
            var error = a - b;
            first = error * error;
            second = weight * (2 * error);
        }
    }
}
