namespace AutoGrad;

/// <summary>Graphs with some nodes exchanged for others: everything above them is made again, nothing else.</summary>
internal static class GraphRewrite
{
    /// <summary>The roots with every key exchanged for its value.</summary>
    public static Node[] Replace(IReadOnlyList<Node> roots, IReadOnlyDictionary<Node, Node> replacements)
    {
        // Nothing outside of a body is computed from its placeholders.
        bool isOpen = replacements.Keys.All(key => key.IsOpen);
        bool Stops(Node node) => replacements.ContainsKey(node) || (isOpen && !node.IsOpen);
        var results = new Dictionary<Node, Node>();
        foreach (var node in GraphWalk.Ordered(roots, Stops))
            results[node] = replacements.TryGetValue(node, out var replacement) ? replacement : Stops(node) ? node : WithInputs(node, [.. node.Inputs.Select(input => results[input])]);
        return [.. roots.Select(root => results[root])];
    }

    /// <summary>The node's operation applied to these inputs: the node itself if they are its own.</summary>
    public static Node WithInputs(Node node, Node[] inputs)
    {
        if (inputs.AsSpan().SequenceEqual([.. node.Inputs]))
            return node;
        return With(node, node.Operation, inputs);
    }

    /// <summary>Another operation in the node's place: in the same layer.</summary>
    public static Node With(Node node, Operation operation, Node[] inputs)
    {
        using var entered = LayerPath.Enter(node.Layer);
        return Node.Create(operation, inputs);
    }
}
