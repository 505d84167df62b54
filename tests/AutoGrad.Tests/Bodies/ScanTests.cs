using System.Runtime.InteropServices;
using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Loops against the same graphs written out step by step: values, gradients of the first and second order.</summary>
public sealed class ScanTests
{
    public static TheoryData<string> Names => Recurrence.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loop_is_what_its_steps_are_one_after_the_other(string name)
    {
        var recurrence = Recurrence.All[name];
        Node[] inputs = recurrence.Inputs();
        var values = Recurrence.Values(inputs);
        Node[] looped = recurrence.Looped(inputs), unrolled = recurrence.Unrolled(inputs);

        AssertSame(unrolled, looped, values, 1e-14);
        Compiled.AgreesWithReference(looped, values, 1e-13);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loop_has_the_gradients_of_its_steps_to_second_order(string name)
    {
        var recurrence = Recurrence.All[name];
        Node[] inputs = recurrence.Inputs();
        var values = Recurrence.Values(inputs);
        Node[] targets = [.. inputs.Where(input => input.ElementType.IsFloatingPoint)];
        Node[] looped = Gradients(recurrence.Looped(inputs), targets), unrolled = Gradients(recurrence.Unrolled(inputs), targets);
        AssertSame(unrolled, looped, values, 1e-12);
        Compiled.AgreesWithReference(looped, values, 1e-12);

        Node[] second = Gradients(looped, targets);
        AssertSame(Gradients(unrolled, targets), second, values, 1e-11);
        Compiled.AgreesWithReference(second, values, 1e-11);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_gradient_by_one_input_alone_is_the_one_among_all(string name)
    {
        var recurrence = Recurrence.All[name];
        Node[] inputs = recurrence.Inputs();
        var values = Recurrence.Values(inputs);
        Node[] outputs = recurrence.Looped(inputs);
        foreach (var target in inputs.Where(input => input.ElementType.IsFloatingPoint))
            AssertSame(Gradients(recurrence.Unrolled(inputs), [target]), Gradients(outputs, [target]), values, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_single_precision_loops_give_the_bits_of_their_steps(string name)
    {
        var recurrence = Recurrence.All[name];
        Node[] inputs = recurrence.Inputs(ElementType.Float32);
        var values = Recurrence.Values(inputs);
        using var looped = Executable.Compile(recurrence.Looped(inputs), threads: 2);
        using var unrolled = Executable.Compile(recurrence.Unrolled(inputs), threads: 2);
        foreach (var (expected, actual) in Compiled.Run(unrolled, values).Zip(Compiled.Run(looped, values)))
            Assert.True(MemoryMarshal.AsBytes(expected.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(actual.AsSpan())));
    }

    [Fact]
    public void A_repeated_step_is_the_function_of_the_function()
    {
        var x = Node.Input("x", [], ElementType.Float64);
        var root = Scan.Repeat(6, x, y => (y + 2 / y) / 2);
        Assert.Equal(Math.Sqrt(2), root.Evaluate((x, [1.5]))[0], 15);
        double[] gradient = Gradient.Of(Scan.Repeat(3, x, y => y * y), x).Evaluate((x, [1.1]));
        Assert.Equal(8 * Math.Pow(1.1, 7), gradient[0], 12);
    }

    [Fact]
    public void The_graph_of_a_loop_and_of_its_gradients_is_as_large_for_many_steps_as_for_few()
    {
        static (int First, int Second) Sizes(int steps)
        {
            Node x = Node.Input("x", [steps, 3]), w = Node.Input("w", [3]);
            var loss = Square(Scan.Over(x, Node.Constant(new float[3], [3]), (h, slice) => (Tanh(h * w + slice), h)).Carry).Sum();
            Node[] first = Gradient.Of(loss, [x, w]);
            Node second = Gradient.Of(Square(first[1]).Sum(), w);
            return (GraphWalk.Ordered(first).Count, GraphWalk.Ordered(second).Count);
        }

        Assert.Equal(Sizes(3), Sizes(1000));
    }

    [Fact]
    public void Loops_that_are_built_alike_are_the_same_node_wherever_they_are_built()
    {
        Node x = Node.Input("x", [4, 3]), w = Node.Input("w", [3]), zero = Node.Constant(new float[3], [3]);
        Node Build() => Scan.Over(x, zero, (h, slice) => (Tanh(h * w + slice), h)).Outputs;
        Assert.Same(Build(), Build());
        Assert.Same(Gradient.Of(Build().Sum(), w), Gradient.Of(Build().Sum(), w));
        Assert.NotSame(Build(), Scan.Over(x, zero, (h, slice) => (Tanh(h * w + slice), h), reverse: true).Outputs);

        Node Nested() => Scan.Over(x, zero, (h, slice) =>
        {
            var inner = Scan.Repeat(2, h, y => Sin(y * w + slice));
            return (inner, inner);
        }).Outputs;
        Assert.Same(Nested(), Nested());
    }

    [Fact]
    public void Whatever_a_body_does_not_need_its_carries_for_is_done_once_outside()
    {
        Node x = Node.Input("x", [4, 3]), w = Node.Input("w", [3]);
        var outputs = Scan.Over(x, Node.Constant(new float[3], [3]), (h, slice) => (h * Exp(w), h + slice)).Outputs;
        var scan = Assert.Single(GraphWalk.Ordered(outputs), node => node.Operation is ScanOperation);
        Assert.Contains(Exp(w), scan.Inputs);
    }

    [Fact]
    public void Sequences_that_a_body_does_not_read_are_no_inputs_of_the_loop()
    {
        Node x = Node.Input("x", [4, 3], ElementType.Float64), unread = Node.Input("unread", [4, 3], ElementType.Float64);
        var (carries, _) = Scan.Over([unread, x], [Node.Constant(0, ElementType.Float64)], (c, s) => ([c[0] + s[1].Sum()], []));
        Assert.DoesNotContain(unread, GraphWalk.Ordered(carries));
        Assert.Contains("does not depend on unread", Assert.Throws<DifferentiationException>(() => Gradient.Of(carries[0], unread)).Message);
    }

    [Fact]
    public void A_selection_after_a_loop_keeps_what_it_leaves_out_from_the_gradients_of_all_steps()
    {
        // The roots of what is left out are infinitely steep.
        Node x = Node.Input("x", [4, 2], ElementType.Float64), w = Node.Input("w", [2], ElementType.Float64), keep = Node.Input("keep", [4, 2], ElementType.Bool);
        var outputs = Scan.Over(x, Node.Full(0, [2], ElementType.Float64), (h, slice) => (Sqrt(slice * w) + h, Sqrt(slice * w) + h)).Outputs;
        var loss = Where(keep, outputs, 0).Sum();
        double[] at = [1, 4, 1, 0, 0, 0, 0, 0];
        (Node, double[])[] feeds = [(x, at), (w, [1, 1]), (keep, [1, 1, 1, 0, 0, 0, 0, 0])];
        Assert.Equal([1, 0.25, 0.5, 0, 0, 0, 0, 0], Gradient.Of(loss, x).Evaluate(feeds));
        Assert.Equal([1.5, 1], Gradient.Of(loss, w).Evaluate(feeds));
    }

    [Fact]
    public void Forward_mode_goes_through_loops()
    {
        Node x = Node.Input("x", [3, 2], ElementType.Float64), direction = Node.Input("d", [3, 2], ElementType.Float64);
        var y = Scan.Over(x, Node.Full(0.5, [2], ElementType.Float64), (h, slice) => (Sin(h * slice), h)).Carry;
        var jvp = Gradient.Jvp(y, x, direction);
        double[] at = [0.3, 0.7, -0.4, 1.1, 0.9, 0.2], along = [1, -0.5, 0.3, 0.2, -1, 0.7];
        double[] moved(double h) => y.Evaluate((x, [.. at.Zip(along, (a, d) => a + h * d)]));
        double[] expected = [.. moved(1e-5).Zip(moved(-1e-5), (a, b) => (a - b) / 2e-5)];
        Assert.Equal(expected, jvp.Evaluate((x, at), (direction, along)), new Within(1e-9));
    }

    [Fact]
    public void Random_numbers_drawn_in_a_body_are_the_same_at_every_step_and_those_of_a_sequence_are_not()
    {
        using var scope = new BuildScope(Mode.Training, seed: 5);
        var zero = Node.Constant(0.0);
        var inside = Scan.Over(Node.Constant(new float[4], [4]), zero, (h, slice) => (h, scope.Uniform([]) + slice)).Outputs;
        var outside = Scan.Over(scope.Uniform([4]), zero, (h, slice) => (h, slice)).Outputs;
        using var executable = Executable.Compile([inside, outside], [.. scope.Updates]);
        executable.Run();
        Assert.Single(executable.Fetch<float>(inside).ToArray().Distinct());
        Assert.Equal(4, executable.Fetch<float>(outside).ToArray().Distinct().Count());
    }

    private static Node[] Gradients(Node[] outputs, Node[] targets)
    {
        var loss = outputs.Select((output, i) => (output * Weights(output.Shape, 0.7 + i)).Sum()).Aggregate((a, b) => a + b);
        return Gradient.Of(loss, targets, Disconnected.Zero);
    }

    private static Node Weights(Shape shape, double phase) =>
        Node.Constant([.. Enumerable.Range(0, (int)shape.Size).Select(i => 1 + 0.5 * Math.Sin(phase + 2.1 * i))], shape, ElementType.Float64);

    private static void AssertSame(Node[] expected, Node[] actual, Dictionary<Node, double[]> values, double tolerance)
    {
        double[][] wanted = ReferenceEvaluator.Evaluate(expected, node => values[node]), have = ReferenceEvaluator.Evaluate(actual, node => values[node]);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].Shape, actual[i].Shape);
            Compiled.AssertClose(wanted[i], have[i], tolerance, actual[i]);
        }
    }

    private sealed class Within(double tolerance) : IEqualityComparer<double[]>
    {
        public bool Equals(double[]? a, double[]? b) => a!.Zip(b!).All(pair => Math.Abs(pair.First - pair.Second) <= tolerance);

        public int GetHashCode(double[] values) => 0;
    }
}
