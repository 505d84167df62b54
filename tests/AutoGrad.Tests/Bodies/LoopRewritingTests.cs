using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>What compiling makes of loops and of their gradients so that nothing dear is done twice.</summary>
public sealed class LoopRewritingTests
{
    private const int Hidden = 16;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_gradient_of_a_recurrence_computes_no_product_again(bool reverse)
    {
        var (nodes, inputs) = Recurrent(steps: 5, reverse);
        var loops = Loops(nodes);
        // The second has the product that passes the gradient back; that of the weight is one of all steps.
        Assert.Equal([1, 1], loops.Select(loop => Count(loop.Repeated, "matmul")));
        Assert.Equal(1, Count(Planner.Plan(nodes, []).Steps, "matmul"));
        AgreeWithReference(nodes, inputs);
        PlanVerifier.Verify(Planner.Plan(nodes, []));
    }

    [Fact]
    public void Gradients_of_gradients_agree_where_products_are_kept()
    {
        var (nodes, inputs) = Recurrent(steps: 3, reverse: false);
        Node[] second = Gradient.Of(Square(nodes[1]).Sum() + Sin(nodes[2]).Sum(), [.. inputs]);
        AgreeWithReference([.. nodes, .. second], inputs);
        PlanVerifier.Verify(Planner.Plan([.. nodes, .. second], []));
    }

    [Fact]
    public void Products_of_little_depth_are_computed_again_and_not_kept()
    {
        Node x = Node.Input("x", [5, 2, 3], ElementType.Float64), w = Node.Input("w", [3, 3], ElementType.Float64);
        var outputs = Scan.Over(x, x[0], (h, slice) => (Tanh(h.MatMul(w) + slice), h)).Outputs;
        Node[] nodes = [outputs, Gradient.Of(Sin(outputs).Sum(), w)];
        Assert.Equal([1, 2], Loops(nodes).Select(loop => Count(loop.Repeated, "matmul")));
        AgreeWithReference(nodes, [x, w]);
    }

    [Fact]
    public void What_a_checkpoint_in_a_body_computes_is_not_kept()
    {
        Node x = Node.Input("x", [4, 2, Hidden], ElementType.Float64), w = Node.Input("w", [Hidden, Hidden], ElementType.Float64);
        var outputs = Scan.Over(x, x[0], (h, slice) => (Gradient.Checkpoint(h, carry => Tanh(Sin(carry.MatMul(w)).MatMul(w))) + slice, h)).Outputs;
        Node[] nodes = [outputs, Gradient.Of(Sin(outputs).Sum(), w)];
        Assert.Equal(2, Count(Loops(nodes)[0].Repeated, "matmul"));
        Assert.True(Count(Loops(nodes)[1].Repeated, "matmul") > 3);
        AgreeWithReference(nodes, [x, w]);
    }

    [Fact]
    public void Any_loop_over_the_results_of_another_reads_its_products()
    {
        Node x = Node.Input("x", [4, 2, Hidden], ElementType.Float64), w = Node.Input("w", [Hidden, Hidden], ElementType.Float64);
        var first = Scan.Over(x, x[0], (h, slice) => (Sin(h.MatMul(w)) + slice, Exp(slice * 0.1))).Outputs;
        var second = Scan.Over([x, first], [x[1]], (c, s) => ([c[0] * 0.5 + s[1]], [Cos(s[0].MatMul(w)) + c[0]])).Outputs[0];
        // The first one multiplies its states with the weight, the second what it goes over: not the same.
        Assert.Equal([1, 1], Loops([first, second]).Select(loop => Count(loop.Repeated, "matmul")));
        AgreeWithReference([first, second], [x, w]);

        var (states, products) = Scan.Over(x, x[0], (h, slice) => (Sin(slice.MatMul(w)) + h, h));
        var again = Scan.Over([x, products], [x[1]], (c, s) => ([c[0] * 0.5 + s[1]], [Cos(s[0].MatMul(w)) + c[0]])).Outputs[0];
        Assert.Equal([1, 0], Loops([states, again]).Select(loop => Count(loop.Repeated, "matmul")));
        AgreeWithReference([states, products, again], [x, w]);
    }

    [Fact]
    public void Loops_that_keep_products_give_their_sums_and_final_states_too()
    {
        Node x = Node.Input("x", [4, 2, Hidden], ElementType.Float64), w = Node.Input("w", [Hidden, Hidden], ElementType.Float64), b = Node.Input("b", [Hidden], ElementType.Float64);
        var (final, outputs) = Scan.Over(x, x[0], (h, slice) => (Tanh(h.MatMul(w) + slice * b), h * b));
        Node[] first = Gradient.Of(Sin(outputs).Sum() + Square(final).Sum(), [b, w]);
        Node[] second = Gradient.Of(Sin(first[0]).Sum() + first[1].Sum(), [b, x]);
        AgreeWithReference([final, outputs, .. first, .. second], [x, w, b]);
    }

    [Theory]
    [InlineData(false, 32)]
    [InlineData(true, 32)]
    [InlineData(false, 37)]
    [InlineData(true, 7)]
    public void A_weight_is_packed_once_and_the_bits_stay_those_of_the_steps(bool transposed, int columns)
    {
        Node x = Node.Input("x", [5, 9, columns]), w = Node.Input("w", [columns, columns]);
        Node Next(Node h, Node slice) => Tanh(h.MatMul(transposed ? w.Transpose() : w) + slice);
        var looped = Scan.Over(x, x[0], (h, slice) => (Next(h, slice), h)).Carry;
        var unrolled = x[0];
        for (int t = 0; t < 5; t++)
            unrolled = Next(unrolled, x[t]);

        var loop = Assert.Single(Loops([looped]));
        Assert.Equal(1, Count(loop.Once, "pack"));
        var values = new Dictionary<Node, double[]> { [x] = Compiled.Numbers(x, 1), [w] = Compiled.Numbers(w, 2) };
        float[] expected = Singles(unrolled, values, threads: 1);
        Assert.Equal(expected, Singles(looped, values, threads: 1));
        Assert.Equal(expected, Singles(looped, values, threads: 2));
    }

    [Fact]
    public void A_factor_that_changes_at_every_step_is_not_packed_beforehand()
    {
        Node x = Node.Input("x", [5, 4, 4], ElementType.Float64), w = Node.Input("w", [4, 4], ElementType.Float64);
        var outputs = Scan.Over(x, w, (h, slice) => (Sin(h.MatMul(slice)), h)).Outputs;
        Assert.Equal(0, Count(Assert.Single(Loops([outputs])).Once, "pack"));
        AgreeWithReference([outputs], [x, w]);
    }

    [Fact]
    public void A_function_that_a_gradient_contains_is_computed_once_a_step()
    {
        Node x = Node.Input("x", [4, 3], ElementType.Float64), w = Node.Input("w", [3], ElementType.Float64);
        var outputs = Scan.Over(x, x[0], (h, slice) =>
        {
            var y = Exp(h * w * 0.1);
            return (y * slice + y, y);
        }).Outputs;
        var gradient = Gradient.Of(Sin(outputs).Sum(), w);
        var backward = Loops([outputs, gradient])[1];
        Assert.Equal(1, backward.Repeated.Sum(step => step.Node?.Operation is Elementwise elementwise
            ? Symbolics.Walk.Ordered(elementwise.Body).Count(expression => expression.Is(Symbolics.Primitives.Exp)) : 0));
        AgreeWithReference([outputs, gradient], [x, w]);
    }

    private static (Node[] Nodes, Node[] Inputs) Recurrent(int steps, bool reverse)
    {
        Node x = Node.Input("x", [steps, 3, Hidden], ElementType.Float64), w = Node.Input("w", [2 * Hidden, Hidden], ElementType.Float64);
        var outputs = Scan.Over(x, x[0] * 0.5, (h, slice) =>
        {
            Node[] gates = h.MatMul(w.Transpose()).Split(2, -1);
            var next = Sigmoid(gates[0] + slice) * h + Tanh(gates[1] * slice);
            return (next, next);
        }, reverse).Outputs;
        return ([outputs, .. Gradient.Of(Sin(outputs).Sum(), [x, w])], [x, w]);
    }

    private static LoopPlan[] Loops(Node[] nodes) => [.. Planner.Plan(nodes, []).Steps.Select(step => step.Loop).OfType<LoopPlan>()];

    private static int Count(IEnumerable<Step> steps, string name) => steps.Count(step => step.Name == name);

    private static void AgreeWithReference(Node[] nodes, Node[] inputs) =>
        Compiled.AgreesWithReference(nodes, inputs.Select((input, i) => (input, i)).ToDictionary(pair => pair.input, pair => Array.ConvertAll(Compiled.Numbers(pair.input, pair.i + 1), value => value * 0.4)), 1e-11);

    private static float[] Singles(Node node, Dictionary<Node, double[]> values, int threads)
    {
        using var executable = Executable.Compile(node, threads);
        return Array.ConvertAll(Compiled.Run(executable, values)[0], value => (float)value);
    }
}
