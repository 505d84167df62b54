using static AutoGrad.Functions;

namespace AutoGrad.Tests;

public sealed class SimilarityTests
{
    private static readonly double[] Point = [0.31, -1.2, 0.83, 1.9, -0.44, 0.6, -0.7, 1.3, 0.25, -1.6, 0.9, -0.1];

    public static TheoryData<string> Names => [.. All.Keys];

    private static Dictionary<string, Func<Node, Node>> All => new()
    {
        ["Clip"] = x => Clip(Square(x), 0.2, 1.1) * x,
        ["Clip by nodes"] = x => Clip(x, Sin(x[..1]) - 1, Square(x[.., ..1])),
        ["Outer"] = x => Outer(x[0], Sin(x[1])),
        ["Dot"] = x => Square(Dot(x[0], x[2])),
        ["Lerp"] = x => Square(Lerp(x[0], x[1], 0.3) + Lerp(x[1], x[2], 0.8)),
        ["Lerp by a node"] = x => Lerp(x[0], Sin(x[1]), x[2]),
        ["CosineSimilarity"] = x => CosineSimilarity(x, Sin(x[..1]) + 2),
        ["CosineSimilarity along the first axis"] = x => CosineSimilarity(x, Square(x), 0),
        ["PairwiseDistance"] = x => PairwiseDistance(x[..2], x[1..]),
        ["PairwiseDistance of order 3"] = x => PairwiseDistance(x, x[..1] + Sin(x), p: 3, keepDims: true) * x,
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_agree_with_differences_to_second_order(string name) => GraphGradientCheck.Check(All[name], Point, [3, 4], ReverseMode.Standard, 1e-4, 1e-7);

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    public void Compiled_they_are_what_the_reference_says(ElementType type)
    {
        var x = Node.Input("x", [3, 4], type);
        Compiled.AgreesWithReference([.. All.Values.Select(function => function(x))], type == ElementType.Float32 ? 1e-4 : 1e-11);
    }

    [Fact]
    public void A_clipped_gradient_is_PyTorchs_at_both_ends()
    {
        var x = Node.Input("x", [5], ElementType.Float64);
        double[] values = [-2, -1, 0, 1, 2];

        Assert.Equal([-1, -1, 0, 1, 1], Clip(x, -1, 1).Evaluate((x, values)));
        Assert.Equal([0, 1, 1, 1, 0], Gradient.Of(Clip(x, -1, 1).Sum(), x).Evaluate((x, values)));
        Assert.Equal([-1, -1, 0, 1, 2], Clip(x, min: -1).Evaluate((x, values)));
        Assert.Equal([-2, -1, 0, 1, 1], Clip(x, max: 1).Evaluate((x, values)));
        Assert.Equal([double.NaN], Clip(Node.Constant(double.NaN), -1, 1).Evaluate());
    }

    [Fact]
    public void Integers_can_be_clipped_at_one_end()
    {
        var x = Node.Input("x", [3], ElementType.Int32);

        Assert.Equal([0, 2, 9], Clip(x, min: 0).Evaluate((x, [-5, 2, 9])));
        Assert.Equal([-5, 2, 4], Clip(x, max: 4).Evaluate((x, [-5, 2, 9])));
        Assert.Same(x, Clip(x));
    }

    [Fact]
    public void Beyond_an_end_that_is_a_tensor_the_gradient_is_its_own()
    {
        Node x = Node.Input("x", [4], ElementType.Float64), low = Node.Input("low", [4], ElementType.Float64), high = Node.Input("high", [4], ElementType.Float64);
        var clipped = Clip(x, low, high);
        (Node, double[])[] feeds = [(x, [-2, 0.5, 3, 0]), (low, [-1, 0, 0, 2]), (high, [1, 1, 2, 1])];

        Assert.Equal([-1, 0.5, 2, 1], clipped.Evaluate(feeds));
        Node[] gradients = Gradient.Of(clipped.Sum(), x, low, high);
        Assert.Equal([0, 1, 0, 0], gradients[0].Evaluate(feeds));
        Assert.Equal([1, 0, 0, 0], gradients[1].Evaluate(feeds));
        Assert.Equal([0, 0, 1, 1], gradients[2].Evaluate(feeds));
    }

    [Fact]
    public void Between_ends_of_which_one_is_NaN_there_is_no_number()
    {
        Node x = Node.Input("x", [3], ElementType.Float64), low = Node.Input("low", [3], ElementType.Float64), high = Node.Input("high", [3], ElementType.Float64);
        var clipped = Clip(x, low, high);
        Dictionary<Node, double[]> values = new() { [x] = [3, 3, double.NaN], [low] = [double.NaN, 0, 0], [high] = [1, double.NaN, 1] };

        Assert.All(clipped.Evaluate((x, values[x]), (low, values[low]), (high, values[high])), value => Assert.True(double.IsNaN(value)));
        Compiled.AgreesWithReference([clipped, .. Gradient.Of(clipped.Sum(), [x, low, high])], values);
    }

    [Fact]
    public void Ends_the_wrong_way_round_are_refused()
    {
        var x = Node.Input("x", [2]);

        Assert.Equal("Clip: from 2 to 1; the lower end must not lie above the upper one, and neither is NaN.", Assert.Throws<ArgumentException>(() => Clip(x, 2, 1)).Message);
        Assert.Equal("ClipGradient: from nan to 1; the lower end must not lie above the upper one, and neither is NaN.", Assert.Throws<ArgumentException>(() => x.ClipGradient(double.NaN, 1)).Message);
    }

    [Fact]
    public void Vectors_are_multiplied_all_with_all_or_summed()
    {
        Node a = Node.Constant([1, 2], [2], ElementType.Float64), b = Node.Constant([3, 4, 5], [3], ElementType.Float64);

        Assert.Equal([3, 4, 5, 6, 8, 10], Outer(a, b).Evaluate());
        Assert.Equal([2, 3], Outer(a, b).Shape);
        Assert.Equal([5], Dot(a, a).Evaluate());
        Assert.Equal("Dot: [2] and [3]: vectors of one length are needed.", Assert.Throws<ShapeException>(() => Dot(a, b)).Message);
        Assert.Equal("Outer: [2] and [2, 1]: both must be vectors, with one axis; Einsum multiplies along any.", Assert.Throws<ShapeException>(() => Outer(a, a.Reshape(2, 1))).Message);
    }

    [Fact]
    public void Both_ends_of_an_interpolation_are_exact()
    {
        Node a = Node.Constant([0.1, 1e30], [2], ElementType.Float64), b = Node.Constant([0.7, -3], [2], ElementType.Float64);

        Assert.Equal(a.Evaluate(), Lerp(a, b, 0).Evaluate());
        Assert.Equal(b.Evaluate(), Lerp(a, b, 1).Evaluate());
        Assert.Equal(b.Evaluate(), Lerp(a, b, Node.Constant(1, ElementType.Float64)).Evaluate());
        Assert.Equal([0.4], Lerp(a, b, 0.5)[..1].Evaluate(), (x, y) => Math.Abs(x - y) < 1e-15);
    }

    [Fact]
    public void Equal_directions_have_the_cosine_one_and_nothing_has_the_cosine_zero()
    {
        Node a = Node.Input("a", [2, 3], ElementType.Float64), b = Node.Input("b", [2, 3], ElementType.Float64);
        var cosine = CosineSimilarity(a, b);
        (Node, double[])[] feeds = [(a, [1, 2, 2, 0, 0, 0]), (b, [2, 4, 4, 1, 1, 1])];

        Assert.Equal([1, 0], cosine.Evaluate(feeds), (x, y) => Math.Abs(x - y) < 1e-15);
        Assert.All(Gradient.Of(cosine.Sum(), a).Evaluate(feeds), value => Assert.True(double.IsFinite(value)));
        Assert.Contains("do not broadcast", Assert.Throws<ShapeException>(() => CosineSimilarity(a, Node.Input("c", [2, 4], ElementType.Float64))).Message);
        Assert.Contains("CosineSimilarity: axis 1 of a tensor with 1 axes", Assert.Throws<ShapeException>(() => CosineSimilarity(a[0], b[0])).Message);
    }

    [Fact]
    public void The_distance_of_equals_is_that_of_epsilon_and_has_a_gradient()
    {
        var a = Node.Input("a", [1, 4], ElementType.Float64);
        var distance = PairwiseDistance(a, a.StopGradient());

        Assert.Equal(2e-6, distance.Evaluate((a, [1, 2, 3, 4]))[0], 1e-15);
        Assert.Equal([0.5, 0.5, 0.5, 0.5], Gradient.Of(distance.Sum(), a).Evaluate((a, [1, 2, 3, 4])), (x, y) => Math.Abs(x - y) < 1e-9);
        Assert.Equal([3], PairwiseDistance(Node.Constant([3, 0], [2], ElementType.Float64), Node.Constant([0, 0], [2], ElementType.Float64), p: 1, epsilon: 0).Evaluate());
    }
}
