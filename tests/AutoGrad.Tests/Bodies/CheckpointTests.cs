using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Bodies that are computed a second time for their gradient.</summary>
public sealed class CheckpointTests
{
    private static readonly Node X = Node.Input("x", [3, 4], ElementType.Float64), W = Node.Input("w", [4, 4], ElementType.Float64);
    private static readonly Dictionary<Node, double[]> Values = new() { [X] = Compiled.Numbers(X, 1), [W] = Compiled.Numbers(W, 2) };

    [Fact]
    public void Values_and_gradients_to_second_order_are_those_without()
    {
        Node[] plain = Derivatives((x, body) => body(x)), again = Derivatives(Gradient.Checkpoint);
        double[][] expected = ReferenceEvaluator.Evaluate(plain, node => Values[node]), actual = ReferenceEvaluator.Evaluate(again, node => Values[node]);
        for (int i = 0; i < plain.Length; i++)
            Compiled.AssertClose(expected[i], actual[i], 1e-13, again[i]);
        Compiled.AgreesWithReference(again, Values, 1e-12);
        PlanVerifier.Verify(Planner.Plan(again, []));
    }

    [Fact]
    public void A_deep_chain_takes_less_memory()
    {
        long Bytes(Func<Node, Func<Node, Node>, Node> apply)
        {
            var x = Node.Input("x", [100, 100]);
            var w = new Parameter("w", [100, 100]);
            var y = x;
            for (int block = 0; block < 8; block++)
                y = apply(y, value =>
                {
                    for (int i = 0; i < 8; i++)
                        value = Tanh(value.MatMul(w));
                    return value;
                });
            using var executable = Executable.Compile([Gradient.Of(y.Sum(), w)]);
            return executable.ArenaBytes;
        }

        // 64 products and 64 tanh are kept without; 8 ends of blocks and what is kept within one with.
        long without = Bytes((x, body) => body(x)), with = Bytes(Gradient.Checkpoint);
        Assert.True(with < 0.35 * without, $"{with} bytes instead of {without}.");
    }

    [Fact]
    public void What_is_computed_again_waits_for_the_upstream_gradient()
    {
        var y = Gradient.Checkpoint(X, x => Exp(Sin(x).MatMul(W)));
        var steps = Planner.Plan([Gradient.Of(Square(y).Sum(), X)], []).Steps;
        Assert.Equal(2, steps.Count(step => step.Name == "sin"));
        int second = steps.ToList().FindLastIndex(step => step.Name == "sin");
        var waited = Assert.Single(Assert.Single(steps[second].Inputs).After);
        Assert.Contains(waited, steps.Take(second).SelectMany(step => step.Outputs));

        // The order is kept whatever the order in which steps were built.
        Storage a = new(StorageKind.Arena, ElementType.Float32, 1, null), b = new(StorageKind.Arena, ElementType.Float32, 1, null), x = new(StorageKind.Input, ElementType.Float32, 1, null);
        Step Make(string name, Storage output, params Storage[] after) => new(name, null, null!, [TensorView.Whole(x, [1]) with { After = after }], [output], KernelKnowsLayout: false);
        Assert.Equal(["first", "again"], StepOrder.Of([Make("again", b, a), Make("first", a)], new HashSet<Storage>()).Select(step => step.Name));
    }

    [Fact]
    public void Checkpoints_that_are_built_alike_are_the_same_node() =>
        Assert.Same(Gradient.Checkpoint(X, x => Sin(x).MatMul(W)), Gradient.Checkpoint(X, x => Sin(x).MatMul(W)));

    [Fact]
    public void Checkpoints_stand_in_loops_and_in_one_another()
    {
        Node Build(Func<Node, Func<Node, Node>, Node> apply) => Scan.Over(X, X[0], (h, x) =>
        {
            var next = apply(h, y => Sin(apply(y, z => Tanh(z * x).MatMul(W)) + h));
            return (next, next);
        }).Outputs;
        Node[] plain = Gradient.Of(Square(Build((x, body) => body(x))).Sum(), [X, W]), again = Gradient.Of(Square(Build(Gradient.Checkpoint)).Sum(), [X, W]);
        double[][] expected = ReferenceEvaluator.Evaluate(plain, node => Values[node]), actual = ReferenceEvaluator.Evaluate(again, node => Values[node]);
        for (int i = 0; i < plain.Length; i++)
            Compiled.AssertClose(expected[i], actual[i], 1e-13, again[i]);
        Compiled.AgreesWithReference(again, Values, 1e-12);
    }

    [Fact]
    public void A_selection_after_a_checkpoint_keeps_what_it_leaves_out_from_its_gradient()
    {
        var x = Node.Input("x", [3], ElementType.Float64);
        var loss = Where(x > 0, Gradient.Checkpoint(x, y => Sqrt(y * 1) * 2), 0).Sum();
        Assert.Equal([1, 0, 0.5], Gradient.Of(loss, x).Evaluate((x, [1, 0, 4])));
    }

    [Fact]
    public void Several_inputs_can_be_kept()
    {
        var y = Gradient.Checkpoint([X, W], inputs => Sin(inputs[0].MatMul(inputs[1])));
        Node[] gradients = Gradient.Of(y.Sum(), [X, W]), plain = Gradient.Of(Sin(X.MatMul(W)).Sum(), [X, W]);
        double[][] expected = ReferenceEvaluator.Evaluate(plain, node => Values[node]), actual = ReferenceEvaluator.Evaluate(gradients, node => Values[node]);
        for (int i = 0; i < 2; i++)
            Compiled.AssertClose(expected[i], actual[i], 1e-13, gradients[i]);
    }

    [Fact]
    public void What_there_is_nothing_to_compute_again_of_is_refused()
    {
        Assert.Contains("which does not depend on its inputs", Assert.Throws<ArgumentException>(() => Gradient.Checkpoint(X, _ => Sin(W))).Message);
        Assert.Contains("the body returned null", Assert.Throws<ArgumentException>(() => Gradient.Checkpoint(X, _ => null!)).Message);
        Assert.Contains("Gradient.Checkpoint: input 0 is null", Assert.Throws<ArgumentNullException>(() => Gradient.Checkpoint(null!, Sin)).Message);
    }

    private static Node[] Derivatives(Func<Node, Func<Node, Node>, Node> apply)
    {
        var y = apply(X * 0.5, x => Tanh(x.MatMul(W)) * Sin(x));
        y = apply(y, x => (x.MatMul(W.Transpose()) * x).Sum(1));
        Node[] first = Gradient.Of(Exp(y * 0.1).Sum(), [X, W]);
        return [y, .. first, .. Gradient.Of(Square(first[0]).Sum() + Sin(first[1]).Sum(), [X, W])];
    }
}
