using AutoGrad.Tests.Golden;
using AutoGrad.Tests.Reference;
using static AutoGrad.Functions;

namespace AutoGrad.Tests.Minimizers;

public sealed class LevenbergMarquardtTests
{
    [ReferenceTheory("nist")]
    [InlineData("Misra1a")]
    [InlineData("Chwirut1")]
    [InlineData("Lanczos3")]
    [InlineData("Gauss1")]
    [InlineData("MGH17")]
    [InlineData("Hahn1")]
    [InlineData("BoxBOD")]
    [InlineData("Rat43")]
    [InlineData("Thurber")]
    public void Fits_reach_what_NIST_certifies(string name)
    {
        var regression = NistRegression.Read(name);
        Parameter[] b = [.. regression.SecondStart.Select((start, i) => Number($"b{i + 1}", start))];
        var report = new LevenbergMarquardt().Minimize(regression.Residuals(b), b);

        Assert.True(report.HasConverged, report.ToString());
        Digits(regression.Certified, [.. b.Select(parameter => parameter.Values<double>()[0])], "parameters");
        Digits(regression.StandardErrors, report.StandardErrors, "standard errors");
        Digits([regression.SumOfSquares], [report.SumOfSquares], "sum of squares");
        Assert.Equal(regression.X.Length - b.Length, report.DegreesOfFreedom);

        void Digits(double[] certified, double[] found, string what)
        {
            for (int i = 0; i < certified.Length; i++)
                Assert.True(Math.Abs(found[i] - certified[i]) <= 1e-6 * Math.Abs(certified[i]), $"{what} {i + 1}: {certified[i]:R} is certified, {found[i]:R} found. {report}");
        }
    }

    [Fact]
    public void A_line_is_fitted_in_one_step_with_the_covariance_of_linear_regression()
    {
        Parameter line = new("line", [2], ElementType.Float64);
        double[] xs = [1, 2, 3, 5], ys = [2, 3.5, 4, 8];
        Node x = Node.Constant(xs, [4], ElementType.Float64), y = Node.Constant(ys, [4], ElementType.Float64);
        var report = new LevenbergMarquardt(damping: 0).Minimize(y - (line[0] + line[1] * x), [line]);

        double meanX = xs.Average(), spread = xs.Sum(value => Math.Pow(value - meanX, 2));
        double slope = xs.Zip(ys, (a, b) => (a - meanX) * b).Sum() / spread, offset = ys.Average() - slope * meanX;
        double variance = xs.Zip(ys, (a, b) => Math.Pow(b - offset - slope * a, 2)).Sum() / 2;
        GoldenAssert.Close([offset, slope], line.Values<double>().ToArray(), "line", 1e-13);
        GoldenAssert.Close(
            [variance * (0.25 + meanX * meanX / spread), -variance * meanX / spread, -variance * meanX / spread, variance / spread],
            [.. report.Covariance.Cast<double>()],
            "covariance",
            1e-12);
        Assert.Equal(2, report.DegreesOfFreedom);
        Assert.Equal(Math.Sqrt(variance), report.ResidualDeviation, 1e-12);
        Assert.InRange(report.Iterations, 1, 3);
    }

    [Fact]
    public void Residuals_that_can_vanish_do()
    {
        Parameter x = Number("x", -1.2), y = Number("y", 1);
        var report = new LevenbergMarquardt().Minimize(Stack([10 * (y - Square(x)), 1 - x]), [x, y]);
        Assert.True(report.HasConverged);
        GoldenAssert.Close([1, 1], [x.Values<double>()[0], y.Values<double>()[0]], "Rosenbrock's valley", 1e-12);
        Assert.All(report.StandardErrors, error => Assert.Equal(double.NaN, error));
    }

    [Fact]
    public void Parameters_that_the_data_cannot_tell_apart_are_fitted_without_a_covariance()
    {
        Parameter a = Number("a", 1), b = Number("b", 3);
        Node y = Node.Constant([2, 4, 6.0], [3], ElementType.Float64);
        var report = new LevenbergMarquardt().Minimize(y - (a + b), [a, b]);
        Assert.Equal(4, a.Values<double>()[0] + b.Values<double>()[0], 1e-9);
        Assert.Equal(8, report.SumOfSquares, 1e-9);
    }

    [Fact]
    public void A_minimisation_that_is_cancelled_ends_at_the_point_that_was_reached()
    {
        Parameter x = Number("x", 1), y = Number("y", 2);
        var vector = new ParameterVector("LevenbergMarquardt", [x, y]) { Values = [7, 8] };
        vector.StopIfCancelled([3, 4], default);
        Assert.Equal([7, 8], vector.Values);
        Assert.Throws<OperationCanceledException>(() => vector.StopIfCancelled([3, 4], new(canceled: true)));
        Assert.Equal((3, 4), (x.Values<double>()[0], y.Values<double>()[0]));
    }

    [Fact]
    public void The_number_of_iterations_is_a_limit()
    {
        Parameter x = Number("x", -1.2), y = Number("y", 1);
        Node residuals = Stack([10 * (y - Square(x)), 1 - x]);
        var report = new LevenbergMarquardt(iterations: 2).Minimize(residuals, [x, y]);
        Assert.Equal((MinimizationEnd.IterationLimit, 2, false), (report.Reason, report.Iterations, report.HasConverged));
        double before = x.Values<double>()[0];
        Assert.Throws<OperationCanceledException>(() => new LevenbergMarquardt().Minimize(residuals, [x, y], new(canceled: true)));
        Assert.Equal(before, x.Values<double>()[0]);
        Assert.StartsWith("IterationLimit after 2 iterations, ", report.ToString());
    }

    [Fact]
    public void What_cannot_be_fitted_is_explained()
    {
        Parameter a = Number("a", -1), single = new("single", []);
        Node x = Node.Input("x", [3], ElementType.Float64), two = Node.Constant([1, 2.0], [2], ElementType.Float64);
        void Fails(string message, Action fit) => Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(fit).Message);
        var method = new LevenbergMarquardt();

        Fails("LevenbergMarquardt: the graph reads the input x : float64 [3]; give data as Node.Constant", () => method.Minimize(a * x, [a]));
        Fails("LevenbergMarquardt: the parameter single : float32 [] is float32; minimising needs float64 throughout.", () => method.Minimize(a * two, [single]));
        Fails("LevenbergMarquardt: no parameter is given", () => method.Minimize(a * two, []));
        Fails("LevenbergMarquardt: the parameter a : float64 [] is given twice.", () => method.Minimize(a * two, [a, a]));
        Fails("LevenbergMarquardt: the parameter empty : float64 [0] has no elements.", () => method.Minimize(a * two, [new Parameter("empty", [0], ElementType.Float64)]));
        Fails("LevenbergMarquardt: 1 residuals for 2 numbers to be fitted", () => method.Minimize((a * two).Sum(), [new Parameter("b", [2], ElementType.Float64)]));
        Fails("LevenbergMarquardt: the sum of squares is NaN at the start", () => method.Minimize(Log(a) * two, [a]));
        Fails("LevenbergMarquardt: the tolerance lies from 0 to below 1.", () => _ = new LevenbergMarquardt(tolerance: 1));
        Fails("LevenbergMarquardt: the damping is 0 or a positive number.", () => _ = new LevenbergMarquardt(damping: -1));
        Parameter zero = Number("zero", 0);
        Fails("LevenbergMarquardt: the Jacobian is not finite where the residuals are", () => method.Minimize(Sqrt(zero) * two, [zero]));
    }

    private static Parameter Number(string name, double value)
    {
        var parameter = new Parameter(name, [], ElementType.Float64);
        parameter.Values<double>()[0] = value;
        return parameter;
    }
}
