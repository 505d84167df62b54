using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>Writes operations that have no kernel of their own as others that have, and what can be had for less as that.</summary>
internal static class Lowering
{
    /// <summary>What to compute instead of the roots.</summary>
    public static Node[] Lower(IReadOnlyList<Node> roots)
    {
        var lowered = Lower(roots, []);
        return KeptProducts.Apply([.. roots.Select(root => lowered[root])]);
    }

    private static Dictionary<Node, Node> Lower(IEnumerable<Node> roots, Dictionary<Node, Node> lowered)
    {
        foreach (var node in GraphWalk.Ordered(roots, stopAt: lowered.ContainsKey))
        {
            if (lowered.ContainsKey(node))
                continue;
            using var entered = LayerPath.Enter(node.Layer);
            lowered.Add(node, Lower(node, [.. node.Inputs.Select(input => lowered[input])]));
        }
        return lowered;
    }

    private static Node Lower(Node node, Node[] inputs) => node.Operation switch
    {
        Reduce { Kind: ReductionKind.LogSumExp } reduce => LogSumExp(inputs[0], reduce.Axes),
        Reduce reduce when Unordered(reduce.Axes, inputs[0]) is { } axes => inputs[0].Inputs[0].Reduce(reduce.Kind, axes),
        SliceBox slice when inputs[0].Operation is Pad => SlicedPads.Simplified(slice, inputs[0]),
        GradientFilter => inputs[0],
        Fold fold when FoldedProducts.AsConvolution(fold, inputs[0]) is { } convolution => convolution,
        InlinedOperation inlined => Inline(inlined.Body, inputs),
        ScanOperation scan => GraphRewrite.With(node, scan with { Body = scan.Body.Giving(SharedFunctions.Apply(Lower(scan.Body.Results))) }, inputs),
        _ => GatheredRows.Simplified(node, inputs) ?? JoinedParts.Simplified(node, inputs) ?? GraphRewrite.WithInputs(node, inputs),
    };

    private static Node Inline(GraphFunction body, Node[] arguments)
    {
        var lowered = body.Placeholders.Zip(arguments).ToDictionary(pair => pair.First, pair => pair.Second);
        return Lower(body.Results, lowered)[body.Results[0]];
    }

    // The axes that a reduction goes over before they were put in another order, if the others stayed where they are.
    private static Shape? Unordered(Shape axes, Node input) =>
        input.Operation is Permute { Order: var order } && Enumerable.Range(0, order.Rank).All(axis => order[axis] == axis || axes.Contains(axis)) ? [.. axes.Select(axis => order[axis]).Order()] : null;

    // Shifted by the largest, no exponential overflows; an infinite one must not be subtracted from itself.
    private static Node LogSumExp(Node x, Shape axes)
    {
        if (axes.Any(axis => x.Shape[axis] == 0))
            return Node.Full(double.NegativeInfinity, [.. x.Shape.Select((extent, axis) => axes.Contains(axis) ? 1 : extent)], x.ElementType);
        var largest = x.Reduce(ReductionKind.Max, axes);
        var shift = Elementwise.Apply(
            v => Primitives.Select(Expression.Apply(Primitives.Less, Expression.Apply(Primitives.Abs, v[0]), double.PositiveInfinity), v[0], 0), largest);
        var sum = Functions.Exp(x - shift).Reduce(ReductionKind.Sum, axes);
        return Functions.Log(sum) + shift;
    }
}
