namespace AutoGrad.Tests;

/// <summary>Order along an axis, and sums and products of ever more elements, by small examples; and the mistakes in it.</summary>
public class OrderingTests
{
    private const double NaN = double.NaN;

    public static TheoryData<string, double[], double[], Func<Node, Node>> Lines => new()
    {
        { "ascending, NaN last", [2, NaN, -1, NaN, 0], [-1, 0, 2, NaN, NaN], x => x.Sort() },
        { "descending, NaN first", [2, NaN, -1, NaN, 0], [NaN, NaN, 2, 0, -1], x => x.Sort(0, descending: true) },
        { "equal ones keep their order", [2, NaN, 2, NaN, 0], [4, 0, 2, 1, 3], x => x.ArgSort() },
        { "equal ones keep their order when descending", [2, NaN, 2, NaN, 0], [1, 3, 0, 2, 4], x => x.ArgSort(descending: true) },
        { "zeros of either sign are equal", [0, -0.0, 0], [0, 1, 2], x => x.ArgSort() },
        { "infinities are at the ends", [1, double.PositiveInfinity, NaN, double.NegativeInfinity], [3, 0, 1, 2], x => x.ArgSort() },
        { "the two largest", [2, 5, 2, 7, 0], [7, 5], x => x.TopK(2).Values },
        { "where the three largest are", [2, 5, 2, 7, 0], [3, 1, 0], x => x.TopK(3).Indices },
        { "the three smallest", [2, 5, 2, 7, 0], [0, 2, 2], x => x.TopK(3, 0, largest: false).Values },
        { "NaN is among the largest", [2, NaN, 7], [NaN, 7], x => x.TopK(2).Values },
        { "the largest none", [2, 5], [], x => x.TopK(0).Values },
        { "the first of the smallest", [2, 0, 2, 0], [1], x => x.ArgMin() },
        { "the first NaN is taken for the smallest", [2, NaN, 0, NaN], [1], x => x.ArgMin() },
        { "the smallest of integers", [int.MaxValue, int.MinValue, 0], [1], x => x.Cast(ElementType.Int32).ArgMin() },
        { "the smallest of conditions", [1, 1, -1], [2], x => (x > 0).ArgMin() },
        { "a cumulative sum", [1, 2, 3, -4], [1, 3, 6, 2], x => x.CumulativeSum(0) },
        { "a cumulative sum from the end", [1, 2, 3, -4], [2, 1, -1, -4], x => x.CumulativeSum(0, reverse: true) },
        { "a cumulative product", [1, 2, 3, -4, 5], [1, 2, 6, -24, -120], x => x.CumulativeProduct(0) },
        { "a cumulative product with a zero", [2, 0, 3], [2, 0, 0], x => x.CumulativeProduct(0) },
        { "a cumulative product of integers", [2, 3, 4, 5, 6, 7, 8], [2, 6, 24, 120, 720, 5040, 40320], x => x.Cast(ElementType.Int64).CumulativeProduct(0) },
        { "a product", [1, 2, 3, -4, 5, 6, 7], [-5040], x => x.Product() },
        { "a product of one", [3], [3], x => x.Product() },
        { "a product of none", [], [1], x => x.Product() },
        { "a cumulative product of none", [], [], x => x.CumulativeProduct(0) },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_is_ordered_and_accumulated_as_defined(string what, double[] values, double[] expected, Func<Node, Node> function)
    {
        Assert.NotEmpty(what);
        var line = Node.Input("line", [values.Length], ElementType.Float64);
        var y = function(line);
        Assert.Equal(expected, y.Evaluate((line, values)));
        Compiled.AgreesWithReference([y], new Dictionary<Node, double[]> { [line] = values });
    }

    [Fact]
    public void Products_go_over_any_axes()
    {
        var x = Node.Input("x", [2, 3, 2], ElementType.Float64);
        double[] values = [.. Enumerable.Range(1, 12).Select(i => (double)i)];

        Assert.Equal<Shape>([3], x.Product([0, -1]).Shape);
        Assert.Equal([1 * 2 * 7 * 8, 3 * 4 * 9 * 10, 5 * 6 * 11 * 12], x.Product([0, -1]).Evaluate((x, values)));
        Assert.Equal<Shape>([2, 1, 2], x.Product(1, keepDims: true).Shape);
        Assert.Equal([1 * 3 * 5, 2 * 4 * 6, 7 * 9 * 11, 8 * 10 * 12], x.Product(1, keepDims: true).Evaluate((x, values)));
        Assert.Equal(values, x.Product([]).Evaluate((x, values)));
        Assert.Equal([1, 1], x[.., ..0, 0].Product(1).Evaluate((x, values)));
    }

    [Fact]
    public void Where_factors_are_zero_the_gradient_is_the_product_of_the_others()
    {
        var x = Node.Input("x", [4], ElementType.Float64);
        var once = Gradient.Of(x.Product(), x);

        Assert.Equal([0, 30, 0, 0], once.Evaluate((x, [2, 0, 3, 5])));
        Assert.Equal([0, 0, 0, 0], once.Evaluate((x, [2, 0, 0, 5])));
        // ∂²/∂x₁∂x₂ is the product of the two others.
        Assert.Equal([0, 0, 10, 0], Gradient.Of(once[1], x).Evaluate((x, [2, 0, 0, 5])));
        Assert.Equal([1 + 0 + 0 + 0, 2 + 6 + 30, 0, 0], Gradient.Of(x.CumulativeProduct(0).Sum(), x).Evaluate((x, [2, 0, 3, 5])));
    }

    [Fact]
    public void Sorting_sends_each_gradient_back_where_its_element_stood()
    {
        var x = Node.Input("x", [4], ElementType.Float64);
        var weights = Node.Constant([1, 2, 3, 4], [4], ElementType.Float64);

        Assert.Equal([3, 1, 4, 2], Gradient.Of((x.Sort() * weights).Sum(), x).Evaluate((x, [5, -1, 7, 0])));
        Assert.Equal([2, 0, 1, 0], Gradient.Of((x.TopK(2).Values * weights[..2]).Sum(), x).Evaluate((x, [5, -1, 7, 0])));
        var exception = Assert.Throws<DifferentiationException>(() => Gradient.Of(x.ArgSort().Cast(ElementType.Float64).Sum(), x));
        Assert.Contains("ArgSort has no derivative: its results are positions", exception.Message);
        Assert.Contains("ArgMin has no derivative", Assert.Throws<DifferentiationException>(() => Gradient.Of(x.ArgMin().Cast(ElementType.Float64), x)).Message);
    }

    private static readonly Node X = Node.Input("x", [2, 3]);

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "TopK: 4 elements of axis 1 of [2, 3], which has 3.", () => X.TopK(4) },
        { "TopK: -1 elements of axis 0 of [2, 3], which has 2.", () => X.TopK(-1, 0) },
        { "TopK: axis 2 of a tensor with 2 axes", () => X.TopK(1, 2) },
        { "Sort: axis 2 of a tensor with 2 axes", () => X.Sort(2) },
        { "ArgSort: axis 0 of a single number, which has no axes", () => Node.Constant(1).ArgSort(0) },
        { "ArgMin: axis 0 of [0, 3] has no elements, so none is the smallest.", () => X[..0].ArgMin(0) },
        { "CumulativeSum: of bool; cast with Cast(ElementType.Int32).", () => (X > 0).CumulativeSum(0) },
        { "CumulativeSum: axis 2 of a tensor with 2 axes", () => X.CumulativeSum(2) },
        { "CumulativeProduct: of bool; cast with Cast(ElementType.Int32).", () => (X > 0).CumulativeProduct(0) },
        { "CumulativeProduct: axis -3 of a tensor with 2 axes", () => X.CumulativeProduct(-3) },
        { "Product: of bool; cast with Cast(ElementType.Int32).", () => (X > 0).Product() },
        { "Product: axis 1 is named twice in [1, -1]", () => X.Product([1, -1]) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_when_the_graph_is_built(string message, Action mistake) =>
        Assert.Contains(message, Assert.Throws<ShapeException>(mistake).Message);
}
