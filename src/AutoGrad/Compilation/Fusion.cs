namespace AutoGrad;

/// <summary>Makes few loops of many element-wise nodes.</summary>
internal static class Fusion
{
    // What is merged has fewer readers than before: its inputs may be merged then.
    private const int Rounds = 2;

    /// <summary>What to compute instead of each of the roots.</summary>
    /// <param name="roots">What is asked for.</param>
    /// <param name="separate">Those of the roots that a kernel of their own computes.</param>
    public static Dictionary<Node, Node> Fuse(IReadOnlyList<Node> roots, IEnumerable<Node> separate)
    {
        var fused = roots.Distinct().ToDictionary(root => root, root => root);
        for (int round = 0; round < Rounds; round++)
            Replace(fused, ElementMerging.Merge([.. fused.Values]));
        Replace(fused, ReducedElements.Merge([.. fused.Values]));
        var alone = separate.Select(node => fused[node]).ToHashSet();
        Replace(fused, ElementGrouping.Group([.. fused.Values], alone));
        return fused;
    }

    private static void Replace(Dictionary<Node, Node> fused, IReadOnlyDictionary<Node, Node> results)
    {
        foreach (var root in fused.Keys)
            fused[root] = results[fused[root]];
    }
}
