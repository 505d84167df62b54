namespace AutoGrad;

/// <summary>Walks over graphs: each node once, and never by recursion, since graphs can be deep.</summary>
internal static class GraphWalk
{
    /// <summary>Every node that the root is computed from and the root itself, inputs before the nodes that use them.</summary>
    public static List<Node> Ordered(Node root, Func<Node, bool>? stopAt = null) => Ordered([root], stopAt);

    /// <summary>The same for several roots.</summary>
    public static List<Node> Ordered(IEnumerable<Node> roots, Func<Node, bool>? stopAt = null) =>
        Symbolics.Walk.Ordered(roots, static node => node.Inputs, stopAt);
}
