namespace AutoGrad;

/// <summary>What the upstream gradient of a node adds to the gradients of some of its inputs; null where it adds nothing.</summary>
internal delegate Adjoint?[] AdjointRule(Node node, IReadOnlyList<int> inputs, Adjoint upstream);

/// <summary>
/// Reverse-mode differentiation: one walk from the output to the targets, over the nodes that lie on a path between them, adding up
/// what each operation's rule passes on. The result is a graph like any other. With each gradient goes where selections leave it zero.
/// </summary>
/// <param name="scalars">The rules inside element-wise operations: injectable, so that a test can break one.</param>
/// <param name="rule">The rules of the other operations, likewise.</param>
internal sealed class ReverseMode(Symbolics.Differentiation scalars, AdjointRule rule)
{
    public static ReverseMode Standard { get; } =
        new(Symbolics.Differentiation.Standard, static (node, inputs, upstream) => node.Operation.Adjoints(node, inputs, upstream));

    /// <summary>The gradients of Σ output·upstream with respect to the targets; null for a target that the output does not depend on.</summary>
    public Node?[] Gradients(Node output, ReadOnlySpan<Node> targets, Node upstream) =>
        [.. Adjoints([output], [new(upstream, null)], targets.ToArray()).Select(adjoint => adjoint?.Value)];

    /// <summary>The same for the sum over several outputs, with where selections leave the gradients zero.</summary>
    public Adjoint?[] Adjoints(IReadOnlyList<Node> outputs, IReadOnlyList<Adjoint> upstreams, IReadOnlyList<Node> targets)
    {
        var ordered = GraphWalk.Ordered(outputs);
        var onPath = OnPath(ordered, [.. targets]);
        var adjoints = new Dictionary<Node, Adjoint>();
        for (int i = 0; i < outputs.Count; i++)
            if (onPath.Contains(outputs[i]))
                Add(outputs[i], upstreams[i]);

        for (int position = ordered.Count - 1; position >= 0; position--)
        {
            var node = ordered[position];
            if (!onPath.Contains(node) || !adjoints.TryGetValue(node, out var adjoint))
                continue;
            int[] inputs = [.. Enumerable.Range(0, node.Inputs.Count).Where(i => onPath.Contains(node.Inputs[i]))];
            if (inputs.Length == 0)
                continue;
            var contributions = Contributions(node, inputs, adjoint);
            for (int i = 0; i < inputs.Length; i++)
                if (contributions[i] is { } contribution)
                    Add(node.Inputs[inputs[i]], contribution);
        }

        var results = new Adjoint?[targets.Count];
        for (int i = 0; i < results.Length; i++)
            results[i] = adjoints.TryGetValue(targets[i], out var adjoint) ? adjoint : null;
        if (GraphVerifier.VerifiesGradients)
            GraphVerifier.Verify(results.Select(adjoint => adjoint?.Value).OfType<Node>());
        return results;

        void Add(Node node, Adjoint contribution) => adjoints[node] = adjoints.TryGetValue(node, out var sum) ? sum + contribution : contribution;
    }

    private static HashSet<Node> OnPath(IEnumerable<Node> ordered, HashSet<Node> targets)
    {
        var onPath = new HashSet<Node>();
        foreach (var node in ordered)
            if (targets.Contains(node) || (node.Operation is not StopGradient && node.Inputs.Any(onPath.Contains)))
                onPath.Add(node);
        return onPath;
    }

    private Adjoint?[] Contributions(Node node, int[] inputs, Adjoint upstream)
    {
        using var entered = LayerPath.Enter(node.Layer);
        return node.Operation is Elementwise
            ? [.. inputs.Select(input => ElementwiseGradient.Of(scalars, node, input, upstream))]
            : rule(node, inputs, upstream);
    }
}
