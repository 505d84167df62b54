namespace AutoGrad;

/// <summary>Walks over graphs: each node once, and never by recursion, since graphs can be deep.</summary>
internal static class GraphWalk
{
    /// <summary>Every node that the root is computed from and the root itself, inputs before the nodes that use them.</summary>
    public static List<Node> Ordered(Node root, Func<Node, bool>? stopAt = null) => Ordered([root], stopAt);

    /// <summary>The same for several roots.</summary>
    public static List<Node> Ordered(IEnumerable<Node> roots, Func<Node, bool>? stopAt = null)
    {
        var ordered = new List<Node>();
        var seen = new HashSet<Node>();
        var pending = new Stack<(Node Node, bool InputsDone)>();
        foreach (var root in roots.Reverse())
            pending.Push((root, false));
        while (pending.Count > 0)
        {
            var (node, inputsDone) = pending.Pop();
            if (inputsDone)
            {
                ordered.Add(node);
                continue;
            }
            if (!seen.Add(node))
                continue;
            pending.Push((node, true));
            if (stopAt?.Invoke(node) == true)
                continue;
            for (int i = node.Inputs.Count - 1; i >= 0; i--)
                pending.Push((node.Inputs[i], false));
        }
        return ordered;
    }
}
