using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Graphs of a hundred thousand nodes in a row: no walk is a recursion, and none takes the square of the length.</summary>
public class DeepGraphTests
{
    private const int Depth = 100_000;

    [Fact]
    public void A_chain_of_element_wise_nodes_is_built_written_evaluated_and_differentiated()
    {
        var x = Node.Input("x", [2], ElementType.Float64);
        var y = x;
        for (int i = 0; i < Depth / 2; i++)
            y = Sin(y) * 1.5;
        var gradient = Gradient.Of(y.Sum(), x);

        // The iteration has the fixed points ±1.4957: its derivative there falls below every double.
        Assert.Equal(Depth + 1, y.ToText().Count(c => c == '\n'));
        Assert.Equal(1.5 * Math.Sin(y.Evaluate((x, [1, -1]))[0]), y.Evaluate((x, [1, -1]))[0], 1e-12);
        Assert.Equal([0, 0], gradient.Evaluate((x, [1, -1])));
    }

    [Fact]
    public void A_chain_of_other_operations_is_built_written_evaluated_and_differentiated()
    {
        var x = Node.Input("x", [2, 2], ElementType.Float64);
        var turn = Node.Constant([0, 1, 1, 0], [2, 2], ElementType.Float64);
        var y = x;
        for (int i = 0; i < Depth / 10; i++)
            y = Concatenate([y.MatMul(turn)[..1], y.Transpose().Reshape(4).Reshape(2, 2)[..1].BroadcastTo([3, 2])[1..2]]).Max(0, keepDims: true) + y.Reshape(4)[..1].Sum() * 0 + y * 0;
        var gradient = Gradient.Of(y.Sum(), x);

        Assert.True(GraphWalk.Ordered(y).Count > Depth);
        Assert.Contains($"matmul(", y.ToText());
        Assert.Equal([4, 4, 4, 4], y.Evaluate((x, [1, 2, 3, 4])).Select(value => Math.Max(value, 4)));
        Assert.All(gradient.Evaluate((x, [1, 2, 3, 4])), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Equal_nodes_that_threads_build_at_once_are_one_node()
    {
        var x = Node.Input("x", [4]);
        var built = new Node[16][];
        Parallel.For(0, built.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
        {
            var nodes = new List<Node> { x };
            for (int i = 0; i < 2000; i++)
                nodes.Add(i % 3 == 0 ? Sin(nodes[^1]) + i : i % 3 == 1 ? nodes[^1].Reshape(2, 2).Transpose().Reshape(4) : Where(nodes[^1] > i, nodes[^1], x));
            nodes.Add(Gradient.Of(nodes[500].Sum(), x));
            built[thread] = [.. nodes];
        });

        Assert.All(built, nodes => Assert.True(nodes.SequenceEqual(built[0])));
    }
}
