using System.Reflection;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>Losses of more than a prediction and a target, and functions with choices: generated, compiled, and held against the method itself.</summary>
public class ExecutedLossTests : Executed
{
    private const string Losses = """
        public static partial class MyLosses
        {
            [Loss] public static double Gauss(double x, double target, double variance, bool full = false, double epsilon = 0.5) =>
                0.5 * (Log(Max(variance, epsilon)) + Square(x - target) / Max(variance, epsilon)) + (full ? 0.75 : 0);

            [Loss] public static double Weighted(Row x, int label, Row weight, double smoothing = 0.1) =>
                weight[label] * (LogSumExp(x) - x[label]) + smoothing * Mean(weight * Square(x));

            [Loss] public static double Weighted(Row x, Row target, Row weight, double smoothing = 0.1) =>
                Sum(weight * target * (LogSumExp(x) - x)) + smoothing * Mean(weight * Square(x));

            [Loss] public static double Similar(Row x, Row y, double target, double margin = 0.2) =>
                target > 0 ? target - Sum(x * y) : Max(0, Sum(x * y) - margin * target);

            [Loss] public static double Triplet(Row anchor, Row positive, Row negative, double margin = 1, bool swap = true)
            {
                var near = Sqrt(Sum(Square(anchor - positive)));
                var far = Sqrt(Sum(Square(anchor - negative)));
                return margin + near - (swap ? Min(far, Sqrt(Sum(Square(positive - negative)))) : far);
            }

            [Loss] public static double Scaled(Row x, double target) => Square(Mean(x) - target);

            [Activation] public static double Chosen(double x, bool square = false) => square ? Square(x) : Sin(x);

            [Activation] public static Row ChosenRow(Row x, bool centred = true) => centred ? x - Mean(x) : 2 * x;

            [Update] public static double Step(double weight, double gradient, double rate, bool sign = false) => weight - rate * (sign ? Sign(gradient) : gradient);

            [Activation] public static double Calls(double x) => Chosen(x, true) + Chosen(x);
        }
        """;

    private static readonly Lazy<Assembly> Loaded = new(() => new GeneratorRun(Losses).Load());

    private delegate double Reduced3(ReadOnlySpan<double> x, ReadOnlySpan<double> target, ReadOnlySpan<double> variance, Span<double> gradient, bool full, double epsilon, Reduction reduction);

    private delegate void Each3(ReadOnlySpan<double> x, ReadOnlySpan<double> target, ReadOnlySpan<double> variance, Span<double> losses, Span<double> gradient, bool full, double epsilon);

    private delegate double RowsWithLabels(ReadOnlySpan<double> x, ReadOnlySpan<int> labels, ReadOnlySpan<double> weight, Span<double> gradient, int rowLength, double smoothing, Reduction reduction);

    private delegate void EachOfNumbers(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> target, Span<double> losses, Span<double> gradient, int rowLength, double margin);

    private delegate double Triplets(ReadOnlySpan<double> anchor, ReadOnlySpan<double> positive, ReadOnlySpan<double> negative, Span<double> gradient, int rowLength, double margin, bool swap, Reduction reduction);

    [Theory]
    [InlineData(1, false)]
    [InlineData(67, true)]
    [InlineData(600, false)]
    public void A_loss_of_three_numbers_comes_with_its_gradient_in_one_pass(int length, bool full)
    {
        var gauss = Of<Func<double, double, double, bool, double, double>>("Gauss");
        double[] x = Values(length, 1), target = Values(length, 2), variance = [.. Values(length, 3).Select(v => v + 3.1)], gradient = new double[length], losses = new double[length];
        double mean = Of<Reduced3>("GaussWithGradient")(x, target, variance, gradient, full, 0.4, Reduction.Mean);
        AssertClose(Enumerable.Range(0, length).Average(i => gauss(x[i], target[i], variance[i], full, 0.4)), mean, 1e-13);
        for (int i = 0; i < length; i++)
            AssertClose(Slope(v => gauss(v, target[i], variance[i], full, 0.4), x[i]) / length, gradient[i], 1e-8);

        Of<Each3>("GaussWithGradient")(x, target, variance, losses, gradient, full, 0.4);
        for (int i = 0; i < length; i++)
            AssertClose(gauss(x[i], target[i], variance[i], full, 0.4), losses[i], 1e-13);
        var reduced = Of<Reduced3>("GaussWithGradient");
        AssertAllocatesNothing(() => reduced(x, target, variance, gradient, full, 0.4, Reduction.Mean));
    }

    [Fact]
    public void Rows_with_labels_and_weights_and_rows_with_a_number_come_with_their_gradients()
    {
        const int rows = 5, length = 9;
        double[] x = Values(rows * length, 4), weight = [.. Values(rows * length, 5).Select(v => v + 3.5)], gradient = new double[x.Length], losses = new double[rows];
        int[] labels = [.. Enumerable.Range(0, rows).Select(i => 4 * i % length)];
        var weighted = Of<Func<Row, int, Row, double, double>>("Weighted");
        double sum = Of<RowsWithLabels>("WeightedWithGradient")(x, labels, weight, gradient, length, 0.3, Reduction.Sum);
        AssertClose(Enumerable.Range(0, rows).Sum(r => weighted(RowOf(x, r, length), labels[r], RowOf(weight, r, length), 0.3)), sum, 1e-12);
        AssertSlopes((moved, r) => weighted(RowOf(moved, r, length), labels[r], RowOf(weight, r, length), 0.3), x, gradient, length);

        double[] y = Values(rows * length, 6), target = [1, -1, 2, -2, 1];
        var similar = Of<Func<Row, Row, double, double, double>>("Similar");
        Of<EachOfNumbers>("SimilarWithGradient")(x, y, target, losses, gradient, length, 0.1);
        for (int r = 0; r < rows; r++)
            AssertClose(similar(RowOf(x, r, length), RowOf(y, r, length), target[r], 0.1), losses[r], 1e-12);
        AssertSlopes((moved, r) => similar(RowOf(moved, r, length), RowOf(y, r, length), target[r], 0.1), x, gradient, length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_loss_of_three_rows_comes_with_its_gradient(bool swap)
    {
        const int rows = 4, length = 7;
        double[] a = Values(rows * length, 7), p = Values(rows * length, 8), n = Values(rows * length, 9), gradient = new double[a.Length];
        var triplet = Of<Func<Row, Row, Row, double, bool, double>>("Triplet");
        double Value(double[] anchor, int r) => triplet(RowOf(anchor, r, length), RowOf(p, r, length), RowOf(n, r, length), 0.5, swap);
        AssertClose(Enumerable.Range(0, rows).Sum(r => Value(a, r)), Of<Triplets>("TripletWithGradient")(a, p, n, gradient, length, 0.5, swap, Reduction.Sum), 1e-12);
        AssertSlopes(Value, a, gradient, length);
    }

    [Fact]
    public void Over_nodes_more_inputs_are_broadcast_and_differentiated()
    {
        Node x = Node.Input("x", [2, 3], ElementType.Float64), target = Node.Input("t", [2, 3], ElementType.Float64), variance = Node.Input("v", [3], ElementType.Float64);
        double[] at = [1, -1, 2, 0.5, 3, -2], t = [0, 1, 1, -1, 0, 2], v = [1, 2, 3];
        var loss = Of<Func<Node, Node, Node, bool, double, Reduction, Node>>("Gauss")(x, target, variance, true, 0.4, Reduction.Sum);
        double expected = 0;
        double[] slopes = new double[3];
        for (int i = 0; i < 6; i++)
        {
            expected += 0.5 * (Math.Log(v[i % 3]) + (at[i] - t[i]) * (at[i] - t[i]) / v[i % 3]) + 0.75;
            slopes[i % 3] += 0.5 * (1 / v[i % 3] - (at[i] - t[i]) * (at[i] - t[i]) / (v[i % 3] * v[i % 3]));
        }
        AssertClose(expected, loss.Evaluate((x, at), (target, t), (variance, v))[0], 1e-13);
        Assert.Equal(slopes, Gradient.Of(loss, variance).Evaluate((x, at), (target, t), (variance, v)), (a, b) => Math.Abs(a - b) < 1e-12);

        Node labels = Node.Input("l", [2], ElementType.Int32);
        var weighted = Of<Func<Node, Node, Node, double, Reduction, Node>>("Weighted");
        double[] byLabel = weighted(x, labels, variance, 0.1, Reduction.None).Evaluate((x, at), (labels, [2, 0]), (variance, v));
        double[] byRow = weighted(x, target, variance, 0.1, Reduction.None).Evaluate((x, at), (target, [0, 0, 1, 1, 0, 0]), (variance, v));
        Assert.Equal(byLabel, byRow, (a, b) => Math.Abs(a - b) < 1e-13);

        Node number = Node.Input("n", [2], ElementType.Float64);
        var scaled = Of<Func<Node, Node, Node>>("Scaled")(x, number);
        Assert.Equal([-1.0 / 3, 0], Gradient.Of(scaled, number).Evaluate((x, [1, 0, 1, 3, 3, 3]), (number, [1.0 / 3, 3])), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void More_inputs_that_do_not_fit_are_named()
    {
        Node x = Node.Input("x", [2, 3]), wrong = Node.Input("w", [4]), labels = Node.Input("l", [2], ElementType.Int32);
        Fails("Gauss: 'variance' is [4]; it must be [2, 3], or be broadcast to it.", () => Of<Func<Node, Node, Node, Node>>("Gauss")(x, x, wrong));
        Fails("Gauss: the prediction is [2, 3], the target [4]: they must have the same shape.", () => Of<Func<Node, Node, Node, Node>>("Gauss")(x, wrong, x));
        Fails("Weighted: 'weight' is [4]; it must be [2, 3], or be broadcast to it.", () => Of<Func<Node, Node, Node, Node>>("Weighted")(x, labels, wrong));
        Fails("Similar: 'target' is [4]; it must be [2], or be broadcast to it.", () => Of<Func<Node, Node, Node, Node>>("Similar")(x, x, wrong));
        Fails("Scaled: the prediction is [2, 3], the target [4]: each row has one, so they must be [2].", () => Of<Func<Node, Node, Node>>("Scaled")(x, wrong));
    }

    [Fact]
    public void A_choice_is_made_once_a_call_and_differentiated_as_chosen()
    {
        double[] x = [0.5, 2, -1], y = new double[3], ones = [1, 1, 1];
        Of<ChosenMap>("Chosen")(x, y, true);
        Assert.Equal([0.25, 4, 1], y);
        Of<ChosenGradient>("ChosenGradient")(x, ones, y, false);
        Assert.Equal(x.Select(Math.Cos), y, (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(0.25f, Of<Func<float, bool, float>>("Chosen")(0.5f, true));
        Assert.Equal([0.25, 4.0], Of<Func<Row, bool, Row>>("Chosen")([0.5, 2], true));

        Node node = Node.Input("x", [3], ElementType.Float64);
        var squared = Of<Func<Node, bool, Node>>("Chosen")(node, true);
        Assert.Equal([1, 4, -2], Gradient.Of(squared.Sum(), node).Evaluate((node, x)));
        Assert.Contains("square = 1", squared.ToText());
        using var executable = Executable.Compile([squared, Gradient.Of(Of<Func<Node, bool, Node>>("Chosen")(node, false).Sum(), node)]);
        executable.Feed(node, x);
        executable.Run();
        Assert.Equal([0.25, 4, 1], executable.Fetch<double>(squared).ToArray());
        Assert.Equal([1, 4, -2], Of<Func<Node, bool, int, Node>>("ChosenRow")(node, false, 0).Evaluate((node, x)));
        Assert.Equal([0, 1.5, -1.5], Of<Func<Node, bool, int, Node>>("ChosenRow")(node, true, 0).Evaluate((node, x)));
        Assert.Equal([x[0] * x[0] + Math.Sin(x[0])], Of<Func<Node, Node>>("Calls")(node).Evaluate((node, x)).Take(1));

        Parameter weight = new("w", [2], ElementType.Float64);
        var step = Of<Func<Parameter, Node, Node, bool, Update>>("Step")(weight, Node.Constant([3, -5], [2], ElementType.Float64), Node.Constant(0.5, ElementType.Float64), true);
        using var update = Executable.Compile([], [step]);
        update.Run();
        Assert.Equal([-0.5, 0.5], weight.Values<double>().ToArray());
    }

    private delegate void ChosenMap(ReadOnlySpan<double> x, Span<double> destination, bool square);

    private delegate void ChosenGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> upstream, Span<double> destination, bool square);

    private static D Of<D>(string name)
        where D : Delegate => Method<D>(Loaded.Value.GetType("MyLosses")!, name);

    private static void Fails(string message, Func<object> build) => Assert.StartsWith(message, Assert.Throws<ShapeException>(build).Message);

    private static Row RowOf(double[] rows, int row, int length) => rows.AsSpan(row * length, length).ToArray();

    private static void AssertSlopes(Func<double[], int, double> loss, double[] x, double[] gradient, int length)
    {
        for (int i = 0; i < x.Length; i++)
            AssertClose(
                Slope(
                    v =>
                    {
                        double[] moved = [.. x];
                        moved[i] = v;
                        return loss(moved, i / length);
                    },
                    x[i]),
                gradient[i], 1e-7);
    }
}
