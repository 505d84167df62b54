using static AutoGrad.Functions;

namespace AutoGrad.Tests;

public class GraphBuildingTests
{
    private static readonly Node X = Node.Input("x", [64, 784]);
    private static readonly Node Labels = Node.Input("labels", [64], ElementType.Int32);

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "MatMul: [64, 784] × [128, 10]: inner dimensions 784 and 128 differ.", () => X.MatMul(Node.Input("w", [128, 10])) },
        { "Did you mean a.MatMul(b.Transpose())?", () => X.MatMul(Node.Input("w", [10, 784])) },
        { "Did you mean a.Transpose().MatMul(b)?", () => X.MatMul(Node.Input("w", [64, 10])) },
        { "MatMul: [64, 784] × []: a single number has no rows and columns", () => X.MatMul(Node.Constant(2)) },
        { "the leading axes [2] and [3] do not broadcast", () => Node.Input("a", [2, 4, 5]).MatMul(Node.Input("b", [3, 5, 4])) },
        { "both must be float32 or both float64", () => X.MatMul(Node.Input("w", [784, 10], ElementType.Float64)) },
        { "Add: [64, 784] and [64, 783] do not broadcast", () => _ = X + Node.Input("y", [64, 783]) },
        { "Add: float32 and float64 do not mix; cast one with Cast(ElementType.Float32)", () => _ = X + Node.Input("y", [64, 784], ElementType.Float64) },
        { "Exp: int32 has no exp; cast with Cast(ElementType.Float32)", () => Exp(Labels) },
        { "a comparison of a comparison. Write (a < b) & (b < c) for a < b < c", () => _ = (0 < X) < Node.Constant(1) },
        { "argument 1 is bool, a number was expected; Where(condition, 1, 0) makes one", () => Exp(X > 0) },
        { "argument 1 is a number, a condition was expected", () => Where(X, X, X) },
        { "Reshape: [64, 784] has 50176 elements, [10, 10] would have 100", () => X.Reshape(10, 10) },
        { "leaves two extents open", () => X.Reshape(-1, -1) },
        { "cannot be shared out by 5", () => X.Reshape(5, -1) },
        { "has a negative extent", () => X.Reshape(-2, 5) },
        { "Sum: axis 2 of a tensor with 2 axes: they are numbered 0 to 1, or −1 to −2", () => X.Sum(2) },
        { "Sum: axis 0 of a single number, which has no axes", () => Node.Constant(1).Sum(0) },
        { "Sum: axis 1 is named twice in [1, -1]", () => X.Sum([1, -1]) },
        { "Slice: 3 slices of [64, 784], which has 2 axes", () => _ = X[.., .., ..] },
        { "of axis 0 of [64, 784], which has 64 elements", () => _ = X[64] },
        { "of axis 1 of [64, 784], which has 784 elements", () => _ = X[.., 700..800] },
        { "Permute: [0, 0] for [64, 784]: each of the axes 0 to 1 must occur once", () => X.Permute(0, 0) },
        { "Transpose: [64] has fewer than two axes", () => Labels.Transpose() },
        { "BroadcastTo: [64, 784] does not broadcast to [64, 1]", () => X.BroadcastTo([64, 1]) },
        { "Concatenate: of no tensors", () => Concatenate([]) },
        { "differ in another axis than axis 0", () => Concatenate([X, Node.Input("y", [64, 783])]) },
        { "Concatenate: float32 and int32 do not mix", () => Concatenate([X[.., 0], Labels]) },
        { "the indices are float32; they must be int32 or int64", () => X.Gather(X) },
        { "Gather: the table is a single number", () => Node.Constant(1).Gather(Labels) },
        { "nothing has no largest element", () => Node.Input("none", [0, 3]).Max(0) },
        { "has no elements, so none is the largest", () => Node.Input("none", [0, 3]).ArgMax(0) },
        { "Mean: of int32; cast with Cast(ElementType.Float32)", () => Labels.Mean() },
        { "Constant: 3 values for the shape [2], which has 2 elements", () => Node.Constant([1, 2, 3], [2]) },
        { "has more elements than 64 bits can count", () => Node.Input("huge", [int.MaxValue, int.MaxValue, int.MaxValue]) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_when_the_graph_is_built(string message, Action mistake) =>
        Assert.Contains(message, Assert.Throws<ShapeException>(mistake).Message);

    [Fact]
    public void Numbers_that_an_element_cannot_hold_are_refused()
    {
        Assert.Contains("The number 1.5 is no int32.", Assert.Throws<ArgumentException>(() => Node.Constant(1.5, ElementType.Int32)).Message);
        Assert.Contains("The number 2 is no bool.", Assert.Throws<ArgumentException>(() => Node.Constant(2, ElementType.Bool)).Message);
    }

    [Fact]
    public void Feeding_is_checked()
    {
        var y = Node.Input("y", [2], ElementType.Float64);
        void Fails(string message, Action action) => Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message);

        Fails("the input y : float64 [2] is given no values", () => Sin(y).Evaluate());
        Fails("3 values for y : float64 [2], which has 2 elements", () => Sin(y).Evaluate((y, [1, 2, 3])));
        Fails("is computed, not an input", () => Sin(y).Evaluate((Sin(y), [1, 2])));
        Fails("is given values twice", () => Sin(y).Evaluate((y, [1, 2]), (y, [1, 2])));
    }

    [Fact]
    public void An_index_outside_the_table_is_told_with_its_position()
    {
        var table = Node.Constant([1, 2, 3, 4], [2, 2]);
        var indices = Node.Constant([0, 2], [2], ElementType.Int32);

        Assert.Contains("index 2 at position 1 of the indices; the table has rows 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => table.Gather(indices).Evaluate()).Message);
    }

    [Fact]
    public void A_parameter_is_read_and_written_as_its_own_type_only()
    {
        var w = new Parameter("w", [2, 2]);
        w.Values<float>()[3] = 5;

        Assert.Equal([0, 0, 0, 10], (w * 2).Evaluate());
        Assert.Contains("holds float32, which cannot be read as Double", Assert.Throws<ArgumentException>(() => w.Values<double>().Clear()).Message);
    }

    [Fact]
    public void Equal_computations_are_the_same_node_and_inputs_are_themselves_only()
    {
        Assert.Same(X * 2 + 1, X * 2 + 1);
        Assert.Same(X.Sum([0, 1]), X.Sum());
        Assert.NotSame(Node.Input("a", [2]), Node.Input("a", [2]));
    }

    [Fact]
    public void What_a_formula_does_not_read_still_has_its_say_in_the_shape() =>
        Assert.Equal<Shape>([64, 784], Pow(X, 0).Shape);

    [Fact]
    public void Slices_follow_CSharps_ranges()
    {
        var x = Node.Constant([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4], ElementType.Float64);

        Assert.Equal([5, 6, 9, 10], x[1.., 1..^1].Evaluate());
        Assert.Equal([8, 9, 10, 11], x[^1].Evaluate());
        Assert.Equal([3, 7, 11], x[.., -1].Evaluate());
        Assert.Equal<Shape>([3, 0], x[.., 2..2].Shape);
        Assert.Equal<Shape>([], x[0, 0].Shape);
    }

    [Fact]
    public void Nothing_sums_to_zero()
    {
        var none = Node.Input("none", [0, 3]);

        Assert.Equal([0, 0, 0], none.Sum(0).Evaluate((none, [])));
        Assert.Equal([double.NegativeInfinity], none.LogSumExp().Evaluate((none, [])));
    }

    [Fact]
    public void Text_shows_every_node_with_its_formula_type_and_shape()
    {
        var w = new Parameter("w", [784, 10]);
        var b = new Parameter("b", [10]);
        var y = Where(X.MatMul(w) + b > 0, 2 * X.MatMul(w), -1)[.., 1..^1].Sum([0, 1], keepDims: true);

        Assert.Equal(
            """
            x = input : float32 [64, 784]
            w = parameter : float32 [784, 10]
            %2 = matmul(x, w) : float32 [64, 10]
            b = parameter : float32 [10]
            %4 = %2 + b : float32 [64, 10]
            %5 = %4 > 0 : bool [64, 10]
            %6 = 2 * %2 : float32 [64, 10]
            %7 = select(%5, %6, -1) : float32 [64, 10]
            %8 = slice(%7, 0..64, 1..9) : float32 [64, 8]
            %9 = sum(%8, axes [0, 1]) : float32 [1, 1]

            """,
            y.ToText());
    }

    [Fact]
    public void Inputs_of_the_same_name_are_told_apart_in_text()
    {
        var sum = Node.Input("a", [2]) + Node.Input("a", [2]);

        Assert.EndsWith("%2 = a + a#2 : float32 [2]\n", sum.ToText());
    }
}
