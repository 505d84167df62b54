using static AutoGrad.Functions;

namespace AutoGrad.Tests;

public class GradientTests
{
    private readonly Node x = Node.Input("x", [3], ElementType.Float64);

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NegativeInfinity)]
    public void Gradient_of_where_ignores_the_branch_not_taken(double value)
    {
        var y = Where(x > 0, Log(x) * Sqrt(x), 2 * x).Sum();
        var gradient = Gradient.Of(y, x);
        var second = Gradient.Of(gradient.Sum(), x);

        Assert.Equal([2, 2, 2], gradient.Evaluate((x, [value, value, value])));
        Assert.Equal([0, 0, 0], second.Evaluate((x, [value, value, value])));
    }

    [Fact]
    public void Gradient_of_where_ignores_the_branch_not_taken_across_broadcasts()
    {
        var mask = Node.Constant([0, 0, 0, 0, 0, 0], [2, 3], ElementType.Bool);
        var y = Where(mask, Log(x), 0 * Node.Full(1, [2, 3], ElementType.Float64)).Sum();

        Assert.Equal([0, 0, 0], Gradient.Of(y, x).Evaluate((x, [0, -1, 1])));
    }

    [Fact]
    public void A_target_inside_a_selection_still_gets_its_gradient()
    {
        var inner = Sin(x);
        var y = Where(x > 0, inner * 3, inner).Sum();

        Assert.Equal([3, 1, 3], Gradient.Of(y, inner).Evaluate((x, [1, -1, 2])));
    }

    [Fact]
    public void Jvp_and_vjp_are_transposes_of_each_other()
    {
        var weights = Node.Constant([1, -2, 0.5, 3, 0.25, -1], [2, 3], ElementType.Float64);
        var y = Tanh(weights.MatMul(x));
        double[] at = [0.3, -0.8, 0.5], direction = [1, 2, -1], upstream = [0.7, -0.4];
        double[] forward = Gradient.Jvp(y, x, Node.Constant(direction, [3], ElementType.Float64)).Evaluate((x, at));
        double[] reverse = Gradient.Vjp(y, x, Node.Constant(upstream, [2], ElementType.Float64)).Evaluate((x, at));

        Assert.Equal(forward.Zip(upstream, (a, b) => a * b).Sum(), reverse.Zip(direction, (a, b) => a * b).Sum(), 1e-14);
    }

    [Fact]
    public void The_Hessian_vector_product_of_a_cubic_is_known()
    {
        var y = Pow(x, 3).Sum() + x[0] * x[1];
        double[] at = [2, 3, 4], v = [1, 10, 100];

        Assert.Equal([6 * 2 * 1 + 10, 6 * 3 * 10 + 1, 6 * 4 * 100], Gradient.Hvp(y, x, Node.Constant(v, [3], ElementType.Float64)).Evaluate((x, at)));
    }

    [Fact]
    public void Several_targets_move_at_once()
    {
        var z = Node.Input("z", [3], ElementType.Float64);
        var y = (x * x * z).Sum();
        Node Constant(params double[] values) => Node.Constant(values, [3], ElementType.Float64);
        (Node, double[])[] at = [(x, [1, 2, 3]), (z, [4, 5, 6])];
        Node[] directions = [Constant(1, 0, 2), Constant(0, 1, 1)];

        // dy = 2xz·dx + x²·dz; the gradients are 2xz and x².
        Assert.Equal([8 + 0 + 72 + 0 + 4 + 9], Gradient.Jvp(y, [x, z], directions).Evaluate(at));
        var products = Gradient.Hvp(y, [x, z], directions);
        Assert.Equal([8 * 1, 2 * 2 * 1, 12 * 2 + 6 * 1], products[0].Evaluate(at));
        Assert.Equal([2, 0, 12], products[1].Evaluate(at));
        Assert.Contains("2 targets and 1 directions: each target needs its direction", Assert.Throws<ArgumentException>(() => Gradient.Jvp(y, [x, z], [directions[0]])).Message);
    }

    [Fact]
    public void Targets_can_be_listed_as_arguments()
    {
        var z = Node.Input("z", [3], ElementType.Float64);
        var gradients = Gradient.Of((x * z).Sum(), x, z);

        Assert.Equal([4, 5, 6], gradients[0].Evaluate((z, [4, 5, 6])));
        Assert.Equal([1, 2, 3], gradients[1].Evaluate((x, [1, 2, 3])));
    }

    [Fact]
    public void The_fourth_derivative_of_sine_is_sine()
    {
        var y = Sin(x);
        for (int order = 0; order < 4; order++)
            y = Gradient.Of(y.Sum(), x);

        Assert.Equal([Math.Sin(0.5), Math.Sin(-1), Math.Sin(2)], y.Evaluate((x, [0.5, -1, 2])));
    }

    [Fact]
    public void A_tensor_has_no_gradient_without_an_upstream() => AssertMessage<DifferentiationException>(
        "only a single number has a gradient. Reduce it with Sum() or Mean(), or call Gradient.Vjp with an upstream gradient of shape [3]",
        () => Gradient.Of(Sin(x), x));

    [Fact]
    public void A_target_without_a_path_is_an_error_unless_zero_is_asked_for()
    {
        var other = Node.Input("other", [2], ElementType.Float64);

        AssertMessage<DifferentiationException>("does not depend on other", () => Gradient.Of(x.Sum(), other));
        Assert.Equal([0, 0], Gradient.Of(x.Sum(), [other], Disconnected.Zero)[0].Evaluate());
        AssertMessage<DifferentiationException>("does not depend on x", () => Gradient.Of(x.StopGradient().Sum(), x));
    }

    [Fact]
    public void A_path_that_is_locally_constant_is_a_true_zero() =>
        Assert.Equal([0, 0, 0], Gradient.Of(Floor(x).Sum(), x).Evaluate((x, [0.5, 1.5, 2.5])));

    [Fact]
    public void An_operation_without_a_derivative_says_why()
    {
        AssertMessage<DifferentiationException>("ArgMax has no derivative: its result is a position", () => Gradient.Of(x.ArgMax().Cast(ElementType.Float64), x));
        AssertMessage<DifferentiationException>("Cast to int32 has no derivative", () => Gradient.Of(x.Cast(ElementType.Int32).Cast(ElementType.Float64).Sum(), x));
        AssertMessage<DifferentiationException>("only float32 and float64 have", () => Gradient.Of(x.Sum(), Node.Input("labels", [3], ElementType.Int32)));
    }

    [Fact]
    public void An_upstream_of_another_shape_is_refused() => AssertMessage<ShapeException>(
        "The upstream gradient is float64 []; it must be float64 [3]", () => Gradient.Vjp(Sin(x), x, Node.Constant(1, ElementType.Float64)));

    [Fact]
    public void A_chain_of_fifty_thousand_nodes_does_not_overflow_the_stack()
    {
        var y = x.Sum();
        for (int i = 0; i < 50_000; i++)
            y = Sin(y).Reshape(1).Sum();

        Assert.Equal(3, Gradient.Of(y, x).Shape[0]);
    }

    private static void AssertMessage<T>(string part, Action action)
        where T : Exception => Assert.Contains(part, Assert.Throws<T>(action).Message);
}
