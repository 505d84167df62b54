using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Graphs at random: every operation on what is there already, so that shapes, views and uses meet in ways that nobody thinks of.</summary>
internal sealed partial class RandomGraph
{
    private readonly Random random;
    private readonly List<Node> nodes = [];

    public RandomGraph(int seed, int size, int parameters = 1)
    {
        random = new Random(seed);
        for (int i = 0; i < 3; i++)
            nodes.Add(Node.Input($"x{i}", Shape.Create([.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(1, 6))]), ElementType.Float64));
        Shape shape = [random.Next(1, 5), random.Next(1, 5)];
        for (int i = 0; i < parameters; i++)
            nodes.Add(new Parameter($"p{i}", shape, ElementType.Float64));
        while (nodes.Count < size)
            if (Grow(Any()) is { } grown && grown.Shape.Size is > 0 and <= 3000)
                nodes.Add(grown);
    }

    public Node[] Outputs => [.. nodes.TakeLast(3), .. Enumerable.Range(0, 2).Select(_ => Any())];

    private Node Any() => nodes[random.Next(nodes.Count)];

    private Node? Grow(Node x)
    {
        int rank = x.Shape.Rank, axis = rank == 0 ? 0 : random.Next(rank);
        switch (random.Next(50))
        {
            case 0: return Tanh(x);
            case 1: return x * 0.5 - 1;
            case 2: return Sigmoid(x) * x;
            case 3 or 4: return Shape.Broadcast(x.Shape, Any().Shape) is null ? null : Combine(x, Any());
            case 5: return Any() is { } y && Shape.Broadcast(x.Shape, y.Shape) is not null ? Where(x > y, x, y) : null;
            case 6: return rank < 2 ? null : x.Transpose();
            case 7: return x.Permute([.. Enumerable.Range(0, rank).OrderBy(_ => random.Next())]);
            case 8: return x.ReshapeTo(Shape.Create([checked((int)x.Shape.Size)]));
            case 9: return rank == 0 ? null : x.ReshapeTo([.. x.Shape.AsSpan()[..axis], 1, .. x.Shape.AsSpan()[axis..]]);
            case 10: return rank == 0 ? x.BroadcastTo([3, 2]) : x.BroadcastTo([2, .. x.Shape]);
            case 11: return rank == 0 ? null : x.Sum(axis, keepDims: random.Next(2) == 0);
            case 12: return rank == 0 ? null : x.Mean(Axes.Create([.. Enumerable.Range(0, rank).Where(_ => random.Next(2) == 0)]));
            case 13: return rank == 0 ? null : x.Max(axis);
            case 14: return rank == 0 ? null : x.LogSumExp(axis, keepDims: true);
            case 15: return rank < 2 ? null : x.MatMul(x.Transpose());
            case 16: return rank == 0 ? null : Concatenate([x, x * 2, x], axis);
            case 17: return rank == 0 || x.Shape[0] < 2 ? null : x[1..];
            case 18: return rank == 0 ? null : x.Flip(axis);
            case 19: return rank == 0 ? null : x[Slice.Step(.., 2)];
            case 20: return x.Pad([.. x.Shape.Select(_ => random.Next(2))], new int[rank], 0.25);
            case 21: return rank == 0 ? null : x.Gather(x.ReshapeTo([checked((int)x.Shape.Size)]).ArgMax() * 0);
            default: return rank == 0 ? null : Arrange(x, axis);
        }
    }

    private static Node? Combine(Node x, Node y) => Shape.Broadcast(x.Shape, y.Shape) is null ? null : x + y * 0.25;
}
