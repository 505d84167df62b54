using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>The vector-Jacobian product of a node's operation with respect to one input.</summary>
internal delegate Node? VectorJacobianRule(Node node, int input, Node upstream);

/// <summary>
/// Reverse-mode differentiation: one walk from the output to the targets, over the nodes that lie on a path between them, adding up
/// what each operation's rule passes on. The result is a graph like any other.
/// </summary>
/// <param name="scalars">The rules inside element-wise operations: injectable, so that a test can break one.</param>
/// <param name="rule">The rules of the other operations, likewise.</param>
internal sealed class ReverseMode(Symbolics.Differentiation scalars, VectorJacobianRule rule)
{
    public static ReverseMode Standard { get; } =
        new(Symbolics.Differentiation.Standard, static (node, input, upstream) => node.Operation.VectorJacobianProduct(node, input, upstream));

    /// <summary>The gradients of Σ output·upstream with respect to the targets; null for a target that the output does not depend on.</summary>
    public Node?[] Gradients(Node output, ReadOnlySpan<Node> targets, Node upstream)
    {
        var wanted = new HashSet<Node>(targets.ToArray());
        var onPath = OnPath(output, wanted);
        var gradients = new Dictionary<Node, Node>();
        if (onPath.Contains(output))
            gradients.Add(output, upstream);

        foreach (var node in GraphWalk.Ordered(output).Reverse<Node>())
        {
            if (!onPath.Contains(node) || !gradients.TryGetValue(node, out var adjoint))
                continue;
            foreach (var (input, contribution) in Contributions(node, adjoint, onPath, wanted))
                gradients[input] = gradients.TryGetValue(input, out var sum) ? sum + contribution : contribution;
        }

        var results = new Node?[targets.Length];
        for (int i = 0; i < results.Length; i++)
            results[i] = gradients.GetValueOrDefault(targets[i]);
        return results;
    }

    private static HashSet<Node> OnPath(Node output, HashSet<Node> targets)
    {
        var onPath = new HashSet<Node>();
        foreach (var node in GraphWalk.Ordered(output))
            if (targets.Contains(node) || (node.Operation is not StopGradient && node.Inputs.Any(onPath.Contains)))
                onPath.Add(node);
        return onPath;
    }

    private IEnumerable<(Node Input, Node Contribution)> Contributions(Node node, Node upstream, HashSet<Node> onPath, HashSet<Node> targets)
    {
        if (node.Operation is Elementwise elementwise)
        {
            var (body, leaves) = SelectionRegion.Of(elementwise, node, targets);
            for (int i = 0; i < leaves.Count; i++)
            {
                var leaf = leaves[i];
                if (onPath.Contains(leaf) && Elementwise.Differentiate(scalars, body, leaves, Elementwise.Variable(i, leaf.ElementType), upstream) is { } gradient)
                    yield return (leaf, gradient.SumTo(leaf.Shape));
            }
            yield break;
        }

        for (int i = 0; i < node.Inputs.Count; i++)
            if (onPath.Contains(node.Inputs[i]) && rule(node, i, upstream) is { } contribution)
                yield return (node.Inputs[i], contribution);
    }
}
