using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Functions with a gradient of one's own.</summary>
public sealed class CustomGradientTests
{
    private static readonly Node X = Node.Input("x", [3], ElementType.Float64), Y = Node.Input("y", [3], ElementType.Float64);
    private static readonly Dictionary<Node, double[]> Values = new() { [X] = [0.3, -0.7, 1.9], [Y] = [1.2, 0.4, -0.8] };

    [Fact]
    public void The_gradient_is_the_one_that_was_given()
    {
        var rounded = Gradient.Custom(X * 3, Round, (_, _, upstream) => upstream);
        Assert.Equal([1, -2, 6], rounded.Evaluate((X, [0.3, -0.7, 1.9])));
        Assert.Equal([3, 3, 3], Gradient.Of(rounded.Sum(), X).Evaluate((X, [0.3, -0.7, 1.9])));
        Compiled.AgreesWithReference([rounded, Gradient.Of(Square(rounded).Sum(), X)], Values);
    }

    [Fact]
    public void What_the_backward_function_builds_is_differentiated_again()
    {
        static Node Product(Node a, Node b) => Gradient.Custom([a, b], inputs => inputs[0] * inputs[1], (inputs, output, upstream) => [upstream * inputs[1], upstream * output / inputs[1]]);
        Node Second(Node product)
        {
            Node[] first = Gradient.Of(Sin(product).Sum(), [X, Y]);
            return Gradient.Of((first[0] * first[1]).Sum(), X);
        }

        Node own = Second(Product(X, Y)), plain = Second(X * Y);
        Compiled.AssertClose(ReferenceEvaluator.Evaluate([plain], node => Values[node])[0], ReferenceEvaluator.Evaluate([own], node => Values[node])[0], 1e-13, own);
        Compiled.AgreesWithReference([own], Values);
    }

    [Fact]
    public void No_gradient_is_zero_and_indices_have_none()
    {
        var indices = Node.Constant([2, 0], [2], ElementType.Int32);
        var picked = Gradient.Custom([X, indices, Y], inputs => inputs[0].Gather(inputs[1]), (inputs, _, upstream) => [upstream.Sum() * inputs[0], null, null]);
        Node[] gradients = Gradient.Of(picked.Sum(), [X, Y]);
        Assert.Equal([0.6, -1.4, 3.8], gradients[0].Evaluate((X, Values[X])));
        Assert.Equal([0, 0, 0], gradients[1].Evaluate());
    }

    [Fact]
    public void What_the_backward_function_captures_is_read()
    {
        var scaled = Gradient.Custom(X, x => x, (_, _, upstream) => upstream * Y);
        Assert.Equal(Values[Y], Gradient.Of(scaled.Sum(), X).Evaluate((Y, Values[Y])));
        Assert.Same(scaled, Gradient.Custom(X, x => x, (_, _, upstream) => upstream * Y));
        Assert.Contains("upstream", scaled.ToText());
    }

    [Fact]
    public void What_the_forward_function_uses_besides_its_inputs_has_no_gradient()
    {
        var y = Gradient.Custom(X, x => x * Y, (_, _, upstream) => upstream);
        var error = Assert.Throws<DifferentiationException>(() => Gradient.Of(y.Sum(), [X, Y]));
        Assert.Contains("the forward function uses y : float64 [3], which is none of its inputs", error.Message);
        Assert.Equal([1, 1, 1], Gradient.Of(y.Sum(), X).Evaluate());
    }

    [Fact]
    public void What_a_selection_leaves_out_comes_to_the_backward_function_as_zero()
    {
        var shifted = Gradient.Custom(X, Log, (_, _, upstream) => upstream + 7);
        Assert.Equal([8, 7, 8], Gradient.Of(Where(X > 0, shifted, 0).Sum(), X).Evaluate((X, Values[X])));
    }

    [Fact]
    public void Gradients_that_do_not_fit_are_refused()
    {
        AssertShape("the gradient by input 0 is float64 []; it must be float64 [3], as the input", () => Gradient.Custom(X, x => x, (_, _, upstream) => upstream.Sum()));
        AssertShape("input 1 is int32, which has no gradient; give null for it", () => Gradient.Custom([X, Node.Constant(1, ElementType.Int32)], inputs => inputs[0], (inputs, _, upstream) => [upstream, inputs[1]]));
        AssertShape("the forward function gives int32; only float32 and float64 have gradients", () => Gradient.Custom(X, x => x.Cast(ElementType.Int32), (_, _, upstream) => upstream));
        Assert.Contains("gives 2 gradients for 1 inputs", Assert.Throws<ArgumentException>(() => Gradient.Custom([X], inputs => inputs[0], (_, _, upstream) => [upstream, upstream])).Message);
        Assert.Contains("the forward function returned null", Assert.Throws<ArgumentException>(() => Gradient.Custom(X, _ => null!, (_, _, upstream) => upstream)).Message);
    }

    private static void AssertShape(string message, Action build) => Assert.Contains(message, Assert.Throws<ShapeException>(build).Message);
}
