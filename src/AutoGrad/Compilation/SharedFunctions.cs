using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// Functions that take long, computed once where element-wise expressions compute them again, as the derivative of the exponential does. Done in
/// loops, where what is written at a step is read from the cache.
/// </summary>
internal static class SharedFunctions
{
    private static readonly HashSet<Primitive> Dear =
    [
        Primitives.Exp, Primitives.Exp2, Primitives.Expm1, Primitives.Log, Primitives.Log2, Primitives.Log10, Primitives.Log1p, Primitives.Pow,
        Primitives.Sin, Primitives.Cos, Primitives.Tan, Primitives.Asin, Primitives.Acos, Primitives.Atan, Primitives.Sinh, Primitives.Cosh, Primitives.Tanh,
        Primitives.Asinh, Primitives.Acosh, Primitives.Atanh, Primitives.Sigmoid, Primitives.LogSigmoid, Primitives.Softplus, Primitives.Erf, Primitives.Erfc,
        Primitives.LogGamma, Primitives.Digamma,
    ];

    /// <summary>The roots with such functions read from the nodes that compute nothing else.</summary>
    public static Node[] Apply(Node[] roots)
    {
        var ordered = GraphWalk.Ordered(roots);
        var functions = ordered.Where(node => IsPlain(node) && IsDear(Body(node))).ToHashSet();
        if (functions.Count == 0)
            return roots;
        var results = new Dictionary<Node, Node>();
        foreach (var node in ordered)
            results[node] = IsPlain(node) && !functions.Contains(node) ? Reading(node, functions, results) : Remade(node, results);
        return [.. roots.Select(root => results[root])];
    }

    private static Node Reading(Node node, HashSet<Node> functions, Dictionary<Node, Node> results)
    {
        var (body, inputs) = (Body(node), node.Inputs.ToList());
        var read = new Dictionary<Expression, Expression>();
        foreach (var call in Walk.Ordered(body).Where(IsDear))
            if (Find(call, node.Inputs, functions) is { } function)
            {
                read.Add(call, Elementwise.Variable(inputs.Count, function.ElementType));
                inputs.Add(function);
            }
        if (read.Count == 0)
            return Remade(node, results);
        using var entered = LayerPath.Enter(node.Layer);
        return Elementwise.Of(
            Walk.Rewrite(body, read.GetValueOrDefault),
            [.. inputs.Select(input => functions.Contains(input) ? Remade(input, results) : results[input])]).BroadcastTo(node.Shape);
    }

    private static Node? Find(Expression call, IReadOnlyList<Node> inputs, HashSet<Node> functions)
    {
        var canonical = CanonicalBody.Of(call);
        if (canonical.Body is not Call || canonical.Inputs.Count == 0 || canonical.Inputs.Any(input => inputs[input].ElementType == ElementType.Bool))
            return null;
        return functions.TryGetValue(Node.Create(new Elementwise(canonical.Body), [.. canonical.Inputs.Select(input => inputs[input])]), out var function) ? function : null;
    }

    // Its inputs come before whatever reads it, even where it does not itself.
    private static Node Remade(Node node, Dictionary<Node, Node> results) => GraphRewrite.WithInputs(node, [.. node.Inputs.Select(input => results[input])]);

    private static bool IsPlain(Node node) => node.Operation is Elementwise and not FunctionCall;

    private static Expression Body(Node node) => ((Elementwise)node.Operation).Body;

    private static bool IsDear(Expression expression) => expression is Call call && Dear.Contains(call.Primitive);
}
