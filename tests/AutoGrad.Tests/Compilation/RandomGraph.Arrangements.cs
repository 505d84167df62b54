using static AutoGrad.Functions;

namespace AutoGrad.Tests;

// What moves, orders, counts and repeats along axes.
internal sealed partial class RandomGraph
{
    /// <summary>A new value for each parameter that changes: from other parameters, from what is computed, seen otherwise, or looked up.</summary>
    public Update[] Updates()
    {
        Parameter[] parameters = [.. nodes.OfType<Parameter>().Distinct()];
        return [.. parameters.Where(_ => random.Next(5) > 0).Select(p => Update.Assign(p, NewValue(p, parameters)))];
    }

    private Node NewValue(Parameter p, Parameter[] parameters)
    {
        var fitting = nodes.Where(node => node.Shape == p.Shape).ToArray();
        var chosen = fitting[random.Next(fitting.Length)];
        return random.Next(8) switch
        {
            0 => parameters[random.Next(parameters.Length)],
            1 => p * 0.5 + 1,
            2 => chosen,
            3 => Sin(p) + chosen.Flip(0),
            4 => p + Any().Mean(),
            5 => p.Gather(Arange(p.Shape[0]).Flip(0)),
            6 => (p.Transpose() * 0.5).Transpose(),
            _ => Tanh(p - 0.1 * Sin(chosen)),
        };
    }

    private Node? Arrange(Node x, int axis)
    {
        int rank = x.Shape.Rank, extent = x.Shape[axis];
        bool isReverse = random.Next(2) == 0;
        switch (random.Next(28))
        {
            case 0: return x.Windows(axis, random.Next(1, extent + 1), random.Next(1, 3));
            case 1: return extent < 2 ? null : x.Windows(axis, 2).Fold(axis, extent);
            case 2: return x.Sort(axis, isReverse);
            case 3: return x.GatherElements(x.ArgSort(axis), axis);
            case 4: return x.CumulativeSum(axis, isReverse);
            case 5: return x.ArgMax(axis).Cast(ElementType.Float64).StopGradient() * 0.5;
            case 6: return OneHot(x.ArgMin(axis), extent, ElementType.Float64);
            case 7: return Softmax(x);
            case 8: return LogSoftmax(x);
            case 9: return Scan.Over(x, x[0], (h, slice) => (Sin(h + slice * 0.5), h * slice), isReverse).Outputs;
            case 10: return Scan.Over(x, x[0] * 2, (h, slice) => (Tanh(h - slice), h), isReverse).Carry;
            case 11: return Gradient.Checkpoint(x, y => Tanh(y) * y);
            case 12 or 13: return Merged(x.Permute([.. Enumerable.Range(0, rank).OrderBy(_ => random.Next())]));
            case 14: return extent < 2 ? null : x.Chunk(2, axis)[isReverse ? 0 : 1];
            case 15: return x.Roll(random.Next(extent), axis);
            case 16: return rank < 2 ? null : x.Tril();
            case 17: return (x > 0.1).Cast(ElementType.Float64);
            case 18: return nodes.Find(y => y.Shape.Rank >= 2 && rank >= 2 && y.Shape[^2] == x.Shape[^1] && Shape.Broadcast(Outer(x), Outer(y)) is not null) is { } other ? x.MatMul(other) * 0.25 : null;
            case 19: return x.Variance(axis, correction: 0);
            case 20: return Stack([x, Any() is var y && y.Shape == x.Shape ? y : Sin(x)], axis);
            case 21: return x.ScatterAdd(x.ArgSort(axis), x * 0.5, axis);
            case 22: return Where(x > 0, x[..1], x * 0.5);
            case 23: return x.Min([.. Enumerable.Range(0, rank).Where(other => other == axis || random.Next(2) == 0)], keepDims: isReverse);
            case 24: return x.Product(axis);
            case 25: return x[Slice.Step(.., -2)];
            case 26: return x.Cast(ElementType.Float32).Cast(ElementType.Float64);
            default: return x.Pad([.. x.Shape.Select(_ => 0)], [.. x.Shape.Select(_ => random.Next(2))])[(isReverse ? 1 : 0)..];
        }
    }

    private Node Merged(Node x)
    {
        if (x.Shape.Rank < 2)
            return x;
        int axis = random.Next(x.Shape.Rank - 1);
        return x.ReshapeTo([.. x.Shape.Take(axis), x.Shape[axis] * x.Shape[axis + 1], .. x.Shape.Skip(axis + 2)]);
    }

    private static Shape Outer(Node node) => Shape.Create(node.Shape.AsSpan()[..^2]);
}
