using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Plans: what shares memory, what is never computed, what is never copied.</summary>
public sealed class PlanTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_graphs_and_their_gradients_run_as_the_reference_says(int seed)
    {
        for (int i = 0; i < 12; i++)
        {
            var outputs = new RandomGraph(100 * seed + i, 8 + 3 * i).Outputs;
            PlanVerifier.Verify(Planner.Plan(outputs, []));
            Compiled.AgreesWithReference(outputs, 1e-11, seed);

            var loss = outputs.Where(output => output.ElementType.IsFloatingPoint).Select(output => Sin(output).Mean()).Aggregate((a, b) => a + b);
            Node[] targets = [.. GraphWalk.Ordered(loss).Where(node => node.Operation is InputOperation)];
            if (targets.Length == 0)
                continue;
            var gradients = Gradient.Of(loss, targets, Disconnected.Zero);
            PlanVerifier.Verify(Planner.Plan([loss, .. gradients], [.. targets.OfType<Parameter>().Select(p => Update.Assign(p, p - gradients[Array.IndexOf(targets, p)]))]));
            Compiled.AgreesWithReference([loss, .. gradients], 1e-11, seed);
        }
    }

    [Fact]
    public void A_chain_of_any_length_needs_two_places_at_most()
    {
        var x = Node.Input("x", [1000]);
        var y = x;
        for (int i = 0; i < 50; i++)
            y = Sin(y).Cast(ElementType.Float64).Cast(ElementType.Float32);
        using var executable = Executable.Compile(y);
        Assert.True(executable.ArenaBytes <= 3 * 4032 + 8000, $"{executable.ArenaBytes} bytes.");
    }

    [Fact]
    public void Thousands_of_results_share_an_arena_that_is_hardly_larger_than_what_is_alive_at_once()
    {
        // Extents differ from layer to layer, so that places of one are too small for the next.
        Node x = Node.Input("x", [3, 5]), loss = Node.Constant(0f);
        var weights = new List<Node>();
        var y = x;
        for (int i = 0; i < 700; i++)
        {
            weights.Add(Node.Input($"w{i}", [y.Shape[1], 1 + i * 7 % 97]));
            y = Functions.Tanh(y.MatMul(weights[^1]));
            loss += y.Sum();
        }
        var gradients = Gradient.Of(loss, [.. weights]);
        var plan = Planner.Plan([loss, gradients.Aggregate(Node.Constant(0f), (sum, gradient) => sum + Square(gradient).Sum())], []);

        Assert.InRange(plan.Steps.SelectMany(step => step.Outputs).Count(), 2500, int.MaxValue);
        PlanVerifier.Verify(plan);
        Assert.InRange(plan.ArenaBytes, 1, (long)(1.15 * PlanVerifier.MostAliveBytes(plan)));
    }

    [Fact]
    public void Gaps_of_an_arena_become_one_and_the_smallest_that_is_large_enough_is_taken()
    {
        var gaps = new ArenaGaps();
        Assert.Equal([0, 100, 150, 350], new long[] { 100, 50, 200, 30 }.Select(gaps.Take));
        gaps.Free(150, 200);
        gaps.Free(0, 100);
        Assert.Equal(0, gaps.Take(90));
        gaps.Free(100, 50);
        // 90 … 350 is free: of 10, 50 and 200 bytes that were three.
        Assert.Equal(90, gaps.Take(260));
        Assert.Equal(380, gaps.Size);
        // What is free at the end grows.
        gaps.Free(350, 30);
        Assert.Equal(350, gaps.Take(70));
        Assert.Equal(420, gaps.Size);
    }

    [Fact]
    public void A_chain_of_elementwise_nodes_is_one_step_with_the_same_bits()
    {
        Node x = Node.Input("x", [40, 30]), b = Node.Input("b", [30]), m = Node.Input("m", [40, 1]);
        var y = Where(x + b > 0, Exp(x - m) * 2, Cosh(-x)) / (1 + Square(x * b));
        Assert.Single(Planner.Plan([y], []).Steps);
        var shared = Sin(x);
        Assert.Single(Planner.Plan([shared * x + shared], []).Steps);
        // A row that is repeated is computed once, not for every repetition.
        Assert.Equal(2, Planner.Plan([x * Exp(b)], []).Steps.Count);
        var counted = (x > 0).Cast(ElementType.Int32) * 2;
        Assert.Equal(3, Planner.Plan([counted], []).Steps.Count);
        Compiled.AgreesWithReference([y, shared * x + shared, x * Exp(b), counted], 1e-6);

        var parts = new Node[] { x + b, Exp(x - m) * 2 };
        using var whole = Executable.Compile(Sin(parts[0] * parts[1]));
        using var apart = Executable.Compile([Sin(parts[0] * parts[1]), .. parts]);
        foreach (var executable in new[] { whole, apart })
        {
            foreach (var input in executable.Inputs)
                Compiled.Feed(executable, input, Compiled.Numbers(input, input.Shape.Rank));
            executable.Run();
        }
        Assert.Equal(apart.Fetch<float>(apart.Outputs[0]), whole.Fetch<float>(whole.Outputs[0]));
    }

    [Fact]
    public void Views_and_what_nothing_needs_take_no_step()
    {
        var x = Node.Input("x", [4, 6]);
        Assert.NotNull(Exp(x));
        var plan = Planner.Plan([x.Transpose().Reshape(2, 3, 4)[1].MatMul(x.Reshape(4, 6)[.., ..3]) + x[0, 0]], []);
        Assert.Equal(["matmul", "add"], plan.Steps.Select(step => step.Name));
    }

    [Fact]
    public void The_update_of_a_parameter_waits_for_those_who_read_it()
    {
        Parameter p = new("p", [3]), q = new("q", [3]);
        var plan = Planner.Plan([Sin(p) * q], [Update.Assign(p, p + 1), Update.Assign(q, q * p)]);
        PlanVerifier.Verify(plan);
        // The value of p is computed before q has read the old one, so it waits in the arena; that of q is written in place.
        Assert.Equal(["multiply", "add", "multiply", "assign"], plan.Steps.Select(step => step.Name));
    }

    [Fact]
    public void Steps_that_wait_for_one_another_are_refused_rather_than_left_out()
    {
        Storage p = new(StorageKind.Parameter, ElementType.Float32, 3, null), q = new(StorageKind.Parameter, ElementType.Float32, 3, null);
        Step Move(string name, Storage from, Storage to) => new(name, null, null!, [TensorView.Whole(from, [3])], [to], KernelKnowsLayout: false);

        Assert.Equal(["there", "fresh"], StepOrder.Of([Move("there", p, q), Move("fresh", new(StorageKind.Arena, ElementType.Float32, 3, null), p)], new HashSet<Storage> { p, q }).Select(step => step.Name));
        var error = Assert.Throws<InvalidOperationException>(() => StepOrder.Of([Move("there", p, q), Move("back", q, p)], new HashSet<Storage> { p, q }));
        Assert.StartsWith("The steps there, back wait for one another", error.Message);
    }

    [Fact]
    public void Reshaping_a_transposed_view_finds_strides_where_there_are_some()
    {
        var storage = new Storage(StorageKind.Arena, ElementType.Float32, 24, null);
        var view = TensorView.Whole(storage, [2, 3, 4]).Permute([2, 0, 1]);
        Assert.Equal([1, 4], view.Reshape([4, 6])!.Strides);
        Assert.Equal([2, 1, 4], TensorView.Whole(storage, [4, 6]).Permute([1, 0]).Reshape([3, 2, 4])!.Strides.Select(stride => stride == 6 ? 4 : stride));
        Assert.Null(view.Reshape([24]));
        Assert.Null(view.Reshape([2, 12]));
        Assert.Equal([0, 0, 1], TensorView.Whole(storage, [24]).BroadcastTo([6, 24]).Reshape([2, 3, 24])!.Strides);
        Assert.Equal([0, 1], TensorView.Whole(storage, [1, 24]).BroadcastTo([6, 24]).Reshape([6, 24])!.Strides);
    }
}
