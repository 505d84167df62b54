namespace AutoGrad;

/// <summary>The vector-Jacobian product of a node's operation with respect to one input.</summary>
internal delegate Node? VectorJacobianRule(Node node, int input, Node upstream);

/// <summary>
/// Reverse-mode differentiation: one walk from the output to the targets, over the nodes that lie on a path between them, adding up
/// what each operation's rule passes on. The result is a graph like any other. With each gradient goes where selections leave it zero.
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
        var onPath = OnPath(output, [.. targets]);
        var adjoints = new Dictionary<Node, Adjoint>();
        if (onPath.Contains(output))
            adjoints.Add(output, new(upstream, null));

        foreach (var node in GraphWalk.Ordered(output).Reverse<Node>())
        {
            if (!onPath.Contains(node) || !adjoints.TryGetValue(node, out var adjoint))
                continue;
            for (int i = 0; i < node.Inputs.Count; i++)
                if (onPath.Contains(node.Inputs[i]) && Contribution(node, i, adjoint) is { } contribution)
                    adjoints[node.Inputs[i]] = adjoints.TryGetValue(node.Inputs[i], out var sum) ? sum + contribution : contribution;
        }

        var results = new Node?[targets.Length];
        for (int i = 0; i < results.Length; i++)
            results[i] = adjoints.TryGetValue(targets[i], out var adjoint) ? adjoint.Value : null;
        if (GraphVerifier.VerifiesGradients)
            GraphVerifier.Verify(results.OfType<Node>());
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

    private Adjoint? Contribution(Node node, int input, Adjoint upstream)
    {
        if (node.Operation is Elementwise)
            return ElementwiseGradient.Of(scalars, node, input, upstream);
        if (rule(node, input, upstream.Value) is not { } value)
            return null;
        var support = upstream.Support is { } known ? node.Operation.Support(node, input, known) : null;
        return new(support is null || node.Operation.KeepsZeros ? value : GradientSupport.Restrict(value, support), support);
    }
}
