using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Tensors repeated, rolled, cut into parts, and matrices by their diagonals, by small examples; and the mistakes in it.</summary>
public class LayoutTests
{
    private static readonly Node X = Node.Input("x", [2, 3], ElementType.Float64);
    private static readonly double[] Values = [0, 1, 2, 10, 11, 12];

    public static TheoryData<string, int[], double[], Func<Node, Node>> Examples => new()
    {
        { "rolled", [2, 3], [2, 0, 1, 12, 10, 11], x => x.Roll(1, axis: 1) },
        { "rolled back, far", [2, 3], [10, 11, 12, 0, 1, 2], x => x.Roll(-7, axis: 0) },
        { "rolled by the whole extent", [2, 3], [0, 1, 2, 10, 11, 12], x => x.Roll(6, axis: -1) },
        { "rolled by the smallest number", [2, 3], [2, 0, 1, 12, 10, 11], x => x.Roll(int.MinValue, axis: 1) },
        { "rolled nothing", [0, 3], [], x => x[..0].Roll(1, axis: 0) },
        { "tiled", [2, 6], [0, 1, 2, 0, 1, 2, 10, 11, 12, 10, 11, 12], x => x.Tile(2) },
        { "tiled along two axes", [4, 3], [0, 1, 2, 10, 11, 12, 0, 1, 2, 10, 11, 12], x => x.Tile(2, 1) },
        { "tiled along a new axis", [2, 1, 3], [10, 11, 12, 10, 11, 12], x => x[1..].Tile(2, 1, 1) },
        { "tiled no times", [2, 0], [], x => x.Tile(0) },
        { "repeated", [2, 6], [0, 0, 1, 1, 2, 2, 10, 10, 11, 11, 12, 12], x => x.Repeat(2, axis: 1) },
        { "rows repeated", [4, 3], [0, 1, 2, 0, 1, 2, 10, 11, 12, 10, 11, 12], x => x.Repeat(2, axis: 0) },
        { "squeezed", [3], [0, 1, 2], x => x[..1].Squeeze() },
        { "squeezed along one axis", [3, 1], [0, 1, 2], x => x[..1].Unsqueeze(-1).Squeeze(0) },
        { "unsqueezed", [2, 1, 3], [0, 1, 2, 10, 11, 12], x => x.Unsqueeze(1) },
        { "the lower triangle", [2, 3], [0, 0, 0, 10, 11, 0], x => x.Tril() },
        { "a lower triangle", [2, 3], [0, 1, 0, 10, 11, 12], x => x.Tril(1) },
        { "the upper triangle", [2, 3], [0, 1, 2, 0, 11, 12], x => x.Triu() },
        { "an upper triangle beyond the matrix", [2, 3], [0, 0, 0, 0, 0, 0], x => x.Triu(int.MaxValue) },
        { "a lower triangle of everything", [2, 3], [0, 1, 2, 10, 11, 12], x => x.Tril(int.MaxValue) },
        { "triangles of many matrices", [2, 1, 3], [0, 0, 0, 10, 0, 0], x => x.Unsqueeze(1).Tril() },
        { "a triangle of conditions", [2, 3], [0, 1, 1, 0, 1, 1], x => (x > 0).Triu().Cast(ElementType.Float64) },
        { "the diagonal", [2], [0, 11], x => x.Diagonal() },
        { "the diagonal above it", [2], [1, 12], x => x.Diagonal(1) },
        { "the diagonal below it", [1], [10], x => x.Diagonal(-1) },
        { "a diagonal beyond the matrix", [0], [], x => x.Diagonal(int.MinValue) },
        { "diagonals of many matrices", [3, 1], [0, 1, 2], x => x.Permute(1, 0).Unsqueeze(1).Diagonal() },
        { "a diagonal matrix", [2, 2], [1, 0, 0, 2], x => x[0, 1..].DiagonalMatrix() },
        { "elements above the diagonal", [2, 2, 2], [0, 0, 0, 0, 0, 10, 0, 0], x => x[.., ..1].DiagonalMatrix(1) },
        { "elements below the diagonal", [3, 3], [0, 0, 0, 1, 0, 0, 0, 2, 0], x => x[0, 1..].DiagonalMatrix(-1) },
        { "filled by a mask", [2, 3], [0, 1, 2, -1, -1, -1], x => x.MaskedFill(x > 5, -1) },
        { "filled by the mask of a row", [2, 3], [-1, 1, 2, -1, 11, 12], x => x.MaskedFill(x[0] < 1, -1) },
        { "a part of given size", [2, 2], [1, 2, 11, 12], x => x.Split([1, 2], axis: 1)[1] },
        { "the last chunk", [2, 1], [2, 12], x => x.Chunk(2, axis: 1)[^1] },
        { "of the unstacked", [2], [1, 11], x => x.Unstack(axis: -1)[1] },
        { "put together again", [2, 3], [0, 1, 2, 10, 11, 12], x => Stack(x.Unstack()) },
        { "one-hot", [2, 1, 3], [0, 1, 0, 0, 0, 1], x => OneHot(Node.Constant([1, 2], [2, 1], ElementType.Int32), 3, ElementType.Float64) + 0 * x[.., ..1].Unsqueeze(-1) },
        { "one-hot of one", [3], [0, 0, 1], x => OneHot(Node.Constant(2, ElementType.Int64), 3, ElementType.Int64).Cast(ElementType.Float64) },
        { "one-hot as conditions", [2], [0, 1], x => OneHot(Node.Constant(1, ElementType.Int64), 2, ElementType.Bool).Cast(ElementType.Float64) },
        { "a range", [3], [0, 1, 2], _ => Arange(3, ElementType.Float64) },
        { "the first coordinate of a grid", [2, 3], [0, 0, 0, 10, 10, 10], x => Meshgrid(x[.., 0], x[0])[0] },
        { "the second coordinate of a grid", [2, 3], [0, 1, 2, 0, 1, 2], x => Meshgrid(x[.., 0], x[0])[1] },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Elements_are_laid_out_as_defined(string what, int[] shape, double[] expected, Func<Node, Node> function)
    {
        Assert.NotEmpty(what);
        var y = function(X);
        Assert.Equal(shape, y.Shape);
        Assert.Equal(expected, y.Evaluate((X, Values)));
        Compiled.AgreesWithReference([y], new Dictionary<Node, double[]> { [X] = Values });
    }

    [Fact]
    public void Chunks_are_as_in_PyTorch()
    {
        var x = Node.Input("x", [7]);
        int[] Sizes(int parts, int extent) => [.. x[..extent].Chunk(parts).Select(chunk => chunk.Shape[0])];

        Assert.Equal([3, 3, 1], Sizes(3, 7));
        Assert.Equal([2, 2, 2], Sizes(5, 6));
        Assert.Equal([1, 1], Sizes(5, 2));
        Assert.Equal([0], Sizes(3, 0));
        Assert.Equal([2, 2, 2, 1], Sizes(4, 7));
    }

    [Fact]
    public void A_diagonal_is_a_view() => Assert.Empty(StepNames(X.Diagonal(1).DiagonalMatrix().Diagonal()).Except(["pad", "copy"]));

    [Fact]
    public void What_was_masked_or_lies_outside_a_triangle_leaks_no_NaN_into_gradients()
    {
        var x = Node.Input("x", [2, 2], ElementType.Float64);

        Assert.Equal([1, 0, 1, 1], Gradient.Of(Log(x).Tril().Sum(), x).Evaluate((x, [1, 0, 1, 1])));
        Assert.Equal([1, 0, 1, 1], Gradient.Of(Log(x).MaskedFill(x <= 0, 0).Sum(), x).Evaluate((x, [1, 0, 1, 1])));
    }

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "Roll: axis 2 of a tensor with 2 axes", () => X.Roll(1, 2) },
        { "Tile: [2, 3] repeated [2, -1] times; none can be negative.", () => X.Tile(2, -1) },
        { "Repeat: the elements of axis 1 of [2, 3] -1 times; give 0 or more.", () => X.Repeat(-1, 1) },
        { "Squeeze: axis 1 of [2, 3] has 3 elements; only an axis of one element can be left out.", () => X.Squeeze(1) },
        { "Unsqueeze: axis 3 of a tensor with 3 axes", () => X.Unsqueeze(3) },
        { "Tril: [3] has fewer than two axes, so it holds no matrix.", () => X[0].Tril() },
        { "Triu: [] has fewer than two axes", () => X[0, 0].Triu() },
        { "Diagonal: [3] has fewer than two axes", () => X[0].Diagonal() },
        { "DiagonalMatrix: a single number has no axis that could become a diagonal", () => X[0, 0].DiagonalMatrix() },
        { "DiagonalMatrix: [2, 3] on diagonal 50000 would make matrices of 50003 rows and columns", () => X.DiagonalMatrix(50000) },
        { "MaskedFill: the mask is float64; it must be bool", () => X.MaskedFill(X, 0) },
        { "MaskedFill: the mask [1, 2, 3] does not broadcast to [2, 3]", () => X.MaskedFill((X > 0).Unsqueeze(0), 0) },
        { "Split: parts of [1, 3] elements are not the 3 of axis 1 of [2, 3]", () => X.Split([1, 3], 1) },
        { "Split: parts of [4, -1] elements are not the 3 of axis 1 of [2, 3]", () => X.Split([4, -1], 1) },
        { "Chunk: axis 0 of [2, 3] in 0 parts; give 1 or more.", () => X.Chunk(0) },
        { "OneHot: the indices are float64; they must be int32 or int64.", () => OneHot(X, 3) },
        { "OneHot: -1 classes; give 0 or more.", () => OneHot(Node.Constant(1, ElementType.Int32), -1) },
        { "Arange: of bool; numbers are counted in int32", () => Arange(3, ElementType.Bool) },
        { "Meshgrid: [2, 3] is no vector; each must have one axis.", () => Meshgrid(X[0], X) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_when_the_graph_is_built(string message, Action mistake) =>
        Assert.Contains(message, Assert.Throws<ShapeException>(mistake).Message);

    [Fact]
    public void Values_that_the_type_lacks_and_nulls_are_refused()
    {
        Assert.Contains("The number 0.5 is no int32.", Assert.Throws<ArgumentException>(() => Arange(3).MaskedFill(Arange(3) > 1, 0.5)).Message);
        Assert.Equal("mask", Assert.Throws<ArgumentNullException>(() => X.MaskedFill(null!, 0)).ParamName);
        Assert.Equal("indices", Assert.Throws<ArgumentNullException>(() => OneHot(null!, 3)).ParamName);
        Assert.Equal("vectors", Assert.Throws<ArgumentNullException>(() => Meshgrid(null!, X)).ParamName);
    }

    private static IEnumerable<string> StepNames(Node node) => Planner.Plan([node], []).Steps.Select(step => step.Name);
}
