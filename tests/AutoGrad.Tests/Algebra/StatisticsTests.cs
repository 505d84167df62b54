using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Variances and norms: values by their definition, gradients by differences, and PyTorch's conventions where there is a choice.</summary>
public sealed class StatisticsTests
{
    private const double Infinity = double.PositiveInfinity;
    private static readonly double[] Point = [0.31, -1.2, 0.83, 1.9, -0.44, 0.6, -0.7, 1.3, 0.25, -1.6, 0.9, -0.1];

    public static TheoryData<string> Names => [.. All.Keys];

    private static Dictionary<string, Func<Node, Node>> All => new()
    {
        ["Variance"] = x => x.Variance(1) * x[.., 0],
        ["Variance of all"] = x => Square(x.Variance()),
        ["Variance without correction"] = x => Sin(x.Variance([0, 1], keepDims: true, correction: 0) * x),
        ["StandardDeviation"] = x => Square(x.StandardDeviation(0)) * x,
        ["Norm"] = x => x.Norm(1) * x[.., 1],
        ["Norm of order 1"] = x => Square(x.Norm(0, p: 1)),
        ["Norm of order 3"] = x => x.Norm(0, keepDims: true, p: 3) * x,
        ["Norm of order 1.5"] = x => x.Norm(p: 1.5),
        ["Norm of order 0.5"] = x => x.Norm(1, p: 0.5),
        ["Norm of order −2"] = x => x.Norm(1, p: -2),
        ["Norm of order ∞"] = x => Square(x.Norm(1, p: Infinity)) * x[.., 0],
        ["Norm of order −∞"] = x => Square(x.Norm(0, p: -Infinity)) * x,
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_agree_with_differences_to_second_order(string name) =>
        GraphGradientCheck.Check(All[name], Point, [3, 4], ReverseMode.Standard, 1e-4, 1e-7);

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    public void Compiled_they_are_what_the_reference_says(ElementType type)
    {
        Node x = Node.Input("x", [5, 7, 3], type), one = Node.Input("one", [], type);
        Compiled.AgreesWithReference(
            [.. All.Values.Select(function => function(x[.., .., 0])), x.Variance([0, 2]), x.Norm([0, -1], p: 4), one.Norm(), one.Variance(correction: 0), one.Norm(p: -1)], type == ElementType.Float32 ? 1e-4 : 1e-11);
    }

    [Fact]
    public void A_variance_is_the_mean_square_of_the_distances_from_the_mean()
    {
        var x = Node.Constant([1, 2, 6, 7], [2, 2], ElementType.Float64);

        Assert.Equal([6.5], x.Variance(correction: 0).Evaluate());
        Assert.Equal([26.0 / 3], x.Variance().Evaluate());
        Assert.Equal([12.5, 12.5], x.Variance(0).Evaluate());
        Assert.Equal([0.5, 0.5], x.StandardDeviation(1, correction: 0).Evaluate());
        Assert.Equal([2, 1], x.StandardDeviation(1, keepDims: true).Shape);
    }

    [Fact]
    public void Of_too_few_elements_there_is_no_variance()
    {
        var x = Node.Constant([3, 4], [2, 1], ElementType.Float64);

        Assert.Equal([double.NaN, double.NaN], x.Variance(1).Evaluate());
        Assert.Equal([Infinity], x.Variance(0, correction: 5).Evaluate());
        Assert.Equal([double.NaN], Node.Constant(ReadOnlySpan<double>.Empty, [0], ElementType.Float64).Variance().Evaluate());
        Assert.StartsWith("Variance: a correction of -1; it is taken from the number of elements, 0 or more.", Assert.Throws<ArgumentOutOfRangeException>(() => x.Variance(correction: -1)).Message);
    }

    [Fact]
    public void The_gradient_of_a_deviation_of_equals_is_zero()
    {
        var x = Node.Input("x", [3], ElementType.Float64);

        Assert.Equal([0, 0, 0], Gradient.Of(x.StandardDeviation(), x).Evaluate((x, [2, 2, 2])));
    }

    // Order, data, norm, gradient.
    public static TheoryData<double, double[], double, double[]> Conventions => new()
    {
        { 2, [3, 0, 4], 5, [0.6, 0, 0.8] },
        { 2, [0, 0, 0], 0, [0, 0, 0] },
        { 1, [3, 0, -4], 7, [1, 0, -1] },
        { 0, [3, 0, -4], 2, [0, 0, 0] },
        { 3, [0, 0, 0], 0, [0, 0, 0] },
        { 3, [0, 2, 0], 2, [0, 1, 0] },
        { 1.5, [0, 0, 0], 0, [0, 0, 0] },
        { 0.5, [0, 4, 0], 4, [0, 1, 0] },
        { 0.5, [0, 0, 0], 0, [0, 0, 0] },
        { Infinity, [3, -3, 1], 3, [0.5, -0.5, 0] },
        { Infinity, [0, 0, 0], 0, [0, 0, 0] },
        { -Infinity, [3, -1, 1], 1, [0, -0.5, 0.5] },
        { -1, [0, 2, 1], 0, [0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Conventions))]
    public void Norms_and_their_gradients_follow_PyTorch(double p, double[] at, double norm, double[] gradient)
    {
        var x = Node.Input("x", [3], ElementType.Float64);
        var value = x.Norm(p: p);

        Assert.Equal(norm, value.Evaluate((x, at))[0], 1e-15);
        double[] actual = Gradient.Of(value, x).Evaluate((x, at));
        for (int i = 0; i < 3; i++)
            Assert.Equal(gradient[i], actual[i], 1e-15);
    }

    [Fact]
    public void A_norm_of_NaN_is_NaN()
    {
        var x = Node.Constant([1, double.NaN], [2], ElementType.Float64);
        foreach (double p in new[] { 2, 1, 3, 0.5, Infinity, -1 })
            Assert.Equal([double.NaN], x.Norm(p: p).Evaluate());
    }

    [Fact]
    public void Norms_that_do_not_exist_are_refused()
    {
        var nothing = Node.Input("x", [2, 0]);

        Assert.Equal([0, 0], nothing.Norm(1).Evaluate((nothing, [])));
        Assert.StartsWith("Norm: the order p is NaN; it is a number, or ±∞.", Assert.Throws<ArgumentException>(() => nothing.Norm(p: double.NaN)).Message);
        Assert.Equal("Norm: of order infinity over axes [1] of [2, 0]: no elements have no such norm.", Assert.Throws<ShapeException>(() => nothing.Norm(1, p: Infinity)).Message);
        Assert.Contains("no elements have no such norm", Assert.Throws<ShapeException>(() => nothing.Norm(p: -1)).Message);
        Assert.Contains("Norm: axis 2 of a tensor with 2 axes", Assert.Throws<ShapeException>(() => nothing.Norm(2, p: -1)).Message);
        Assert.Contains("axis 2 of a tensor with 2 axes", Assert.Throws<ShapeException>(() => nothing.Variance(2)).Message);
        Assert.Contains("cast with Cast(ElementType.Float32)", Assert.Throws<ShapeException>(() => Node.Input("n", [3], ElementType.Int32).Norm()).Message);
    }
}
