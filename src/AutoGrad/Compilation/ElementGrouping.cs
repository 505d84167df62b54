using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// Puts element-wise nodes of one shape that read the same into one loop with several results: what they share is read and computed once, and what
/// only they read of one another never goes to memory. A node joins others only if it needs nothing but what they need, and what is given from the
/// start: then all of them can be computed where the first of them is.
/// </summary>
internal sealed class ElementGrouping
{
    private const int MostResults = 8;

    private readonly IReadOnlySet<Node> separate;
    private readonly List<Node> ordered;
    private readonly HashSet<Node> given = [];
    private readonly Dictionary<Node, Cluster> clusters = [], clusterReading = [];
    private readonly Dictionary<Node, Node> results = [];

    private ElementGrouping(IReadOnlyList<Node> roots, IReadOnlySet<Node> separate)
    {
        this.separate = separate;
        ordered = GraphWalk.Ordered(roots);
        foreach (var node in ordered)
            if (node.Inputs.Count == 0 || (KernelTable.View(node.Operation) is not null && node.Inputs.All(given.Contains)))
                given.Add(node);
            else if (CanJoin(node))
                Join(node);
        var kept = Kept(roots);
        foreach (var node in ordered)
            if (!clusters.TryGetValue(node, out var cluster) || cluster.Members.Count == 1)
                results[node] = GraphRewrite.WithInputs(node, [.. node.Inputs.Select(input => results[input])]);
            else if (cluster.Members[0] == node)
                Rebuild(cluster, [.. cluster.Members.Where(kept.Contains)]);
    }

    /// <summary>What to compute instead of each node below the roots, and the roots themselves.</summary>
    /// <param name="roots">What is asked for.</param>
    /// <param name="separate">What stays alone: its memory has to be written by a kernel of its own.</param>
    public static IReadOnlyDictionary<Node, Node> Group(IReadOnlyList<Node> roots, IReadOnlySet<Node> separate) => new ElementGrouping(roots, separate).results;

    private bool CanJoin(Node node) =>
        ElementBody.Is(node) && node.ElementType.IsFloatingPoint && ElementKernels.AreEmitted(node.ElementType) && !separate.Contains(node)
        && node.Inputs.Any(input => input.Shape == node.Shape && input.ElementType == node.ElementType);

    private void Join(Node node)
    {
        var cluster = node.Inputs.Where(input => input.Shape == node.Shape)
            .Select(input => clusters.GetValueOrDefault(input) ?? clusterReading.GetValueOrDefault(input)).FirstOrDefault(found => found is not null && Fits(node, found));
        cluster ??= new(node.Shape, node.ElementType);
        cluster.Members.Add(node);
        cluster.Calls += ElementBody.Calls(ElementBody.Of(node));
        clusters.Add(node, cluster);
        foreach (var input in node.Inputs.Where(input => clusters.GetValueOrDefault(input) != cluster && !cluster.Leaves.Contains(input)))
        {
            cluster.Leaves.Add(input);
            clusterReading[input] = cluster;
        }
    }

    private bool Fits(Node node, Cluster cluster) =>
        cluster.Shape == node.Shape && cluster.Type == node.ElementType && cluster.Members.Count < MostResults
        && node.Inputs.All(input => cluster.Leaves.Contains(input) || clusters.GetValueOrDefault(input) == cluster || given.Contains(input))
        && node.Inputs.Count(input => !cluster.Leaves.Contains(input) && clusters.GetValueOrDefault(input) != cluster) + cluster.Leaves.Count <= ElementBody.MostInputs
        && cluster.Calls + ElementBody.Calls(ElementBody.Of(node)) <= ElementBody.MostCalls;

    // What is asked for, or read outside of its cluster.
    private HashSet<Node> Kept(IReadOnlyList<Node> roots)
    {
        var kept = new HashSet<Node>(roots);
        foreach (var node in ordered)
            foreach (var input in node.Inputs)
                if (clusters.TryGetValue(input, out var cluster) && clusters.GetValueOrDefault(node) != cluster)
                    kept.Add(input);
        return kept;
    }

    private void Rebuild(Cluster cluster, Node[] parts)
    {
        var bodies = new Dictionary<Node, Expression>();
        foreach (var member in cluster.Members)
            bodies[member] = ElementBody.Over(member, input => bodies.GetValueOrDefault(input) ?? Elementwise.Variable(cluster.Leaves.IndexOf(input), input.ElementType));
        // What is given is never made anew.
        Node[] leaves = [.. cluster.Leaves.Select(leaf => results.GetValueOrDefault(leaf, leaf))];
        using var entered = LayerPath.Enter(cluster.Members[0].Layer);
        var group = parts.Length == 1
            ? Node.Create(new Elementwise(bodies[parts[0]]), leaves)
            : Node.Create(new ElementGroup(new([.. parts.Select(part => bodies[part])])), leaves);
        for (int i = 0; i < parts.Length; i++)
            results[parts[i]] = parts.Length == 1 ? group : Node.Create(new GroupPart(i), group);
    }

    // Nodes that are computed in one loop.
    private sealed class Cluster(Shape shape, ElementType type)
    {
        public Shape Shape { get; } = shape;

        public ElementType Type { get; } = type;

        public List<Node> Members { get; } = [];

        public List<Node> Leaves { get; } = [];

        public int Calls { get; set; }
    }
}
