using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>What a selection leaves out does not reach the gradient, whatever stands between the selection and where it would be NaN.</summary>
public class SelectionGradientTests
{
    private static readonly Node X = Node.Input("x", [3], ElementType.Float64);

    // f(x) is infinite or NaN at 0 and −1, with derivatives that are; g(x) takes its place there, so that y = Σ f(2) + g(0) + g(−1).
    private static readonly Dictionary<string, Func<Node, Node>> Between = new()
    {
        ["nothing"] = x => Where(x > 0, Log(x), 2 * x),
        ["an element-wise function"] = x => Where(x > 0, Exp(Log(x)) + Log(x) - x, 2 * x),
        ["a product"] = x => Where(x > 0, Log(x) * x + Log(x) - x * Log(x), 2 * x),
        ["a quotient"] = x => Where(x > 0, x / (x * x) * x - 1 + Log(x), 2 * x),
        ["a square"] = x => Where(x > 0, Square(Log(x)) / Log(x), 2 * x),
        ["a reshape"] = x => Where((x > 0).Reshape(3, 1), Log(x).Reshape(3, 1), 2 * x.Reshape(3, 1)),
        ["a broadcast"] = x => Where((x > 0).BroadcastTo([2, 3]), Log(x).BroadcastTo([2, 3]), 2 * x) / 2,
        ["a broadcast by an operator"] = x => Where(x > 0, Log(x) + Node.Constant([0, 0], [2, 1], ElementType.Float64), 2 * x) / 2,
        ["a permute"] = x => Where((x > 0).Reshape(3, 1), Log(x).Reshape(1, 3).Permute(1, 0), 2 * x.Reshape(3, 1)),
        ["a slice"] = x => Concatenate([Where(x[..2] > 0, Log(x)[..2], 2 * x[..2]), Where(x[2..] > 0, Log(x)[2..], 2 * x[2..])]),
        ["a concatenation"] = x => Where(Concatenate([x > 0, x > 0]), Concatenate([Log(x), Log(x)]), 2 * Concatenate([x, x])) / 2,
        ["a gather"] = x => Where((x > 0).Reshape(3, 1), Log(x).Reshape(3, 1).Gather(Node.Constant([0, 1, 2], [3], ElementType.Int32)), 2 * x.Reshape(3, 1)),
        ["a slice backwards"] = x => Where((x > 0).Flip(), Log(x)[Slice.Step(.., -1)], 2 * x.Flip()),
        ["a pad"] = x => Where((x > 0).Pad([1], [2], 1), Log(x).Pad([1], [2], 0.5), (2 * x).Pad([1], [2])),
        ["gathered elements"] = x => Where(x > 0, Log(x).GatherElements(Node.Constant([0, 1, 2], [3], ElementType.Int32), 0), 2 * x),
        ["a scatter"] = x => Where(x > 0, (0 * x).Scatter(Node.Constant([0, 1, 2], [3], ElementType.Int32), Log(x), 0), 2 * x),
        ["a scattered sum"] = x => Where(x > 0, (0 * x).ScatterAdd(Node.Constant([0, 1, 2], [3], ElementType.Int32), Log(x), 0), 2 * x),
        ["a sort"] = x => Where((x > 0).Reshape(3, 1), Log(x).Reshape(3, 1).Sort(), 2 * x.Reshape(3, 1)),
        ["a cumulative sum"] = x => Where((x > 0).Reshape(3, 1), Log(x).Reshape(3, 1).CumulativeSum(1), 2 * x.Reshape(3, 1)),
        ["a product of several"] = x => Where(x > 0, Concatenate([Log(x).Reshape(3, 1), 0 * x.Reshape(3, 1) + 1], 1).Product(1), 2 * x),
        ["a sum"] = x => Where(x > 0, Log(x).Reshape(3, 1).Sum(1), 2 * x),
        ["a mean"] = x => Where(x > 0, Log(x).Reshape(3, 1).Mean(1), 2 * x),
        ["a maximum"] = x => Where(x > 0, Log(x).Reshape(3, 1).Max(1), 2 * x),
        ["a log-sum-exp"] = x => Where(x > 0, Log(x).Reshape(3, 1).LogSumExp(1), 2 * x),
        ["another selection"] = x => Where(x > 0, Where(x > 1, Log(x), Log(x) * Sqrt(x)), 2 * x),
        ["a selection on both sides"] = x => Where(x < 1, 2 * x, Where(x > 0, Log(x), Sqrt(x))),
        ["a condition turned round"] = x => Where(~(x > 0), 2 * x, Log(x)),
        ["a larger of two"] = x => Where(x > 0, Max(Log(x), Log(x) - 1), 2 * x),
        ["a cast"] = x => Where(x > 0, Log(x).Cast(ElementType.Float32).Cast(ElementType.Float64), 2 * x),
    };

    public static TheoryData<string> Cases => [.. Between.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_branch_not_taken_stays_out_to_third_order_whatever_stands_between(string what)
    {
        double[] at = [2, 0, -1];
        var first = Gradient.Of(Between[what](X).Sum(), X);
        var second = Gradient.Of(first.Sum(), X);
        var third = Gradient.Of(second.Sum(), X);

        AssertClose([0.5, 2, 2], first.Evaluate((X, at)));
        AssertClose([-0.25, 0, 0], second.Evaluate((X, at)));
        AssertClose([0.25, 0, 0], third.Evaluate((X, at)));
    }

    [Fact]
    public void A_target_in_the_branch_not_taken_changes_nothing_for_the_others()
    {
        var log = Log(X);
        var gradients = Gradient.Of(Where(X > 0, log * 3, X).Sum(), [X, log]);
        double[] at = [2, 0, -1];

        Assert.Equal([1.5, 1, 1], gradients[0].Evaluate((X, at)));
        Assert.Equal([3, 0, 0], gradients[1].Evaluate((X, at)));
        Assert.Equal([-0.75, 0, 0], Gradient.Of(gradients[0].Sum(), X).Evaluate((X, at)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_weight_learns_nothing_from_a_masked_element_that_is_undefined(double masked)
    {
        var w = Node.Input("w", [], ElementType.Float64);
        var loss = Where(Equal(X, X) & (Abs(X) < 1e300), Square(X * w - 1), 0).Sum();

        // Σ 2(xw − 1)x over 2 and −1 at w = 3.
        Assert.Equal([20 + 8], Gradient.Of(loss, w).Evaluate((X, [2, masked, -1]), (w, [3])));
        Assert.Equal([8 + 2], Gradient.Of(Gradient.Of(loss, w), w).Evaluate((X, [2, masked, -1]), (w, [3])));
    }

    [Fact]
    public void An_infinite_upstream_gradient_does_not_enter_the_branch_not_taken()
    {
        // √ has an infinite derivative at 0, which is what the selection yields where x ≤ 0.
        var y = Sqrt(Where(X > 0, X, 0)).Sum();

        Assert.Equal([0.25, 0, 0], Gradient.Of(y, X).Evaluate((X, [4, 0, -1])));
    }

    [Fact]
    public void A_larger_of_two_is_a_selection_too() =>
        Assert.Equal([0.5, 0, 0], Gradient.Of(Max(Log(X), -1).Sum(), X).Evaluate((X, [2, 0, 0.1])));

    [Fact]
    public void The_gradient_of_where_reads_as_it_is_meant()
    {
        var (x, upstream) = (Node.Input("x", [2]), Node.Input("upstream", [2]));

        Assert.Equal(
            """
            x = input : float32 [2]
            %1 = x > 0 : bool [2]
            upstream = input : float32 [2]
            %3 = select(%1, 0, upstream) : float32 [2]
            %4 = 2 * %3 : float32 [2]
            %5 = select(%1, upstream, 0) : float32 [2]
            %6 = select(%1, %5 / x, 0) : float32 [2]
            %7 = %4 + %6 : float32 [2]

            """,
            Gradient.Vjp(Where(x > 0, Log(x), 2 * x), x, upstream).ToText());
    }

    [Fact]
    public void A_constant_derivative_needs_no_guard()
    {
        // The selection's own gradient is zero where it has to be; a sum passes that on as it is.
        var (x, b, upstream) = (Node.Input("x", [2]), Node.Input("b", [2]), Node.Input("upstream", [2]));

        Assert.Equal(
            """
            x = input : float32 [2]
            b = input : float32 [2]
            %2 = x + b : float32 [2]
            %3 = %2 > 0 : bool [2]
            upstream = input : float32 [2]
            %5 = select(%3, upstream, 0) : float32 [2]
            %6 = -%5 : float32 [2]

            """,
            Gradient.Vjp(Where(x + b > 0, -(x + b), 0), b, upstream).ToText());
    }

    [Fact]
    public void What_stays_finite_needs_no_guard_and_what_overflows_has_one()
    {
        var (keep, w) = (Node.Input("keep", [3], ElementType.Bool), new Parameter("w", [3, 3], ElementType.Float64));
        var h = X.MatMul(w);
        int Guards(Node y) => GraphWalk.Ordered(Gradient.Of(Where(keep, y, 0).Sum(), w)).Count(node => node.Operation.Name == "select") - 1;

        Assert.Equal(0, Guards(h * Sigmoid(h)));
        Assert.Equal(0, Guards(Tanh(h) + Erf(h) - Softplus(h) * Square(h)));
        Assert.Equal(1, Guards(Exp(h)));
        Assert.Equal(1, Guards(Log(h)));
        Assert.Equal(1, Guards(Square(X + h)));
    }

    [Fact]
    public void What_overflows_in_the_branch_not_taken_stays_out()
    {
        var w = new Parameter("w", [3, 1], ElementType.Float64);
        w.Values<double>().Fill(1);
        var h = X.Reshape(3, 1).MatMul(w[..1]).Reshape(3);
        var gradient = Gradient.Of(Where(h < 100, Exp(h), h).Sum(), w);

        Assert.Equal(1000 + Math.E + 2 * Math.Exp(2), gradient.Evaluate((X, [1000, 1, 2]))[0], 1e-12);
    }

    [Fact]
    public void Gradients_of_long_chains_of_selections_grow_in_proportion()
    {
        // What is allocated on the way measures the work, on any machine. Growth by the square would make it four times as much a selection.
        double few = BytesASelection(3_000), many = BytesASelection(12_000);
        Assert.InRange(many, 0.5 * few, 1.5 * few);
    }

    private static double BytesASelection(int length)
    {
        var y = X;
        for (int i = 0; i < length; i++)
            y = Where(y > i, Sin(y) * 0.5, y - 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var gradient = Gradient.Of(y.Sum(), X);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(GraphWalk.Ordered(gradient).Count, length, 12 * length);
        return (double)bytes / length;
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) < 1e-6, $"{string.Join(", ", actual)} is not {string.Join(", ", expected)}.");
    }
}
