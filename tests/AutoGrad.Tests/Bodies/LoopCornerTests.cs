using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Loops where they could break: one step, many, nothing to carry, nothing to sum, views that no strides say, bodies in bodies.</summary>
public sealed class LoopCornerTests
{
    private const ElementType Double = ElementType.Float64;

    [Theory]
    [MemberData(nameof(Recurrence.Names), MemberType = typeof(Recurrence))]
    public void One_step_is_a_loop_too(string name)
    {
        var all = Recurrence.All[name];
        var once = all with { Sequences = [.. all.Sequences.Select(sequence => (sequence.Shape.With(0, 1), sequence.Type))] };
        Node[] inputs = once.Inputs(), targets = [.. inputs.Where(input => input.ElementType.IsFloatingPoint)];
        AssertSame(once.Unrolled(inputs), once.Looped(inputs), targets, Recurrence.Values(inputs));
    }

    [Fact]
    public void A_sequence_whose_axes_no_strides_join_is_read()
    {
        Node x = Node.Input("x", [2, 5, 3], Double), w = Node.Input("w", [6], Double);
        Node Joined() => x.Permute(1, 0, 2).Reshape(5, 6);
        Node Build(Node sequence, Node initial) => Scan.Over(sequence, initial, (h, slice) => (Sin(h * slice + w), h)).Outputs;
        Compiled.AgreesWithReference([Build(Joined(), w), Build(x[.., 0].BroadcastTo([4, 2, 3]).Reshape(4, 6), Joined()[0])]);
        // What only a loop reads of it.
        Node captured = x.Permute(1, 0, 2).Reshape(5, 6);
        Compiled.AgreesWithReference([Scan.Repeat(3, w, h => Sin((h * captured).Sum(0)))]);
    }

    [Fact]
    public void What_is_computed_again_from_a_view_that_no_strides_say_is_read_too()
    {
        Node x = Node.Input("x", [2, 5, 3], Double), w = Node.Input("w", [6, 6], Double);
        var y = Gradient.Checkpoint(x.Permute(1, 0, 2).Reshape(5, 6), rows => Sin(rows.MatMul(w)));
        Compiled.AgreesWithReference([y, .. Gradient.Of(Square(y).Sum(), [x, w])]);
    }

    [Fact]
    public void A_gradient_that_is_one_product_of_all_steps_needs_no_loop()
    {
        Node x = Node.Input("x", [4, 2, 3], Double), w = Node.Input("w", [3, 5], Double);
        Node Looped() => Scan.Over([x], [], (_, slices) => ([], [slices[0].MatMul(w)])).Outputs[0];
        var gradient = Gradient.Of(Square(Looped()).Sum(), w);
        Assert.Single(GraphWalk.Ordered(gradient), node => node.Operation is ScanOperation);
        Compiled.AgreesWithReference([gradient, Gradient.Of(Square(gradient).Sum(), x)]);
        var values = Recurrence.Values([x, w]);
        double[][] both = ReferenceEvaluator.Evaluate([Gradient.Of(Square(x.MatMul(w)).Sum(), w), gradient], node => values[node]);
        Compiled.AssertClose(both[0], both[1], 1e-13, gradient);
    }

    [Fact]
    public void A_body_may_ignore_all_that_it_is_given()
    {
        Node x = Node.Input("x", [4, 3], Double), w = Node.Input("w", [3], Double);
        var (carries, outputs) = Scan.Over([x], [x[0], x[1]], (_, _) => ([w, Sin(w)], [w, Node.Constant(2, Double)]));
        Compiled.AgreesWithReference([.. carries, .. outputs, Gradient.Of(carries[0].Sum() + Square(outputs[0]).Sum() + carries[1].Sum(), w)]);
        Assert.Equal([9, 9, 9], Gradient.Of(outputs[0].Sum() + 5 * carries[0].Sum(), w).Evaluate((w, [1, 2, 3])));
        Assert.Equal(new double[12], Gradient.Of(carries[1].Sum() + outputs[0].Sum(), [x], Disconnected.Zero)[0].Evaluate());
    }

    [Fact]
    public void Carries_exchange_their_places()
    {
        Node a = Node.Input("a", [2], Double), b = Node.Input("b", [2], Double);
        Node[] Exchange(int steps) => Scan.Over([Arange(steps, Double)], [a, b], (c, _) => ([c[1], c[0]], [c[0]])) is var (carries, outputs) ? [.. carries, .. outputs] : [];
        Assert.Equal([3, 4], Exchange(3)[0].Evaluate((a, [1, 2]), (b, [3, 4])));
        Assert.Equal([1, 2, 3, 4, 1, 2], Exchange(3)[2].Evaluate((a, [1, 2]), (b, [3, 4])));
        Node[] nodes = Exchange(4);
        Compiled.AgreesWithReference([.. nodes, .. Gradient.Of(Square(nodes[0]).Sum() + Sin(nodes[2]).Sum(), [a, b])]);
    }

    [Fact]
    public void A_parameter_that_a_loop_reads_is_updated_when_the_loop_and_its_gradient_are_over()
    {
        var w = new Parameter("w", [3], Double);
        Node x = Node.Input("x", [5, 3], Double);
        var y = Scan.Over(x, w, (h, slice) => (Tanh(h * w + slice), h)).Carry;
        var gradient = Gradient.Of(Square(y).Sum(), w);
        var values = new Dictionary<Node, double[]> { [x] = Compiled.Numbers(x, 1), [w] = [0.3, -0.2, 0.9] };
        double[] expected = values[w];
        for (int run = 0; run < 2; run++)
        {
            double[] before = expected, slope = ReferenceEvaluator.Evaluate([gradient], node => node == w ? before : values[node])[0];
            expected = [.. before.Zip(slope, (value, g) => value - 0.1 * g)];
        }
        Compiled.Set(w, values[w]);
        var steps = Planner.Plan([y], [Update.Assign(w, w - 0.1 * gradient)]);
        PlanVerifier.Verify(steps);
        using var executable = Executable.Compile([y], [Update.Assign(w, w - 0.1 * gradient)], threads: 2);
        executable.Feed(x, values[x]);
        executable.Run();
        executable.Run();
        Compiled.AssertClose(expected, w.Values<double>().ToArray(), 1e-13, w);
    }

    [Fact]
    public void What_is_computed_from_random_numbers_is_captured_whole()
    {
        using var scope = new BuildScope(Mode.Training, seed: 3);
        Node x = Node.Input("x", [4, 3]), noise = scope.Normal([3]);
        var w = new Parameter("w", [3]);
        w.Values<float>().Fill(0.5f);
        var (looped, plain) = (Scan.Over(x, w, (h, slice) => (h * w + slice * noise, h)).Carry, ((Node)w, x));
        Node unrolled = plain.Item1;
        for (int t = 0; t < 4; t++)
            unrolled = unrolled * w + x[t] * noise;
        using var executable = Executable.Compile([looped, unrolled, Gradient.Of(looped.Sum(), w), Gradient.Of(unrolled.Sum(), w)], [.. scope.Updates]);
        executable.Feed(x, [.. Compiled.Numbers(x, 2).Select(value => (float)value)]);
        for (int run = 0; run < 3; run++)
        {
            executable.Run();
            Compiled.AssertClose(Compiled.Fetch(executable, unrolled), Compiled.Fetch(executable, looped), 1e-6, looped);
            Compiled.AssertClose(Compiled.Fetch(executable, executable.Outputs[3]), Compiled.Fetch(executable, executable.Outputs[2]), 1e-5, looped);
        }
    }

    [Fact]
    public void A_loop_in_a_checkpoint_in_a_loop_in_a_checkpoint_has_its_gradients_to_second_order()
    {
        Node x = Node.Input("x", [3, 2, 2], Double), w = Node.Input("w", [2, 2], Double);
        Node Build(Func<Node, Func<Node, Node>, Node> again, Func<Node, Node, Func<Node, Node, Node>, Node> loop) => again(w * 0.5, v =>
            loop(x, v, (h, slice) => again(h, y => loop(slice, y[0], (inner, row) => Tanh(inner.MatMul(w) + row * y[1]))).BroadcastTo([2, 2]) * h));
        static Node Unrolled(Node sequence, Node carry, Func<Node, Node, Node> body)
        {
            for (int t = 0; t < sequence.Shape[0]; t++)
                carry = body(carry, sequence[t]);
            return carry;
        }
        Node nested = Build(Gradient.Checkpoint, (sequence, initial, body) => Scan.Over(sequence, initial, (h, slice) => (body(h, slice), h)).Carry);
        AssertSame([Build((v, body) => body(v), Unrolled)], [nested], [x, w], Recurrence.Values([x, w]));
    }

    [Fact]
    public void A_gradient_of_ones_own_is_taken_in_a_loop()
    {
        Node x = Node.Input("x", [4, 3], Double), w = Node.Input("w", [3], Double);
        Node Build(bool looped)
        {
            static Node Step(Node h, Node slice, Node w) => Gradient.Custom([h, slice], inputs => Sin(inputs[0] * inputs[1]), (inputs, output, upstream) => [upstream * 2 * output, upstream * inputs[0]]) + w;
            if (looped)
                return Scan.Over(x, w, (h, slice) => (Step(h, slice, w), h)).Carry;
            Node carry = w;
            for (int t = 0; t < 4; t++)
                carry = Step(carry, x[t], w);
            return carry;
        }
        AssertSame([Build(false)], [Build(true)], [x, w], Recurrence.Values([x, w]));
    }

    [Fact]
    public void A_hundred_thousand_steps_run_forward_and_back()
    {
        const int Steps = 100_000;
        Node x = Node.Input("x", [Steps], Double), w = Node.Input("w", [], Double);
        var (carry, outputs) = Scan.Over(x, Node.Constant(0, Double), (h, slice) => (h * w + slice, h * slice));
        using var executable = Executable.Compile([carry, Gradient.Of(carry + outputs.Mean(), w)], threads: 2);
        executable.Feed(x, [.. Enumerable.Repeat(1.0, Steps)]);
        executable.Feed(w, 0.5);
        executable.Run();
        Assert.Equal(2, executable.Fetch<double>(carry)[0], 1e-12);
        // Σ i·wⁱ⁻¹ = 4, for the carry and, but for the first steps, for the mean of the outputs.
        Assert.Equal(8, executable.Fetch<double>(executable.Outputs[1])[0], 1e-3);
    }

    [Fact]
    public void More_steps_than_can_be_stored_are_refused() => Assert.Contains(
        "Scan: the results of 2147483647 steps have 2147483648 elements together;",
        Assert.Throws<ShapeException>(() => Scan.Repeat(int.MaxValue, Node.Constant(1.0), h => h * 2)).Message);

    [Fact]
    public void Executables_with_the_same_loop_run_on_several_threads_at_once()
    {
        Node x = Node.Input("x", [50, 4], Double), w = Node.Input("w", [4, 4], Double);
        var y = Scan.Over(x, x[0], (h, slice) => (Tanh(h.MatMul(w) + slice), h)).Carry;
        Node[] outputs = [y, .. Gradient.Of(Square(y).Sum(), [x, w])];
        var values = Recurrence.Values([x, w]);
        double[][] expected = ReferenceEvaluator.Evaluate(outputs, node => values[node]);
        Parallel.For(0, 4, thread =>
        {
            using var executable = Executable.Compile(outputs, threads: 1 + thread % 2);
            for (int run = 0; run < 10; run++)
            {
                double[][] actual = Compiled.Run(executable, values);
                for (int i = 0; i < outputs.Length; i++)
                    Compiled.AssertClose(expected[i], actual[i], 1e-12, outputs[i]);
            }
        });
    }

    [Fact]
    public void What_a_selection_in_the_body_or_a_cut_before_the_loop_leaves_out_reaches_no_gradient()
    {
        Node x = Node.Input("x", [4, 2], Double), w = Node.Input("w", [2], Double), zero = Node.Full(0, [2], Double);
        double[] broken = [1, 4, 1, 9, double.NaN, double.PositiveInfinity, double.NaN, double.NaN];
        Node Step(Node h, Node slice) => Tanh(h * w + Sqrt(slice * w));
        var cut = Scan.Over(x[..2], zero, (h, slice) => (Step(h, slice), h)).Carry;
        var selected = Scan.Over([x, Arange(4)], [zero], (c, s) => ([Where(s[1] < 2, Step(c[0], s[0]), c[0])], [])).Carries[0];
        foreach (var target in new[] { w, x })
        {
            double[] expected = Gradient.Of(cut.Sum(), target).Evaluate((x, broken), (w, [1, 1]));
            Assert.All(expected, value => Assert.True(double.IsFinite(value)));
            Assert.Equal(expected, Gradient.Of(selected.Sum(), target).Evaluate((x, broken), (w, [1, 1])));
        }
    }

    // Values and gradients of the first and the second order.
    private static void AssertSame(Node[] expected, Node[] actual, Node[] targets, Dictionary<Node, double[]> values)
    {
        Node[] first = Gradients(expected, targets), loopedFirst = Gradients(actual, targets);
        Node[] all = [.. expected, .. first, .. Gradients(first, targets)], looped = [.. actual, .. loopedFirst, .. Gradients(loopedFirst, targets)];
        double[][] wanted = ReferenceEvaluator.Evaluate(all, node => values[node]), have = ReferenceEvaluator.Evaluate(looped, node => values[node]);
        for (int i = 0; i < all.Length; i++)
            Compiled.AssertClose(wanted[i], have[i], 1e-11, looped[i]);
        Compiled.AgreesWithReference(looped, values, 1e-11);
        PlanVerifier.Verify(Planner.Plan(looped, []));
    }

    private static Node[] Gradients(Node[] outputs, Node[] targets) =>
        Gradient.Of(outputs.Select((output, i) => (Sin(output * (1 + i)) * (2 + output)).Sum()).Aggregate((a, b) => a + b), targets, Disconnected.Zero);
}
