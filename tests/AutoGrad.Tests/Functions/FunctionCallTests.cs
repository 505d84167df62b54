using AutoGrad.Kernels;
using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Generated functions of elements as nodes: their shape, text, gradients and errors.</summary>
public class FunctionCallTests
{
    private static readonly double[] Point = [0.31, -1.2, 0.83, 1.9, -0.44, 0.6];

    private readonly Node x = Node.Input("x", [2, 3], ElementType.Float64);

    public static TheoryData<string> Cases => [.. Functions.Keys];

    private static Dictionary<string, Func<Node, Node>> Functions => new()
    {
        ["one input"] = x => HandMadeElements.SiLU.Call([x], []),
        ["a hyper-parameter"] = x => HandMadeElements.LeakyReLU.Call([Square(x) - 1], [0.2]),
        ["two inputs"] = x => HandMadeElements.Gate.Call([x, Sin(x)], [1.5]),
        ["two inputs, one broadcast"] = x => HandMadeElements.Gate.Call([x, x[0]], [1]),
        ["no gradient of its own"] = x => HandMadeElements.Cube.Call([x], []),
        ["inside a selection"] = x => Where(x > 0, HandMadeElements.SiLU.Call([x], []), HandMadeElements.Cube.Call([x], [])),
        ["a loss"] = x => HandMadeElements.Huber.CallLoss(x, 3 * Sin(x), [0.4], Reduction.None),
        ["a loss, summed"] = x => HandMadeElements.Huber.CallLoss(Square(x), x, [1], Reduction.Sum),
        ["a call of a call"] = x => HandMadeElements.SiLU.Call([HandMadeElements.LeakyReLU.Call([x], [0.3])], []),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_agree_with_differences_to_second_order(string name) => GraphGradientCheck.Check(Functions[name], Point, [2, 3]);

    [Fact]
    public void A_call_is_one_node_that_computes_its_formula()
    {
        var call = HandMadeElements.SiLU.Call([x], []);

        Assert.IsType<FunctionCall>(call.Operation);
        Assert.Equal([x], call.Inputs);
        Assert.Equal(Point.Select(value => value * Sigmoid(value)), call.Evaluate((x, Point)));
        Assert.Same(call, HandMadeElements.SiLU.Call([x], []));
        Assert.NotSame(HandMadeElements.LeakyReLU.Call([x], [0.1]), HandMadeElements.LeakyReLU.Call([x], [0.2]));
    }

    [Fact]
    public void Its_gradient_is_a_call_of_the_functions_own_gradient()
    {
        var gradient = Gradient.Of(HandMadeElements.LeakyReLU.Call([x.MatMul(Node.Full(1, [3, 3], ElementType.Float64)) + 1], [0.1]).Sum(), x);

        Assert.Single(GraphWalk.Ordered(gradient), node => node.Operation is FunctionCall { Name: "leaky_relu_gradient" });
    }

    [Fact]
    public void Text_shows_the_name_the_hyper_parameters_that_are_not_the_default_and_the_formula()
    {
        var node = HandMadeElements.LeakyReLU.Call([HandMadeElements.LeakyReLU.Call([HandMadeElements.SiLU.Call([x], [])], [0.01])], [0.1]);

        Assert.Equal(
            """
            x = input : float64 [2, 3]
            %1 = silu(x) : float64 [2, 3]
            %2 = leaky_relu(%1) : float64 [2, 3]
            %3 = leaky_relu(%2, slope = 0.1) : float64 [2, 3]
            where silu(x) = x * sigmoid(x)
            where leaky_relu(x, slope = 0.01) = select(x > 0, x, slope * x)

            """,
            node.ToText());
    }

    [Theory]
    [InlineData("SiLU", "silu")]
    [InlineData("LeakyReLU", "leaky_relu")]
    [InlineData("GELUTanh", "gelu_tanh")]
    [InlineData("ReLU6", "relu6")]
    [InlineData("SmoothL1", "smooth_l1")]
    [InlineData("KLDivergence", "kl_divergence")]
    [InlineData("BinaryCrossEntropyWithLogits", "binary_cross_entropy_with_logits")]
    [InlineData("MSE", "mse")]
    [InlineData("snake", "snake")]
    public void Names_in_text_are_words_in_lower_case(string method, string text) => Assert.Equal(text, FunctionNames.ToText(method));

    [Fact]
    public void A_gradient_written_by_hand_takes_the_place_of_the_derivative()
    {
        var spike = HandMadeElements.Spike.Call([3 * x], []);
        var gradient = Gradient.Of(spike.Sum(), x);
        var second = Gradient.Of(gradient.Sum(), x);

        Assert.Equal(Point.Select(value => value > 0 ? 1.0 : 0), spike.Evaluate((x, Point)));
        AssertClose(Point.Select(value => 3 * Sigmoid(3 * value)), gradient.Evaluate((x, Point)));
        AssertClose(Point.Select(value => 9 * Sigmoid(3 * value) * Sigmoid(-3 * value)), second.Evaluate((x, Point)));
    }

    [Fact]
    public void A_gradient_written_by_hand_holds_inside_and_below_selections()
    {
        var outer = Gradient.Of(Where(x > 0, 2 * HandMadeElements.Spike.Call([x], []), x).Sum(), x);
        var inner = Gradient.Of(HandMadeElements.Spike.Call([Where(x > 0, Log(x), 0 * x)], []).Sum(), x);

        AssertClose(Point.Select(value => value > 0 ? 2 * Sigmoid(value) : 1), outer.Evaluate((x, Point)));
        AssertClose(Point.Select(value => value > 0 ? Sigmoid(Math.Log(value)) / value : 0), inner.Evaluate((x, Point)));
    }

    [Fact]
    public void A_branch_not_taken_leaks_no_NaN_through_a_call()
    {
        var above = Gradient.Of(HandMadeElements.SafeLog.Call([Log(x)], []).Sum(), x);
        var below = Gradient.Of(Where(x > 0, HandMadeElements.SafeLog.Call([x], []) * Sqrt(x), x).Sum(), x);

        // log x > 0 only above 1; at 0 the derivative of log x is infinite.
        AssertClose([0, 0, 0, 1 / (2 * Math.Log(2)), 0, 0], above.Evaluate((x, [0, 0, 0.5, 2, 1, 0])));
        AssertClose([1, 1, 1, 1, 1, 1], below.Evaluate((x, [0, -1, -2, 0, 0, 0])));
    }

    [Fact]
    public void A_function_that_is_locally_constant_has_a_gradient_of_zero()
    {
        var step = new FusedFunction("Step", "(x) => select(x > 0, 1, 0)", FusedKernel.Element1<HandMadeElements.SpikeKernel>());

        Assert.Equal(new double[6], Gradient.Of(step.Call([x], []).Sum(), x).Evaluate((x, Point)));
    }

    [Theory]
    [InlineData(Reduction.None, new[] { 0.5, 1.5, 2.5 })]
    [InlineData(Reduction.Sum, new[] { 4.5 })]
    [InlineData(Reduction.Mean, new[] { 1.5 })]
    public void Losses_are_reduced_as_asked(Reduction reduction, double[] expected)
    {
        Node prediction = Node.Constant([1, 2, 3], [3], ElementType.Float64), target = Node.Constant([0, 0, 0], [3], ElementType.Float64);

        Assert.Equal(expected, HandMadeElements.Huber.CallLoss(prediction, target, [1], reduction).Evaluate());
    }

    [Fact]
    public void Wrong_inputs_are_told_with_what_would_be_right()
    {
        Node single = Node.Input("single", [2, 3]), labels = Node.Input("labels", [2, 3], ElementType.Int32);
        Node column = Node.Input("column", [6, 1], ElementType.Float64), row = Node.Input("row", [3], ElementType.Float64), other = Node.Input("other", [5], ElementType.Float64);
        void Fails(string message, Func<Node> call) => Assert.Contains(message, Assert.Throws<ShapeException>(call).Message);

        Fails("SiLU: 'x' is int32; it must be float32 or float64, cast with Cast(ElementType.Float32).", () => HandMadeElements.SiLU.Call([labels], []));
        Fails("Gate: 'x' is float64, 'gate' float32: they must be of one type; cast one with Cast.", () => HandMadeElements.Gate.Call([x, single], [1]));
        Fails("Gate: [2, 3] and [5] do not broadcast", () => HandMadeElements.Gate.Call([x, other], [1]));
        Fails("Huber: the prediction is [2, 3], the target [6, 1]: they must have the same shape. Did you mean target.Reshape(2, 3)?", () => Huber(x, column));
        Fails("Huber: the prediction is [2, 3], the target [3]: they must have the same shape. If the target is meant to repeat, say target.BroadcastTo([2, 3]).", () => Huber(x, row));
        Fails("Huber: the target is int32, but this loss takes no labels; cast it with Cast(ElementType.Float64).", () => Huber(x, labels));
        Assert.Contains(
            "SiLU: 1 inputs and 1 hyper-parameters; the formula (x) => x * sigmoid(x) has 1 and 0.",
            Assert.Throws<ArgumentException>(() => HandMadeElements.SiLU.Call([x], [1])).Message);
        Assert.Contains("Huber: there is no reduction 7.", Assert.Throws<ArgumentOutOfRangeException>(() => HandMadeElements.Huber.CallLoss(x, x, [1], (Reduction)7)).Message);

        static Node Huber(Node prediction, Node target) => HandMadeElements.Huber.CallLoss(prediction, target, [1], Reduction.Mean);
    }

    private static void AssertClose(IEnumerable<double> expected, double[] actual) => Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) <= 1e-14 * Math.Max(1, Math.Abs(a)));
}
