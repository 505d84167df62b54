using System.Runtime.CompilerServices;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// The sum of tensors that are zero but in a part, one part beside the other, is those parts put together: so the gradient of a tensor that
/// was split comes out of its pieces.
/// </summary>
internal static class JoinedParts
{
    private static readonly Expression Sum = Expression.Apply(Primitives.Add, Elementwise.Variable(0, ElementType.Float32), Elementwise.Variable(1, ElementType.Float32));

    // How many elements the parts of a sum of parts have: only where these are all elements of the sum are the parts looked at.
    private static readonly ConditionalWeakTable<Node, StrongBox<long>> Filled = [];

    /// <summary>The sum of these inputs as a concatenation; null where it is none.</summary>
    public static Node? Simplified(Node node, Node[] inputs)
    {
        if (!IsSum(node) || Elements(inputs[0], node.Shape) is not { } left || Elements(inputs[1], node.Shape) is not { } right || left + right > node.Shape.Size)
            return null;
        if (left + right < node.Shape.Size)
        {
            var sum = GraphRewrite.WithInputs(node, inputs);
            Filled.AddOrUpdate(sum, new(left + right));
            return sum;
        }
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

    private static long? Elements(Node term, Shape shape) =>
        term.Shape != shape ? null
        : term.Operation is Pad { Value: 0 } ? term.Inputs[0].Shape.Size
        : Filled.TryGetValue(term, out var elements) ? elements.Value : null;

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
