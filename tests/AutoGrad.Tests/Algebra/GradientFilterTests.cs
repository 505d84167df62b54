using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Nodes that are their input, and change the gradient on its way back.</summary>
public sealed class GradientFilterTests
{
    private static readonly Node X = Node.Input("x", [4], ElementType.Float64);
    private static readonly double[] Values = [0.5, -1, 2, 3];

    [Fact]
    public void Values_stay_what_they_are()
    {
        Node[] filtered = [X.ScaleGradient(3), X.ReverseGradient(), X.ClipGradient(-1, 1), Exp(X.ScaleGradient(0)) + 1];

        Compiled.AgreesWithReference(filtered);
        Assert.Equal(Values, filtered[0].Evaluate((X, Values)));
        double[] odd = [double.NaN, double.PositiveInfinity, -0.0, 0];
        Assert.Equal(odd, X.ClipGradient(0, 0).Evaluate((X, odd)));
    }

    [Fact]
    public void A_gradient_is_scaled() => Assert.Equal([0.5, -1, 2, 3], Gradient.Of(Square(X.ScaleGradient(0.5)).Sum(), X).Evaluate((X, Values)));

    [Fact]
    public void A_gradient_is_reversed() => Assert.Equal([-0.5, 1, -2, -3], Gradient.Of(Square(X.ReverseGradient(0.5)).Sum(), X).Evaluate((X, Values)));

    [Fact]
    public void A_gradient_is_cut_off_at_both_ends() => Assert.Equal([1, -1.5, 1.5, 1.5], Gradient.Of(Square(X.ClipGradient(-1.5, 1.5)).Sum(), X).Evaluate((X, Values)));

    [Fact]
    public void Other_paths_keep_their_gradient() => Assert.Equal([1, 1, 1, 1], Gradient.Of((2 * X - X.ScaleGradient(1)).Sum(), X).Evaluate((X, Values)));

    [Fact]
    public void The_gradient_that_is_passed_on_can_be_differentiated()
    {
        // 2x between the ends, constant beyond; and the slope 2 passes the same ends on its way back.
        var gradient = Gradient.Of(Square(X.ClipGradient(-1.5, 1.5)).Sum(), X);

        Assert.Equal([1.5, 0, 0, 0], Gradient.Of(gradient.Sum(), X).Evaluate((X, Values)));
    }

    [Fact]
    public void Branches_that_are_not_taken_stay_without_a_gradient()
    {
        var y = Where(X > 0, Sqrt(X.ScaleGradient(2)), 0);

        Assert.Equal([2 * 0.5 / Math.Sqrt(0.5), 0, 1 / Math.Sqrt(2), 1 / Math.Sqrt(3)], Gradient.Of(y.Sum(), X).Evaluate((X, Values)), (a, b) => Math.Abs(a - b) < 1e-15);
        var deeper = Where(X > 0, Sqrt((X * 1).ScaleGradient(2).Reshape(2, 2)).Reshape(4), 0);
        Assert.Equal(0, Gradient.Of(deeper.Sum(), X).Evaluate((X, Values))[1]);
        // What is cut off below at 1 is 1 in the branch not taken too: zero is not kept.
        Assert.Equal([1, 1, 1, 1], Gradient.Of(Where(X > 0, (X * 1).ClipGradient(1, 1), 0).Sum(), X).Evaluate((X, Values)));
    }

    [Fact]
    public void It_costs_no_step()
    {
        using var plain = Executable.Compile(Exp(X) * 2, threads: 1);
        using var filtered = Executable.Compile(Exp(X.ReverseGradient()) * 2, threads: 1);

        Assert.Equal(plain.ToText(), filtered.ToText());
    }

    [Fact]
    public void The_text_says_what_is_passed_on() => Assert.Contains("gradient_filter(x, 2 * a0)", X.ScaleGradient(2).ToText());

    [Fact]
    public void Integers_have_no_gradient_to_change() => Assert.Equal(
        "n : int32 [2] has no gradient to change: it is int32; only float32 and float64 have.",
        Assert.Throws<DifferentiationException>(() => Node.Input("n", [2], ElementType.Int32).ScaleGradient(2)).Message);
}
