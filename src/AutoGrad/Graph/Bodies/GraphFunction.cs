namespace AutoGrad;

/// <summary>
/// A closed piece of graph: results computed from numbered placeholders and from nothing else but known numbers. Two are equal when they
/// compute the same in the same way, whenever and wherever they were built.
/// </summary>
internal sealed class GraphFunction : IEquatable<GraphFunction>
{
    private readonly Node[] placeholders, results;

    private GraphFunction(Node[] placeholders, Node[] results) => (this.placeholders, this.results) = (placeholders, results);

    /// <summary>What stands for the arguments, in order.</summary>
    public IReadOnlyList<Node> Placeholders => placeholders;

    /// <summary>What is computed from them.</summary>
    public IReadOnlyList<Node> Results => results;

    /// <summary>A placeholder for a body that is being built.</summary>
    public static Node Fresh(string name, TensorType type, PlaceholderRole role, bool isFinite = false) => Node.Placeholder(name, new(0, type, isFinite, role));

    /// <summary>
    /// Closes a body. What does not depend on its placeholders stays outside: the largest such parts become further arguments.
    /// </summary>
    /// <param name="leaves">The placeholders that it was built from.</param>
    /// <param name="results">What was built.</param>
    /// <returns>The function of the leaves and of what was captured, in this order.</returns>
    public static (GraphFunction Function, Node[] Captured) Close(IReadOnlyList<Node> leaves, IReadOnlyList<Node> results)
    {
        var ordered = GraphWalk.Ordered(results, stopAt: node => !node.IsOpen);
        var inside = new HashSet<Node>(leaves);
        foreach (var node in ordered)
            if (node.Inputs.Any(inside.Contains))
                inside.Add(node);
        Node[] captured = [.. ordered.Where(inside.Contains).SelectMany(node => node.Inputs).Concat(results).Where(node => !inside.Contains(node) && !IsKnown(node)).Distinct()];

        var map = new Dictionary<Node, Node>();
        foreach (var argument in leaves.Concat(captured))
            map.Add(argument, Numbered(map.Count, new(argument.Shape, argument.ElementType)));
        Node[] placeholders = [.. map.Values];
        return (new(placeholders, GraphRewrite.Replace(results, map)), captured);
    }

    /// <summary>The results for these arguments, as nodes.</summary>
    public Node[] Apply(IReadOnlyList<Node> arguments) =>
        GraphRewrite.Replace(results, placeholders.Zip(arguments).ToDictionary(pair => pair.First, pair => pair.Second));

    /// <summary>The function that gives these results, computed from the same arguments.</summary>
    public GraphFunction Giving(Node[] others) => new(placeholders, others);

    /// <summary>The function whose arguments are these nodes of the body, whatever they are computed from.</summary>
    public GraphFunction Taking(IReadOnlyList<Node> arguments)
    {
        Node[] numbered = [.. arguments.Select((argument, i) => Numbered(i, new(argument.Shape, argument.ElementType)))];
        return new(numbered, GraphRewrite.Replace(results, arguments.Zip(numbered).ToDictionary(pair => pair.First, pair => pair.Second)));
    }

    /// <summary>The placeholder for an argument of a closed body. What is computed from it is finite if all arguments are.</summary>
    public static Node Numbered(int number, TensorType type) => Node.Create(new Placeholder(number, type, MayBeTakenForFinite: true, Role: null));

    public bool Equals(GraphFunction? other) =>
        other is not null && results.AsSpan().SequenceEqual(other.results) && placeholders.AsSpan().SequenceEqual(other.placeholders);

    public override bool Equals(object? obj) => Equals(obj as GraphFunction);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var result in results)
            hash.Add(result);
        hash.Add(placeholders.Length);
        return hash.ToHashCode();
    }

    // A number, and positions, cost less where they are than if they were passed.
    private static bool IsKnown(Node node)
    {
        while (node.Operation is BroadcastTo or Reshape)
            node = node.Inputs[0];
        return node.Operation is Iota or ConstantOperation { Values.Length: 1 };
    }
}
