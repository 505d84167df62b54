using AutoGrad.Kernels;
using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Generated functions of rows as nodes: their shape, text, gradients and errors.</summary>
public class RowCallTests
{
    private static readonly double[] Point = [0.31, -1.2, 0.83, 1.9, -0.44, 0.6, -0.7, 1.3, 0.25, -1.6, 0.9, -0.1];

    private static readonly Node Labels = Node.Constant([1, 0, 3], [3], ElementType.Int32);

    private readonly Node x = Node.Input("x", [3, 4], ElementType.Float64);

    public static TheoryData<string> Cases => [.. Functions.Keys];

    // Every function by each of its inputs, fused where it can be, else by its formula.
    private static Dictionary<string, Func<Node, Node>> Functions => new()
    {
        ["softmax"] = x => HandMadeRows.Softmax.Call([x], []),
        ["softmax of another axis"] = x => HandMadeRows.Softmax.Call([x.Reshape(2, 3, 2)], [], axis: 1) * Sin(x.Reshape(2, 3, 2)),
        ["cross-entropy with labels"] = x => HandMadeRows.CrossEntropy.CallLoss(x, Labels, [2], Reduction.None),
        ["cross-entropy with labels, mean"] = x => HandMadeRows.CrossEntropy.CallLoss(Square(x), Labels, [1], Reduction.Mean),
        ["cross-entropy by the prediction"] = x => HandMadeRows.CrossEntropyOfProbabilities.CallLoss(x, Node.Constant([.. Point.Select(Math.Cos)], [3, 4], ElementType.Float64), [], Reduction.None),
        ["cross-entropy by both"] = x => HandMadeRows.CrossEntropyOfProbabilities.CallLoss(x, Square(x), [], Reduction.Sum),
        ["every reduction"] = x => HandMadeRows.Everything.Call([x, Sin(2 * x)], []),
        ["a row broadcast"] = x => HandMadeRows.Everything.Call([x, x[1]], []),
        ["a number a row"] = x => HandMadeRows.Shift.Call([x, x[.., 0]], []),
        ["a number for all rows"] = x => HandMadeRows.Shift.Call([x, x[0, 0]], []),
        ["a number a column"] = x => HandMadeRows.Shift.Call([x, x[0]], [], axis: 0),
        ["mean"] = x => Square(HandMadeRows.RowMean.Call([x], [])),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_agree_with_differences_to_second_order(string name) => GraphGradientCheck.Check(Functions[name], Point, [3, 4]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lowered_to_ordinary_nodes_a_call_computes_the_same(string name)
    {
        var output = Functions[name](x);
        var call = GraphWalk.Ordered(output).Single(node => node.Operation is RowCall);
        var lowered = RowLowering.Lower((RowCall)call.Operation, call.Inputs);

        Assert.Equal(call.Shape, lowered.Shape);
        Assert.Equal(call.ElementType, lowered.ElementType);
        Assert.DoesNotContain(GraphWalk.Ordered(lowered, stopAt: call.Inputs.Contains), node => node.Operation is RowCall);
        AssertClose(call.Evaluate((x, Point)), lowered.Evaluate((x, Point)));
    }

    [Fact]
    public void A_call_along_the_last_axis_is_one_node_with_gradients_of_its_own()
    {
        var loss = HandMadeRows.CrossEntropy.CallLoss(x, Labels, [1], Reduction.Sum);
        var gradient = Gradient.Of(loss, x);

        Assert.Equal(["cross_entropy", "sum"], GraphWalk.Ordered(loss).Where(node => node.Inputs.Count > 0 && node.Operation is not Reshape).Select(node => node.Operation.Name));
        Assert.Equal("cross_entropy_gradient", gradient.Operation.Name);
        Assert.Equal([x, Labels], gradient.Inputs.Take(2));
    }

    [Fact]
    public void Values_are_those_of_the_formula()
    {
        var loss = HandMadeRows.CrossEntropy.CallLoss(x, Labels, [1], Reduction.None);
        double[] expected = [.. Enumerable.Range(0, 3).Select(row => LogSumExp(Point.AsSpan(4 * row, 4)) - Point[4 * row + (int)Labels.Evaluate()[row]])];

        Assert.Equal([3], loss.Shape);
        AssertClose(expected, loss.Evaluate((x, Point)));
        AssertClose(
            [.. Enumerable.Range(0, 3).Select(row => Enumerable.Range(0, 4).Select(i => Math.Exp(Point[4 * row + i])).ToArray()).SelectMany(e => e.Select(value => value / e.Sum()))],
            HandMadeRows.Softmax.Call([x], []).Evaluate((x, Point)));
    }

    [Fact]
    public void Labels_can_be_long_and_targets_can_be_rows()
    {
        var longLabels = Labels.Cast(ElementType.Int64);
        var oneHot = Node.Constant([0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1], [3, 4], ElementType.Float64);
        double expected = HandMadeRows.CrossEntropy.CallLoss(x, Labels, [1], Reduction.Mean).Evaluate((x, Point))[0];
        Node Loss(Node target) => FusedFunction.CallLoss(Unscaled, HandMadeRows.CrossEntropyOfProbabilities, x, target, [], Reduction.Mean);

        Assert.Equal(expected, Loss(Labels).Evaluate((x, Point))[0]);
        Assert.Equal(expected, Loss(longLabels).Evaluate((x, Point))[0]);
        Assert.Equal(expected, Loss(oneHot).Evaluate((x, Point))[0], 1e-15);
    }

    [Fact]
    public void A_negative_axis_counts_from_the_end()
    {
        var cube = x.Reshape(2, 3, 2);

        Assert.Same(HandMadeRows.Softmax.Call([cube], [], axis: 1), HandMadeRows.Softmax.Call([cube], [], axis: -2));
        AssertClose(HandMadeRows.Softmax.Call([cube.Permute(0, 2, 1)], []).Permute(0, 2, 1).Evaluate((x, Point)), HandMadeRows.Softmax.Call([cube], [], axis: 1).Evaluate((x, Point)));
        Assert.Equal([2, 2], HandMadeRows.RowMean.Call([cube], [], axis: 1).Shape);
    }

    [Fact]
    public void Text_shows_the_axis_the_hyper_parameters_and_the_formulas()
    {
        Assert.Equal(
            """
            x = input : float64 [3, 4]
            %1 = softmax(x, axis -1) : float64 [3, 4]
            %2 = constant(1, 0, 3) : int32 [3]
            %3 = cross_entropy(%1, %2, temperature = 2, axis -1) : float64 [3]
            where softmax(row x) = t1 = exp(x - max(x)); t1 / sum(t1)
            where cross_entropy(row logits, label target, temperature = 1) = logsumexp(logits / temperature) - logits[target] / temperature

            """,
            HandMadeRows.CrossEntropy.CallLoss(HandMadeRows.Softmax.Call([x], []), Labels, [2], Reduction.None).ToText());
    }

    [Fact]
    public void A_branch_not_taken_leaks_no_NaN_through_a_call()
    {
        // Rows without a positive element take the other branch; the logarithm is undefined there.
        var loss = Where(x[.., 0] > 0, HandMadeRows.RowMean.Call([Log(x)], []), x[.., 0]).Sum();
        double[] at = [1, 2, 4, 8, -1, -1, 0, 0, 1, 1, 1, 1];

        AssertClose([0.25, 0.125, 0.0625, 0.03125, 1, 0, 0, 0, 0.25, 0.25, 0.25, 0.25], Gradient.Of(loss, x).Evaluate((x, at)));
    }

    [Fact]
    public void Rows_without_elements_have_no_elements_and_their_sums_are_zero()
    {
        var empty = Node.Input("empty", [3, 0], ElementType.Float64);

        Assert.Equal([3, 0], HandMadeRows.Softmax.Call([empty], []).Shape);
        Assert.Empty(HandMadeRows.Softmax.Call([empty], []).Evaluate((empty, [])));
        Assert.Equal([0, 0, 0], HandMadeRows.CrossEntropyOfProbabilities.CallLoss(empty, empty, [], Reduction.None).Evaluate((empty, [])));
    }

    [Fact]
    public void A_label_without_an_element_is_told_with_its_row()
    {
        var labels = Node.Input("labels", [3], ElementType.Int32);
        var loss = HandMadeRows.CrossEntropy.CallLoss(x, labels, [1], Reduction.Mean);

        Assert.Contains(
            "CrossEntropy: row 1 has the label 4; a row of 4 elements has the labels 0 to 3.",
            Assert.Throws<ArgumentOutOfRangeException>(() => loss.Evaluate((x, Point), (labels, [0, 4, 1]))).Message);
    }

    [Fact]
    public void Wrong_inputs_are_told_with_what_would_be_right()
    {
        Node scalar = Node.Input("scalar", [], ElementType.Float64), column = Node.Input("column", [3, 1], ElementType.Int32), other = Node.Input("other", [2, 4], ElementType.Float64);
        void Fails(string message, Func<Node> call) => Assert.Contains(message, Assert.Throws<ShapeException>(call).Message);

        Fails("Softmax: of a single number, which has no axis to work along.", () => HandMadeRows.Softmax.Call([scalar], []));
        Fails("Softmax: axis 2 of a tensor with 2 axes", () => HandMadeRows.Softmax.Call([x], [], axis: 2));
        Fails("CrossEntropy: 'target' is float64; labels must be int32 or int64, cast with Cast(ElementType.Int32).", () => HandMadeRows.CrossEntropy.Call([x, x[.., 0]], [1]));
        Fails("Shift: 'by' is [2, 4]; along axis 1 of [3, 4] there is one a row: [3].", () => HandMadeRows.Shift.Call([x, other], []));
        Fails("Everything: [3, 4] and [2, 4] do not broadcast", () => HandMadeRows.Everything.Call([x, other], []));
        Fails("CrossEntropy: the target is float64; labels must be int32 or int64, of shape [3].", () => Loss(x, x));
        Fails("CrossEntropy: the prediction is [3, 4], the labels [3, 1]: each row has one label, so they must be [3]. Did you mean target.Reshape(3)?", () => Loss(x, column));
        Fails("CrossEntropy: the prediction is a single number", () => Loss(scalar, column));
        Fails("CrossEntropy: the target is int32, but this loss takes no labels", () => FusedFunction.CallLoss(null, HandMadeRows.CrossEntropyOfProbabilities, x, Labels, [], Reduction.Mean));
        Assert.Contains("A loss needs a function of labels or one of rows.", Assert.Throws<ArgumentException>(() => FusedFunction.CallLoss(null, null, x, x, [], Reduction.Mean)).Message);

        static Node Loss(Node prediction, Node target) => HandMadeRows.CrossEntropy.CallLoss(prediction, target, [1], Reduction.Mean);
    }

    private static FusedFunction Unscaled => new("CrossEntropy", "(row logits, label target) => logsumexp(logits) - logits[target]", FusedKernel.Row<HandMadeRows.CrossEntropyKernel>());

    private static void AssertClose(double[] expected, double[] actual) => Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) <= 1e-13 * Math.Max(1, Math.Abs(a)));
}
