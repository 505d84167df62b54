using static AutoGrad.Functions;

namespace AutoGrad.Tests;

public sealed class JacobianTests
{
    private readonly Node x = Node.Input("x", [3], ElementType.Float64);

    [Fact]
    public void The_Jacobian_of_a_matrix_product_is_the_matrix()
    {
        var a = Node.Input("a", [2, 3], ElementType.Float64);
        using var jacobian = Gradient.Jacobian(a.MatMul(x), x);
        Assert.Equal([2, 3], jacobian.Shape);
        // The values of x do not matter, so they are not asked for.
        Assert.Equal([a], jacobian.Inputs);
        jacobian.Feed(a, [1.0, 2, 3, 4, 5, 6]);
        var derivatives = jacobian.Compute<double>();
        Assert.Equal([2, 3], derivatives.Lengths.ToArray());
        Assert.Equal(6, derivatives[1, 2]);
        var row = new double[6];
        jacobian.Compute<double>(row);
        Assert.Equal([1.0, 2, 3, 4, 5, 6], row);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_Jacobian_is_what_differences_say(int threads)
    {
        var output = Concatenate([Tanh(x) * x.Sum(), Exp(x[1..]) / (1 + Square(x[..2]))]).Reshape(5, 1);
        using var jacobian = Gradient.Jacobian(output, x, threads: threads);
        double[] at = [0.3, -0.7, 1.1];
        jacobian.Feed(x, at);
        double[] derivatives = new double[15];
        jacobian.Compute<double>(derivatives);
        Assert.Equal([5, 1, 3], jacobian.Shape);
        AssertDifferences(derivatives, at, values => output.Evaluate((x, values)));
    }

    [Fact]
    public void The_Hessian_of_a_quadratic_form_is_its_matrix()
    {
        var a = Node.Constant([2, -1, 0, -1, 3, 0.5, 0, 0.5, 4], [3, 3], ElementType.Float64);
        using var hessian = Gradient.Hessian(0.5 * (x * a.MatMul(x)).Sum(), x);
        double[] derivatives = new double[9];
        foreach (var input in hessian.Inputs)
            hessian.Feed(input, [1.0, 2, 3]);
        hessian.Compute<double>(derivatives);
        Assert.Equal([2, -1, 0, -1, 3, 0.5, 0, 0.5, 4], derivatives);
    }

    [Fact]
    public void The_Hessian_is_what_differences_of_the_gradient_say()
    {
        var loss = (Sin(x) * x[..1] + Log(1 + Square(x))).Sum() * Exp(x.Mean());
        var gradient = Gradient.Of(loss, x);
        using var hessian = Gradient.Hessian(loss, x);
        double[] at = [0.5, -1.5, 0.25], derivatives = new double[9];
        hessian.Feed(x, at);
        hessian.Compute<double>(derivatives);
        AssertDifferences(derivatives, at, values => gradient.Evaluate((x, values)));
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                Assert.Equal(derivatives[3 * i + j], derivatives[3 * j + i], 1e-14);
    }

    [Fact]
    public void The_Hessian_of_a_linear_function_is_zero()
    {
        using var hessian = Gradient.Hessian((2 * x).Sum(), x);
        double[] derivatives = [.. Enumerable.Repeat(double.NaN, 9)];
        hessian.Compute<double>(derivatives);
        Assert.All(derivatives, derivative => Assert.Equal(0, derivative));
    }

    [Fact]
    public void Parameters_are_read_where_they_are_and_single_precision_stays_so()
    {
        var w = new Parameter("w", []);
        w.Values<float>()[0] = 3;
        var scale = Node.Input("scale", []);
        using var hessian = Gradient.Hessian(scale * w * w * w, w);
        hessian.Feed(scale, 2f);
        Assert.Equal(ElementType.Float32, hessian.ElementType);
        Assert.Equal(36, hessian.Compute<float>()[0]);
        w.Values<float>()[0] = 1;
        Assert.Equal(12, hessian.Compute<float>()[0]);
    }

    [Fact]
    public void Computing_all_rows_allocates_nothing()
    {
        using var jacobian = Gradient.Jacobian(Tanh(x * x.Sum()), x, threads: 1);
        jacobian.Feed(x, [1.0, 2, 3]);
        double[] derivatives = new double[9];
        jacobian.Compute<double>(derivatives);
        long before = GC.GetAllocatedBytesForCurrentThread();
        jacobian.Compute<double>(derivatives);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_a_reason()
    {
        using var jacobian = Gradient.Jacobian(Square(x), x);
        jacobian.Feed(x, [1.0, 2, 3]);
        Assert.Equal(
            "Compute: a destination of 8 elements for derivatives of shape [3, 3], which has 9.",
            Assert.Throws<ArgumentException>(() => jacobian.Compute<double>(new double[8])).Message);
        Assert.Contains("holds float64, not Single", Assert.Throws<ArgumentException>(() => jacobian.Compute<float>(new float[9])).Message);
        Assert.Contains("does not depend on", Assert.Throws<DifferentiationException>(() => Gradient.Jacobian(x, Node.Input("y", [2], ElementType.Float64))).Message);
        Assert.Contains("only a single number has a gradient", Assert.Throws<DifferentiationException>(() => Gradient.Hessian(x, x)).Message);
        using var zero = Gradient.Jacobian(x, Node.Input("y", [2], ElementType.Float64), Disconnected.Zero);
        Assert.All(zero.Compute<double>().ToArray(), derivative => Assert.Equal(0, derivative));
    }

    private static void AssertDifferences(double[] derivatives, double[] at, Func<double[], double[]> function)
    {
        const double step = 1e-5;
        for (int j = 0; j < at.Length; j++)
        {
            double[] above = [.. at], below = [.. at];
            above[j] += step;
            below[j] -= step;
            double[] high = function(above), low = function(below);
            for (int i = 0; i < high.Length; i++)
                Assert.Equal((high[i] - low[i]) / (2 * step), derivatives[i * at.Length + j], 1e-8);
        }
    }
}
