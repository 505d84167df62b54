using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// The sum of tensors that are zero but in a part, one part beside the other, is those parts put together: so the gradient of a tensor that
/// was split comes out of its pieces.
/// </summary>
internal static class JoinedParts
{
    private static readonly Expression Sum = Expression.Apply(Primitives.Add, Elementwise.Variable(0, ElementType.Float32), Elementwise.Variable(1, ElementType.Float32));

    /// <summary>The sum of these inputs as a concatenation; null where it is none.</summary>
    public static Node? Simplified(Node node, Node[] inputs)
    {
        if (!IsSum(node))
            return null;
        var parts = new HashSet<Node>();
        var open = new Stack<Node>(inputs);
        while (open.TryPop(out var term))
            if (IsSum(term) && term.Shape == node.Shape)
            {
                open.Push(term.Inputs[0]);
                open.Push(term.Inputs[1]);
            }
            else if (term.Operation is not Pad { Value: 0 } || term.Shape != node.Shape || !parts.Add(term))
            {
                return null;
            }
        return Joined(node.Shape, [.. parts]);
    }

    private static bool IsSum(Node node) => node.Operation is Elementwise elementwise and not FunctionCall && elementwise.Body.Equals(Sum);

    private static Node? Joined(Shape shape, Node[] parts)
    {
        int[] cut = [.. Enumerable.Range(0, shape.Rank).Where(axis => BoxOf(parts[0]).Extents[axis] != shape[axis])];
        if (cut is not [var axis])
            return null;
        Node[] ordered = [.. parts.OrderBy(part => BoxOf(part).Start[axis])];
        int end = 0;
        foreach (var part in ordered)
        {
            int extent = BoxOf(part).Extents[axis];
            if (!BoxOf(part).Equals(Box.Along(axis, end, extent, shape)))
                return null;
            end += extent;
        }
        return end == shape[axis] ? Node.Create(new Concatenation(axis), [.. ordered.Select(part => part.Inputs[0])]) : null;
    }

    private static Box BoxOf(Node part) => ((Pad)part.Operation).Box;
}
