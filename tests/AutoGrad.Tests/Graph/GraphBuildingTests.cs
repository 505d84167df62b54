using AutoGrad.Symbolics;
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
        { "a comparison of a comparison. Write (a < b) & (b < c) for a < b < c", () => _ = 0 < X < 1 },
        { "a comparison of a comparison. Write (a < b) & (b < c) for a < b < c", () => _ = X <= X + 1 <= X },
        { "Add: 0.5 is no int32, which the tensor beside it holds; cast that with Cast(ElementType.Float32)", () => _ = Labels + 0.5 },
        { "Greater: 0.5 is no int32", () => _ = Labels > 0.5 },
        { "Multiply: 3000000000 is no int32", () => _ = Labels * 3e9 },
        { "Max: nan is no int32", () => Max(Labels, double.NaN) },
        { "Add: float64 and float32 do not mix; cast one with Cast(ElementType.Float64)", () => _ = Node.Input("y", [64], ElementType.Float64) + Node.Constant(0.1) },
        { "Add: int32 and float32 do not mix", () => _ = Labels + Node.Constant(1) },
        { "MatMul: [3] × [4]: inner dimensions 3 and 4 differ.", () => Node.Input("a", [3]).MatMul(Node.Input("b", [4])) },
        { "MatMul: [3] × [4, 3]: inner dimensions 3 and 4 differ. Did you mean a.MatMul(b.Transpose())?", () => Node.Input("a", [3]).MatMul(Node.Input("b", [4, 3])) },
        { "MatMul: [64, 784] × [64]: inner dimensions 784 and 64 differ.", () => X.MatMul(Node.Input("b", [64])) },
        { "MatMul: [64, 784] × [10, 784]: inner dimensions 784 and 10 differ.", () => X.MatMul(Node.Input("w", [784, 10]).Transpose()) },
        { "Stack: of no tensors", () => Stack([]) },
        { "Stack: [64, 784] and [64] differ; all must have one shape", () => Stack([X, Labels]) },
        { "Split: the 784 elements of axis 1 of [64, 784] cannot be shared out by 3", () => X.Split(3, axis: 1) },
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
        { "Gather: axis 0 of a single number, which has no axes", () => Node.Constant(1).Gather(Labels) },
        { "nothing has no largest element", () => Node.Input("none", [0, 3]).Max(0) },
        { "has no elements, so none is the largest", () => Node.Input("none", [0, 3]).ArgMax(0) },
        { "Mean: of int32; cast with Cast(ElementType.Float32)", () => Labels.Mean() },
        { "Windows: no window fits axis 1 of [2, 4]: a window of 3 with dilation 2 spans 2 · (3 − 1) + 1 = 5 elements, the axis has 4.", () => Node.Input("x", [2, 4]).Windows(1, 3, dilation: 2) },
        { "Windows: the size 0 of a window is not positive; along an axis there are (extent − dilation · (size − 1) − 1) / stride + 1 windows.", () => X.Windows(1, 0) },
        { "Windows: the stride -1 of a window is not positive", () => X.Windows(1, 2, -1) },
        { "Windows: the dilation 0 of a window is not positive", () => X.Windows(1, 2, 1, 0) },
        { "Windows: axis 2 of a tensor with 2 axes", () => X.Windows(2, 1) },
        { "Fold: no window fits axis 0 of [100]: a window of 784 with dilation 1 spans 1 · (784 − 1) + 1 = 784 elements, the axis has 100.", () => X.Fold(0, 100) },
        { "Fold: [64, 784] onto [800], whose windows (axes [0], size [784]) have the shape [17, 784]: along an axis there are (extent − dilation · (size − 1) − 1) / stride + 1.", () => X.Fold(0, 800) },
        { "Fold: [64] has no axis that counts windows and one of their elements after it.", () => Labels.Fold(0, 100) },
        { "Fold: the stride 0 of a window is not positive", () => X.Fold(0, 847, 0) },
        { "The shape [-1] has a negative extent", () => X.Fold(0, -1) },
        { "Fold: conditions cannot be added up; cast with Cast(ElementType.Int32).", () => Node.Input("p", [4, 3], ElementType.Bool).Fold(0, 6) },
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
        Assert.Contains("constants of int64 reach to 2⁵³", Assert.Throws<ArgumentException>(() => Node.Constant(new[] { long.MaxValue }, [1])).Message);
    }

    public static TheoryData<string, Action> Nulls => new()
    {
        { "Operand 2 of Add is null; a node was expected", () => _ = X + null! },
        { "Operand 1 of an element-wise operation is null", () => _ = (Node)null! * 2 },
        { "Operand 1 of an element-wise operation is null", () => _ = 1 < (Node)null! },
        { "Operand 1 of Exp is null", () => Exp((Node)null!) },
        { "Operand 3 of Select is null", () => Where(X > 0, X, null!) },
        { "other", () => X.MatMul(null!) },
        { "indices", () => X.Gather(null!) },
        { "input", () => Concatenate([X, null!]) },
        { "tensors[0]", () => Concatenate([null!, X]) },
        { "tensors[i]", () => Stack([X, null!]) },
        { "shape", () => X.BroadcastTo(null!) },
        { "shape", () => X.ReshapeTo(null!) },
        { "shape", () => Node.Input("y", null!) },
        { "shape", () => Node.Constant([1.0], null!) },
        { "output", () => Gradient.Of(null!, X) },
        { "The target of the derivative is null", () => Gradient.Of(X.Sum(), X, null!) },
        { "The upstream gradient is null", () => Gradient.Vjp(X, X, null!) },
        { "The direction is null", () => Gradient.Jvp(X, X, null!) },
        { "Evaluate: an input is null", () => X.Evaluate((null!, [])) },
        { "Evaluate: the array of values for x", () => X.Evaluate((X, null!)) },
    };

    [Theory]
    [MemberData(nameof(Nulls))]
    public void A_null_is_told_by_what_it_stands_for(string message, Action mistake) =>
        Assert.Contains(message, Assert.Throws<ArgumentNullException>(mistake).Message);

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

        Assert.Contains("Gather: index 2 at position 1 of the indices; axis 0 has 2 elements, 0 to 1.", Assert.Throws<ArgumentOutOfRangeException>(() => table.Gather(indices).Evaluate()).Message);
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
    public void Typed_values_give_constants_of_their_type()
    {
        Assert.Equal("constant(0.5, 0.1) : float32 [2]\n", Text(Node.Constant(new[] { 0.5f, 0.1f }, [2])));
        Assert.Equal("constant(7, -8) : int32 [2]\n", Text(Node.Constant(new[] { 7, -8 }, [2])));
        Assert.Equal("constant(7, -8) : int64 [2]\n", Text(Node.Constant(new[] { 7L, -8L }, [2])));
        Assert.Equal("constant(1, 0) : bool [2]\n", Text(Node.Constant([true, false], [2])));
        Assert.Equal("constant(1) : bool []\n", Text(Node.Constant(true)));
        Assert.Equal("constant(1, 2) : float32 [2]\n", Text(Node.Constant([1, 2], [2])));
        Assert.Equal("constant(0.1) : float64 []\n", Text(Node.Constant(0.1, ElementType.Float64)));

        static string Text(Node node) => node.ToText()["%0 = ".Length..];
    }

    [Fact]
    public void Numbers_stand_on_either_side()
    {
        var x = Node.Constant([1, 2, 3], [3], ElementType.Float64);

        Assert.Equal([2, 2, 3], Max(2, x).Evaluate());
        Assert.Equal([1, 2, 2], Min(2, x).Evaluate());
        Assert.Equal([2, 4, 8], Pow(2, x).Evaluate());
        Assert.Equal([0, 1, 0], Equal(x, 2).Evaluate());
        Assert.Equal([0, 1, 0], Equal(2, x).Evaluate());
        Assert.Equal([1, 0, 1], NotEqual(x, 2).Evaluate());
        Assert.Equal([1, 0, 1], NotEqual(2, x).Evaluate());
        Assert.Equal([-1, 5, 5], Where(x > 1, 5, -1, ElementType.Float64).Evaluate());
        Assert.Equal(ElementType.Float64, Where(x > 1, 5, -1, ElementType.Float64).ElementType);
        Assert.Equal(ElementType.Float32, Where(x > 1, 5, -1).ElementType);
    }

    [Fact]
    public void A_shape_fits_list_patterns()
    {
        Assert.True(X.Shape is [var rows, var columns] && (rows, columns) == (64, 784));
        Assert.True(X.Shape is [.., 784]);
        Assert.False(X.Shape is [_]);
        Assert.Equal(2, X.Shape.Count);
    }

    [Fact]
    public void What_is_split_can_be_put_together_again()
    {
        var x = Node.Constant([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4], ElementType.Float64);

        Assert.Equal([2, 3, 6, 7, 10, 11], x.Split(2, axis: 1)[1].Evaluate());
        Assert.Equal(x.Evaluate(), Concatenate(x.Split(3)).Evaluate());
        Assert.Equal<Shape>([3, 2, 4], Stack([x, x], axis: 1).Shape);
        Assert.Equal([0, 10, 1, 11], Stack([x[0, ..2], x[2, 2..]], axis: -1).Evaluate());
    }

    [Fact]
    public void A_product_reads_a_transposed_operand_in_place()
    {
        var (a, w, batch) = (Node.Input("a", [5, 4]), Node.Input("w", [3, 4]), Node.Input("batch", [2, 5, 3]));

        Assert.EndsWith("%2 = matmul(a, w, transpose b) : float32 [5, 3]\n", a.MatMul(w.Transpose()).ToText());
        Assert.EndsWith("%2 = matmul(w, a, transpose a and b) : float32 [4, 5]\n", Node.Input("w", [6, 4]).Transpose().MatMul(Node.Input("a", [5, 6]).Transpose()).ToText());
        Assert.EndsWith("%2 = matmul(batch, a, transpose a) : float32 [2, 3, 4]\n", batch.Transpose().MatMul(a).ToText());
        Assert.Contains("permute", batch.Permute(1, 0, 2).MatMul(w).ToText());
        Assert.Same(a, a.Transpose().Transpose());
    }

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
    public void Text_names_what_is_shared_and_tells_signs_of_zero_and_what_is_no_number()
    {
        var (x, t1) = (Node.Input("x", [2]), Node.Input("t1", [2]));
        static Expression Odds(Expression[] v) => Expression.Apply(Primitives.Exp, v[0]) is var e ? e / (v[^1] + e) : e;

        Assert.EndsWith(" = t1 = exp(x); t1 / (1 + t1) : float32 [2]\n", Elementwise.Apply(v => Odds([v[0], 1]), x).ToText());
        Assert.EndsWith(" = _t1 = exp(x); _t1 / (t1 + _t1) : float32 [2]\n", Elementwise.Apply(Odds, x, t1).ToText());
        Assert.EndsWith(" = -0 * x : float32 [2]\n", (x * -0.0).ToText());
        Assert.EndsWith(" = max(x, nan) : float32 [2]\n", Max(x, double.NaN).ToText());
        Assert.EndsWith(" = x - infinity : float32 [2]\n", (x - double.PositiveInfinity).ToText());
        Assert.Equal("%0 = constant(-0, 0, nan, -infinity, 0.1) : float32 [5]\n", Node.Constant([-0.0, 0, double.NaN, double.NegativeInfinity, 0.1], [5]).ToText());
        Assert.NotSame(Node.Constant(0), Node.Constant(-0.0));
        Assert.Same(Node.Constant(double.NaN), Node.Constant(double.NaN));
    }

    [Fact]
    public void Inputs_of_the_same_name_are_told_apart_in_text()
    {
        var sum = Node.Input("a", [2]) + Node.Input("a", [2]);

        Assert.EndsWith("%2 = a + a#2 : float32 [2]\n", sum.ToText());
    }

    [Fact]
    public void An_open_extent_that_no_axis_can_have_is_refused() => Assert.Equal(
        "Reshape: the open extent for the 4900000000 elements of [70000, 70000] would be 4900000000; an axis has at most 2147483647.",
        Assert.Throws<ShapeException>(() => Node.Input("x", [70_000, 70_000]).Reshape(-1)).Message);
}
