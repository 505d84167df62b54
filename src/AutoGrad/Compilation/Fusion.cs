using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// Makes chains of element-wise nodes one: a result that only one element-wise node of the same shape reads becomes a part of its
/// expression, and never goes to memory. Nothing is simplified on the way, so every element stays the same to the last bit.
/// </summary>
internal static class Fusion
{
    private const int MostInputs = 8, MostCalls = 48;

    /// <summary>What to compute instead of each node below the roots, and the roots themselves.</summary>
    public static Dictionary<Node, Node> Fuse(IReadOnlyList<Node> roots)
    {
        var ordered = GraphWalk.Ordered(roots);
        var uses = new Dictionary<Node, int>();
        foreach (var used in roots.Concat(ordered.SelectMany(node => node.Inputs)))
            uses[used] = uses.GetValueOrDefault(used) + 1;

        var fused = new Dictionary<Node, Node>();
        foreach (var node in ordered)
        {
            Node[] inputs = [.. node.Inputs.Select(input => fused[input])];
            fused[node] = IsPlain(node)
                ? Merge(node, inputs, input => uses[node.Inputs[input]] == 1)
                : GraphRewrite.WithInputs(node, inputs);
        }
        return fused;
    }

    // A generated function has a kernel of its own.
    private static bool IsPlain(Node node) => node.Operation is Elementwise and not FunctionCall;

    private static Node Merge(Node node, Node[] inputs, Func<int, bool> isReadOnce)
    {
        var merged = new Expression?[inputs.Length];
        var leaves = new List<Node>();
        for (int i = 0; i < inputs.Length; i++)
            if (!IsPlain(inputs[i]) && !leaves.Contains(inputs[i]))
                leaves.Add(inputs[i]);
        int calls = Calls(node);
        for (int i = 0; i < inputs.Length; i++)
        {
            var input = inputs[i];
            if (!IsPlain(input))
                continue;
            Node[] added = [.. input.Inputs.Except(leaves)];
            if (isReadOnce(i) && input.Shape == node.Shape && leaves.Count + added.Length <= MostInputs
                && calls + Calls(input) <= MostCalls && ShareTypes(node, input, [.. leaves, .. added, .. inputs[(i + 1)..]]))
            {
                leaves.AddRange(added);
                calls += Calls(input);
                merged[i] = Walk.Rewrite(((Elementwise)input.Operation).Body, e => e is Variable variable ? Leaf(input.Inputs[Elementwise.InputOf(variable)]) : null);
            }
            else if (!leaves.Contains(input))
            {
                leaves.Add(input);
            }
        }
        var body = Walk.Rewrite(((Elementwise)node.Operation).Body, e => e is Variable variable
            ? merged[Elementwise.InputOf(variable)] ?? Leaf(inputs[Elementwise.InputOf(variable)])
            : null);
        return Node.Create(new Elementwise(body), [.. leaves]);

        Variable Leaf(Node leaf) => Elementwise.Variable(leaves.IndexOf(leaf), leaf.ElementType);
    }

    private static int Calls(Node node) => Walk.Ordered(((Elementwise)node.Operation).Body).OfType<Call>().Count();

    // All numbers have one type; those of conditions without numbers as inputs are not known here.
    private static bool ShareTypes(Node node, Node input, IReadOnlyList<Node> leaves)
    {
        var types = leaves.Append(node).Append(input).Select(leaf => leaf.ElementType).Where(type => type != ElementType.Bool).Distinct().ToArray();
        return types.Length == 1 && input.Inputs.Any(inner => inner.ElementType == types[0]) && node.Inputs.Concat(input.Inputs).Any(inner => inner.ElementType == types[0]);
    }
}
