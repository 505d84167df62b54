using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// The element-wise nodes below a selection, merged with it into one expression. Differentiated as one, the selection stays outermost,
/// and an infinite derivative in the branch that is not taken never meets the zero that would make it NaN.
/// </summary>
internal static class SelectionRegion
{
    // A bound on the work, far above what people write between two matrix products.
    private const int LargestExpression = 2000;

    /// <summary>The expression of a node over inputs that are not merged any further; the node's own where it selects nothing.</summary>
    /// <param name="operation">The node's operation.</param>
    /// <param name="node">An element-wise node.</param>
    /// <param name="targets">Nodes whose gradient is asked for: these stay inputs.</param>
    public static (Expression Body, IReadOnlyList<Node> Inputs) Of(Elementwise operation, Node node, HashSet<Node> targets)
    {
        if (!Walk.Ordered(operation.Body).Any(expression => expression.Is(Primitives.Selection)))
            return (operation.Body, node.Inputs);

        var expressions = new Dictionary<Node, Expression>();
        var leaves = new List<Node>();
        int size = 0;
        bool Enters(Node candidate) => candidate == node || (
            candidate.Operation is Elementwise && !targets.Contains(candidate)
            && (candidate.ElementType == ElementType.Bool || candidate.ElementType == node.ElementType)
            && candidate.Inputs.All(input => input.ElementType == ElementType.Bool || input.ElementType == node.ElementType)
            && (size += Walk.Ordered(((Elementwise)candidate.Operation).Body).Count) < LargestExpression);

        var entered = new Dictionary<Node, bool>();
        foreach (var inner in GraphWalk.Ordered(node, stopAt: candidate => !(entered.TryGetValue(candidate, out bool known) ? known : entered[candidate] = Enters(candidate))))
        {
            if (!entered[inner])
            {
                expressions[inner] = Elementwise.Variable(leaves.Count, inner.ElementType);
                leaves.Add(inner);
                continue;
            }
            var arguments = inner.Inputs;
            expressions[inner] = Walk.Rewrite(
                ((Elementwise)inner.Operation).Body,
                expression => expression is Variable variable ? expressions[arguments[int.Parse(variable.Name.AsSpan(1))]] : null);
        }
        return (expressions[node], leaves);
    }
}
