namespace AutoGrad.Symbolics;

/// <summary>Walks over expressions: each node once, and never by recursion, since chains can be deep.</summary>
internal static class Walk
{
    /// <summary>Every distinct node below and including the root, arguments before the calls that use them.</summary>
    /// <param name="root">Where to begin.</param>
    /// <param name="stopAt">Nodes whose arguments are not entered.</param>
    public static List<Expression> Ordered(Expression root, Func<Expression, bool>? stopAt = null)
    {
        var ordered = new List<Expression>();
        var seen = new HashSet<Expression>();
        var pending = new Stack<(Expression Node, bool ArgumentsDone)>();
        pending.Push((root, false));
        while (pending.Count > 0)
        {
            var (node, argumentsDone) = pending.Pop();
            if (argumentsDone)
            {
                ordered.Add(node);
                continue;
            }
            if (!seen.Add(node))
                continue;
            pending.Push((node, true));
            if (stopAt?.Invoke(node) == true)
                continue;
            for (int i = node.Arguments.Count - 1; i >= 0; i--)
                pending.Push((node.Arguments[i], false));
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
