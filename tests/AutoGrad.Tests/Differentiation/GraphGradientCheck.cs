namespace AutoGrad.Tests;

/// <summary>Gradients of a graph against central differences in double precision, to second order.</summary>
internal static class GraphGradientCheck
{
    /// <summary>Checks ∂Σ w·f(x)/∂x, and the gradient of that along a direction, for fixed uneven w and direction.</summary>
    /// <param name="function">What is differentiated.</param>
    /// <param name="at">Where.</param>
    /// <param name="shape">The shape of x.</param>
    /// <param name="mode">The rules; the standard ones by default.</param>
    /// <param name="step">The step of the differences: larger where the function rounds.</param>
    /// <param name="tolerance">The error that is allowed, relative to the gradient or 1.</param>
    public static void Check(Func<Node, Node> function, double[] at, Shape shape, ReverseMode? mode = null, double step = 1e-4, double tolerance = 1e-8)
    {
        mode ??= ReverseMode.Standard;
        var x = Node.Input("x", shape, ElementType.Float64);
        var output = function(x);
        var scalar = (output * Weights(output.Shape, 0.7)).Sum();
        var gradient = mode.Gradients(scalar, [x], Node.Constant(1, ElementType.Float64))[0];
        Assert.NotNull(gradient);
        Compare(scalar, gradient, x, at, "gradient", step, tolerance);

        var along = (gradient * Weights(shape, 1.3)).Sum();
        if (mode.Gradients(along, [x], Node.Constant(1, ElementType.Float64))[0] is { } second)
            Compare(along, second, x, at, "second order", step, tolerance);
        else
            Compare(along, Node.Full(0, shape, ElementType.Float64), x, at, "second order", step, tolerance);
    }

    private static Node Weights(Shape shape, double phase) =>
        Node.Constant([.. Enumerable.Range(0, (int)shape.Size).Select(i => 1 + 0.5 * Math.Sin(phase + 2.1 * i))], shape, ElementType.Float64);

    private static void Compare(Node scalar, Node gradient, Node x, double[] at, string what, double step, double tolerance)
    {
        double[] actual = gradient.Evaluate((x, at));
        for (int i = 0; i < at.Length; i++)
        {
            double At(double shift)
            {
                double[] moved = [.. at];
                moved[i] += shift;
                return scalar.Evaluate((x, moved))[0];
            }

            double coarse = (At(2 * step) - At(-2 * step)) / (4 * step), fine = (At(step) - At(-step)) / (2 * step);
            double expected = (4 * fine - coarse) / 3;
            Assert.True(
                Math.Abs(actual[i] - expected) <= tolerance * Math.Max(1, Math.Abs(expected)),
                $"The {what} at {i} is {actual[i]:R}, differences give {expected:R}.\n{gradient.ToText()}");
        }
    }
}
