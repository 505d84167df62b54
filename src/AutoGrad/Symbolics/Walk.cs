namespace AutoGrad.Symbolics;

/// <summary>Walks over expressions: each node once, and never by recursion, since chains can be deep.</summary>
internal static class Walk
{
    /// <summary>Every distinct node below and including the root, arguments before the calls that use them.</summary>
    /// <param name="root">Where to begin.</param>
    /// <param name="stopAt">Nodes whose arguments are not entered.</param>
    public static List<Expression> Ordered(Expression root, Func<Expression, bool>? stopAt = null) =>
        Ordered([root], static node => node.Arguments, stopAt);

    /// <summary>Every distinct node of any acyclic graph below and including the roots, what a node is made from before the node.</summary>
    public static List<T> Ordered<T>(IEnumerable<T> roots, Func<T, IReadOnlyList<T>> madeFrom, Func<T, bool>? stopAt = null)
        where T : class
    {
        var ordered = new List<T>();
        var seen = new HashSet<T>();
        var pending = new Stack<(T Node, bool PartsDone)>();
        foreach (var root in roots.Reverse())
            pending.Push((root, false));
        while (pending.Count > 0)
        {
            var (node, partsDone) = pending.Pop();
            if (partsDone)
            {
                ordered.Add(node);
                continue;
            }
            if (!seen.Add(node))
                continue;
            pending.Push((node, true));
            if (stopAt?.Invoke(node) == true)
                continue;
            var parts = madeFrom(node);
            for (int i = parts.Count - 1; i >= 0; i--)
                pending.Push((parts[i], false));
        }
        return ordered;
    }

    /// <summary>The expression with every node for which the replacement is not null exchanged for it, from the leaves up.</summary>
    public static Expression Rewrite(Expression root, Func<Expression, Expression?> replacement, Func<Primitive, Expression[], Expression>? apply = null)
    {
        apply ??= static (primitive, arguments) => Expression.Apply(primitive, arguments);
        var results = new Dictionary<Expression, Expression>();
        foreach (var node in Ordered(root, stopAt: node => replacement(node) is not null))
            results[node] = replacement(node)
                ?? (node is Call call ? apply(call.Primitive, [.. call.Arguments.Select(argument => results[argument])]) : node);
        return results[root];
    }
}
