using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>Writes operations that have no kernel of their own as others that have.</summary>
internal static class Lowering
{
    /// <summary>What to compute instead of each node below the roots, and the roots themselves.</summary>
    public static Dictionary<Node, Node> Lower(IEnumerable<Node> roots) => Lower(roots, []);

    private static Dictionary<Node, Node> Lower(IEnumerable<Node> roots, Dictionary<Node, Node> lowered)
    {
        foreach (var node in GraphWalk.Ordered(roots, stopAt: lowered.ContainsKey))
            if (!lowered.ContainsKey(node))
                lowered.Add(node, Lower(node, [.. node.Inputs.Select(input => lowered[input])]));
        return lowered;
    }

    private static Node Lower(Node node, Node[] inputs) => node.Operation switch
    {
        Reduce { Kind: ReductionKind.LogSumExp } reduce => LogSumExp(inputs[0], reduce.Axes),
        GradientFilter => inputs[0],
        Fold fold when FoldedProducts.AsConvolution(fold, inputs[0]) is { } convolution => convolution,
        InlinedOperation inlined => Inline(inlined.Body, inputs),
        _ => GraphRewrite.WithInputs(node, inputs),
    };

    private static Node Inline(GraphFunction body, Node[] arguments)
    {
        var lowered = body.Placeholders.Zip(arguments).ToDictionary(pair => pair.First, pair => pair.Second);
        return Lower(body.Results, lowered)[body.Results[0]];
    }

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
