using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>What a loop refuses, and how it says so.</summary>
public sealed class ScanErrorTests
{
    private static readonly Node X = Node.Input("x", [4, 3]), Zero = Node.Constant(new float[3], [3]);

    [Fact]
    public void Sequences_must_have_steps_and_as_many_of_them()
    {
        AssertShape("the sequences have different numbers of steps: 4 of x : float32 [4, 3] and 3 of constant", () => Scan.Over([X, Zero], [Zero], (c, x) => (c, [])));
        AssertShape("x : float32 [0, 2] has no steps; a loop has at least one", () => Scan.Over(Node.Input("x", [0, 2]), Zero, (h, x) => (h, h)));
        AssertShape("is a single number, which has no axis to loop over", () => Scan.Over(Node.Constant(1.0), Zero, (h, x) => (h, h)));
        Assert.Contains("Scan.Repeat takes it as a number", Assert.Throws<ArgumentException>(() => Scan.Over([], [Zero], (c, x) => (c, []))).Message);
        Assert.Contains("Scan: 0 steps", Assert.Throws<ArgumentOutOfRangeException>(() => Scan.Repeat(0, Zero, h => h)).Message);
    }

    [Fact]
    public void A_carry_keeps_its_shape_and_type()
    {
        AssertShape("carry 0 is float32 [3] before a step and float32 [] after it; a carry keeps its shape and type.", () => Scan.Over(X, Zero, (h, x) => (h.Sum(), h)));
        AssertShape("carry 0 is float32 [3] before a step and float64 [3] after it", () => Scan.Over(X, Zero, (h, x) => (h.Cast(ElementType.Float64), h)));
        AssertShape("carries and outputs must be of one type", () => Scan.Over(X, Zero, (h, x) => (h, x.Cast(ElementType.Float64))));
        AssertShape("the body gives int32; carries and outputs are float32 or float64", () => Scan.Over(X, Zero, (h, x) => (h, x.ArgMax())));
    }

    [Fact]
    public void A_body_gives_as_many_carries_as_it_takes_and_something_at_all()
    {
        AssertArgument("the body gives 1 carries for 2 initial ones", () => Scan.Over([X], [Zero, Zero], (c, x) => ([c[0]], [])));
        AssertArgument("neither a carry nor an output", () => Scan.Over([X], [], (c, x) => ([], [])));
        AssertArgument("the body gives null", () => Scan.Over([X], [Zero], (c, x) => (c, null!)));
        Assert.Contains("output that the body gives 1 is null", Assert.Throws<ArgumentNullException>(() => Scan.Over([X], [Zero], (c, x) => (c, [x[0], null!]))).Message);
        Assert.Contains("initial carry 0 is null", Assert.Throws<ArgumentNullException>(() => Scan.Over([X], [null!], (c, x) => (c, []))).Message);
        Assert.Contains("sequence 1 is null", Assert.Throws<ArgumentNullException>(() => Scan.Over([X, null!], [Zero], (c, x) => (c, []))).Message);
    }

    [Fact]
    public void A_node_that_was_made_in_a_body_has_no_value_outside()
    {
        Node? kept = null;
        Scan.Over(X, Zero, (h, x) => (kept = Tanh(h + x), h));
        const string Message = "stands for a value inside the body of a Scan, and has none outside of it: have the body return what is needed outside";
        Assert.Contains("carry 0 : float32 [3] " + Message, Assert.Throws<InvalidOperationException>(() => Executable.Compile(kept! * 2)).Message);
        Assert.Contains(Message, Assert.Throws<InvalidOperationException>(() => kept!.Evaluate((X, new double[12]))).Message);
        var other = Scan.Over(X, Zero, (h, x) => (h + kept!, h)).Carry;
        Assert.Contains(Message, Assert.Throws<InvalidOperationException>(() => Executable.Compile(other)).Message);
    }

    [Fact]
    public void An_operation_without_a_derivative_says_so_inside_a_loop_too()
    {
        var y = Scan.Over(X, Zero, (h, x) => (h + (h * x).Cast(ElementType.Int32).Cast(ElementType.Float32), h)).Carry.Sum();
        Assert.Contains("Cast to int32 has no derivative", Assert.Throws<DifferentiationException>(() => Gradient.Of(y, X)).Message);
    }

    [Fact]
    public void Results_that_no_array_can_hold_are_refused_when_the_graph_is_built() =>
        AssertShape("the results of 70000 steps have 4900070000 elements together", () => Scan.Over(Node.Constant(0.0).BroadcastTo([70_000]), Node.Constant(0.0).BroadcastTo([70_000]), (h, x) => (h + x, h)));

    private static void AssertShape(string message, Action build) => Assert.Contains(message, Assert.Throws<ShapeException>(build).Message);

    private static void AssertArgument(string message, Action build) => Assert.Contains(message, Assert.Throws<ArgumentException>(build).Message);
}
