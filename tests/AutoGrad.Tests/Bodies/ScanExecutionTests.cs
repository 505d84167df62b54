using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>How loops run: in planned memory, as long as one likes, and readable.</summary>
public sealed class ScanExecutionTests
{
    [Theory]
    [MemberData(nameof(Recurrence.Names), MemberType = typeof(Recurrence))]
    public void Nothing_in_a_loop_is_overwritten_while_it_is_needed(string name)
    {
        var recurrence = Recurrence.All[name];
        Node[] inputs = recurrence.Inputs();
        var loss = recurrence.Looped(inputs).Select(output => Sin(output).Sum()).Aggregate((a, b) => a + b);
        Node[] gradients = Gradient.Of(loss, [.. inputs.Where(input => input.ElementType.IsFloatingPoint)], Disconnected.Zero);
        PlanVerifier.Verify(Planner.Plan([loss, .. gradients], []));
    }

    [Fact]
    public void Many_thousands_of_steps_run_forward_and_back()
    {
        const int Steps = 20_000;
        Node x = Node.Input("x", [Steps], ElementType.Float64), w = Node.Input("w", [], ElementType.Float64);
        var final = Scan.Over(x, Node.Constant(0, ElementType.Float64), (h, slice) => (h * w + slice, h)).Carry;
        var gradient = Gradient.Of(final, w);
        using var executable = Executable.Compile([final, gradient]);
        executable.Feed(x, [.. Enumerable.Repeat(1.0, Steps)]);
        executable.Feed(w, 0.5);
        executable.Run();
        // Σ wⁱ and Σ i·wⁱ⁻¹.
        Assert.Equal(2, executable.Fetch<double>(final)[0], 12);
        Assert.Equal(4, executable.Fetch<double>(gradient)[0], 12);
    }

    [Fact]
    public void The_memory_of_an_iteration_is_used_again_by_the_next_and_by_what_follows()
    {
        Node Result(int steps) => Scan.Repeat(steps, Node.Input("x", [1000]), h => Sin(h.Max(0, keepDims: true) * h).Cast(ElementType.Float64).Cast(ElementType.Float32));
        long Arena(int steps)
        {
            using var executable = Executable.Compile(Result(steps));
            return executable.ArenaBytes;
        }

        // One more state of 1000 numbers for each step, and nothing else.
        Assert.Equal(10 * 4000, Arena(30) - Arena(20), 64.0);
        Assert.True(Arena(1) > 8000 + 8000);
    }

    [Fact]
    public void Strided_sequences_and_captured_views_are_read_where_they_lie()
    {
        Node x = Node.Input("x", [2, 5, 3]), w = Node.Input("w", [3, 3]);
        var scan = Scan.Over(x.Permute(1, 0, 2), Node.Constant(0.0).BroadcastTo([2, 3]), (h, slice) => (Tanh(h.MatMul(w.Transpose()) + slice), h)).Carry;
        var plan = Planner.Plan([scan], []);
        var step = Assert.Single(plan.Steps);
        Assert.Equal(["copy", "pack"], step.Loop!.Once.Select(inner => inner.Name));
        Assert.Equal(["matmul", "tanh"], step.Loop.Repeated.Select(inner => inner.Name));
        Assert.Same(step.Loop.Names.Single(pair => pair.Value == "next0").Key, step.Loop.Repeated[^1].Outputs[0]);
    }

    [Fact]
    public void What_no_iteration_changes_is_copied_once()
    {
        Node x = Node.Input("x", [6, 4]), b = Node.Input("b", [3, 4]);
        var outputs = Scan.Over(x, Node.Constant(0.0), (h, slice) => (h + (b.Transpose().Gather(Node.Constant([1, 0], [2], ElementType.Int32)) * slice[..1]).Sum(), h)).Outputs;
        Compiled.AgreesWithReference([outputs, Scan.Over(x, x[0], (h, slice) => (h * slice, b.Transpose().Sum(1) * h)).Outputs], 1e-5);
    }

    [Fact]
    public void Loops_of_nothing_run()
    {
        Node x = Node.Input("x", [3, 0, 2]);
        var (carry, outputs) = Scan.Over(x, Node.Constant(0.0).BroadcastTo([0, 2]), (h, slice) => (h + slice, h.Sum(0)));
        Compiled.AgreesWithReference([carry, outputs, Gradient.Of(outputs.Sum() + carry.Sum(), x)]);
    }

    [Fact]
    public void The_text_of_a_loop_shows_its_body() => Assert.Equal(
        """
        %0 = constant(0) : float32 []
        %1 = broadcast(%0) : float32 [3]
        x = input : float32 [4, 3]
        w = input : float32 [3]
        %4 = scan(%1, x, w, 4 steps) : float32 [15]
            %4.0 = %4.carry0 * w : float32 [3]
            %4.1 = %4.0 + %4.slice0 : float32 [3]
            %4.2 = tanh(%4.1) : float32 [3]
            next carry0 = %4.2
        %5 = slice(%4, 3..15) : float32 [12]
        %6 = reshape(%5) : float32 [4, 3]

        """,
        Text(Small().ToText()));

    [Fact]
    public void The_plan_of_a_loop_shows_what_every_iteration_does() => Assert.Equal(
        """
        constant0 = constant(0) : float32 []
        x = input : float32 [4, 3]
        w = input : float32 [3]
        %0, %1 = scan(constant0{[3] strides [0]}, x, w, 4 steps) : float32 [15] at 0
            once %0.carry0 = copy(%0.initial0{[3] strides [0]})
            %0.next0 = tanh(%0.carry0 * %0.captured0 + %0.slice0)
        output reshape : float32 [4, 3] = %0{[4, 3] from 3}
        1 steps, an arena of 64 bytes for 60 bytes of results

        """,
        Text(Run(executable => executable.ToText())));

    [Fact]
    public void The_code_of_a_loop_is_a_loop() => Assert.Equal(
        """
        // Element-wise loops run vector by vector, in the element's own precision.
        static void Run(float[] constant0, float[] x, float[] w)
        {
            var t0 = Arena<float>(0, 15);
            var t1 = Arena<bool>(0, 0);
            // Scan(View(constant0, [3], strides: [0]), x, w, destination: t0, destination: t1): 4 steps
            Copy(View(t0_initial0, [3], strides: [0]), destination: t0_carry0);
            for (int t0_step = 0; t0_step < 4; t0_step++)
            {
                for (int i = 0; i < 3; i++)
                    t0_next0[i] = (float)(Math.Tanh(t0_carry0[i] * t0_captured0[i] + t0_slice0[i]));
            }
            Output(View(t0, [4, 3], strides: [3, 1], offset: 3));
        }

        """,
        Text(Run(executable => executable.ToCSharp())));

    private static Node Small()
    {
        Node x = Node.Input("x", [4, 3]), w = Node.Input("w", [3]);
        return Scan.Over(x, Node.Constant(0.0).BroadcastTo([3]), (h, slice) =>
        {
            var next = Tanh(h * w + slice);
            return (next, next);
        }).Outputs;
    }

    private static string Run(Func<Executable, string> read)
    {
        using var executable = Executable.Compile(Small());
        return read(executable);
    }

    private static string Text(string text) => text.Replace("\r\n", "\n");
}
