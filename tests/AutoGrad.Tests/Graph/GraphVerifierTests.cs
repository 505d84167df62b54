using AutoGrad.Symbolics;
using static AutoGrad.Functions;

namespace AutoGrad.Tests;

public class GraphVerifierTests
{
    private static readonly Node X = Node.Input("x", [2, 3]);

    [Fact]
    public void Gradients_are_verified_in_this_suite() => Assert.True(GraphVerifier.VerifiesGradients);

    [Fact]
    public void A_sound_graph_passes()
    {
        var y = Where(X > 0, X.MatMul(X.Transpose())[0, 0], Tanh(X)).Sum();
        var nodes = GraphWalk.Ordered([y, Gradient.Of(y, X)]);

        GraphVerifier.Verify(nodes);
        Assert.Contains(nodes, node => node.Operation is MatMul);
    }

    [Fact]
    public void A_type_that_the_operation_does_not_give_is_told() => AssertBroken(
        "broken at wrong : float32 [3, 2]: its operation gives float32 [2, 3]",
        new TestNode(new Elementwise(Expression.Apply(Primitives.Sin, Elementwise.Variable(0, ElementType.Float32))), [X], new([3, 2], ElementType.Float32)));

    [Fact]
    public void Inputs_that_the_operation_refuses_are_told() => AssertBroken(
        "its operation refuses its inputs: MatMul: [2, 3] × [2, 3]",
        new TestNode(new MatMul(false, false), [X, X], new([2, 3], ElementType.Float32)));

    [Fact]
    public void A_body_that_reads_what_is_no_input_is_told()
    {
        AssertBroken(
            "reads 'a1', which is none of its 1 inputs",
            new TestNode(new Elementwise(Elementwise.Variable(0, ElementType.Float32) + Elementwise.Variable(1, ElementType.Float32)), [X], new([2, 3], ElementType.Float32)));
        AssertBroken(
            "its body works along rows",
            new TestNode(new Elementwise(Expression.Apply(Primitives.Sum, Expression.Variable("a0", VariableKind.Row))), [X], new([2, 3], ElementType.Float32)));
    }

    [Fact]
    public void A_circle_is_told()
    {
        Node[] inputs = [X];
        var node = new TestNode(new Elementwise(Expression.Apply(Primitives.Sin, Elementwise.Variable(0, ElementType.Float32))), inputs, new([2, 3], ElementType.Float32));
        inputs[0] = node;

        AssertBroken("its input wrong : float32 [2, 3] is computed from it", node);
    }

    private static void AssertBroken(string message, Node node) =>
        Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => GraphVerifier.Verify([node])).Message);

    // A node that no operation has made.
    private sealed class TestNode(Operation operation, Node[] inputs, TensorType type) : Node(operation, inputs, type, "wrong");
}
