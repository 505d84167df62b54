using AutoGrad.Tests.Golden;
using static AutoGrad.Functions;

namespace AutoGrad.Tests.Minimizers;

public sealed class LBFGSTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(100)]
    public void Rosenbrocks_valley_is_followed_to_its_end(int history)
    {
        var x = new Parameter("x", [10], ElementType.Float64);
        for (int i = 0; i < 10; i++)
            x.Values<double>()[i] = i % 2 == 0 ? -1.2 : 1;
        Node even = x.Reshape(5, 2)[.., 0], odd = x.Reshape(5, 2)[.., 1];
        var report = new LBFGS(history: history, changeTolerance: 0).Minimize((100 * Square(odd - Square(even)) + Square(1 - even)).Sum(), [x]);
        Assert.Equal(MinimizationEnd.GradientIsSmall, report.Reason);
        GoldenAssert.Close(Enumerable.Repeat(1.0, 10).ToArray(), x.Values<double>().ToArray(), "minimum", 1e-6);
        Assert.InRange(report.Evaluations, 20, history == 1 ? 2000 : 120);
    }

    [Fact]
    public void A_quadratic_of_n_numbers_needs_about_n_steps()
    {
        var x = new Parameter("x", [6], ElementType.Float64);
        x.Values<double>().Fill(1);
        Node scale = Node.Constant([1, 4, 10, 40, 100, 400.0], [6], ElementType.Float64), goal = Node.Constant([1, 2, 3, 4, 5, 6.0], [6], ElementType.Float64);
        var report = new LBFGS(gradientTolerance: 1e-10, changeTolerance: 0).Minimize((scale * Square(x - goal)).Sum(), [x]);
        Assert.True(report.HasConverged);
        GoldenAssert.Close([1, 2, 3, 4, 5, 6], x.Values<double>().ToArray(), "minimum", 1e-10);
        Assert.InRange(report.Iterations, 4, 30);
    }

    [Fact]
    public void Every_step_satisfies_the_strong_Wolfe_conditions()
    {
        var x = new Parameter("x", [2], ElementType.Float64);
        var vector = new ParameterVector("test", [x]);
        using var function = new Slope(100 * Square(x[1] - Square(x[0])) + Square(1 - x[0]), vector, 1);
        foreach (double first in new[] { 1e-6, 1e-3, 1, 100 })
        {
            double[] from = [-1.2, 1], gradient = new double[2];
            double value = function.At(from, gradient);
            double[] direction = [-gradient[0], -gradient[1]];
            double slope = LBFGS.Dot(direction, gradient);
            var found = StrongWolfe.Search(function, from, direction, value, slope, first)!.Value;
            double length = (found.Point[0] - from[0]) / direction[0];
            Assert.True(found.Value <= value + 1e-4 * length * slope);
            Assert.True(Math.Abs(LBFGS.Dot(found.Gradient, direction)) <= -0.9 * slope);
        }
    }

    [Fact]
    public void A_value_that_is_not_finite_beyond_a_border_is_searched_on_this_side()
    {
        var x = new Parameter("x", [], ElementType.Float64);
        x.Values<double>()[0] = 10;
        var report = new LBFGS().Minimize(x - Log(x - 2), [x]);
        Assert.True(report.HasConverged);
        Assert.Equal(3, x.Values<double>()[0], 1e-6);
    }

    [Fact]
    public void Where_no_step_helps_it_says_so_and_keeps_the_start()
    {
        var x = new Parameter("x", [], ElementType.Float64);
        // The slope says 1, and yet every step in either direction goes up.
        var report = new LBFGS().Minimize(x + 1e3 * Abs(x).StopGradient(), [x]);
        Assert.Equal((MinimizationEnd.NoProgress, 0, 0.0), (report.Reason, report.Iterations, x.Values<double>()[0]));
    }

    [Fact]
    public void What_cannot_be_minimised_is_explained()
    {
        Parameter x = new("x", [2], ElementType.Float64), single = new("single", [2]);
        Assert.StartsWith("LBFGS: the value is NaN at the start", Assert.Throws<ArgumentException>(() => new LBFGS().Minimize(Log(x - 1).Sum(), [x])).Message);
        Assert.StartsWith("LBFGS: the value reshape : float32 [] is float32; minimising needs float64 throughout.", Assert.Throws<ArgumentException>(() => new LBFGS().Minimize(single.Sum(), [x])).Message);
        Assert.StartsWith("The gradient of x : float64 [2]: only a single number has a gradient.", Assert.Throws<DifferentiationException>(() => new LBFGS().Minimize(x, [x])).Message);
        Assert.Throws<OperationCanceledException>(() => new LBFGS().Minimize(Square(x - 1).Sum(), [x], new(canceled: true)));
    }

    [Fact]
    public void A_model_is_fitted_through_its_parameters()
    {
        var model = new Linear(2, 1, type: ElementType.Float64);
        Node features = Node.Constant([0, 0, 0, 1, 1, 0, 1, 1.0], [4, 2], ElementType.Float64), targets = Node.Constant([1, 3, 0, 2.0], [4, 1], ElementType.Float64);
        var report = new LBFGS().Minimize(Losses.MSE(model.Forward(features), targets), [.. model.Parameters.Select(pair => pair.Parameter)]);
        Assert.True(report.HasConverged);
        Assert.Equal(0, report.Value, 1e-12);
    }
}
