using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// Makes chains of element-wise nodes one: what an element-wise node of the same shape reads becomes a part of its expression, and never goes to
/// memory. A result with several readers is computed anew for each of them where that is cheap and they read no more for it. Nothing is simplified
/// on the way, so every element stays the same to the last bit.
/// </summary>
internal sealed class ElementMerging
{
    private const int Cheap = 12;

    private readonly Dictionary<Node, Readers> readers = [];
    private readonly Dictionary<Node, Node> merged = [];

    private ElementMerging(IReadOnlyList<Node> roots)
    {
        var ordered = GraphWalk.Ordered(roots);
        foreach (var root in roots)
            readers[root] = readers.GetValueOrDefault(root).With(keepsIt: true);
        foreach (var node in ordered)
            foreach (var input in node.Inputs)
                readers[input] = readers.GetValueOrDefault(input).With(keepsIt: !ElementBody.Is(node) || input.Shape != node.Shape);
        foreach (var node in ordered)
        {
            Node[] inputs = [.. node.Inputs.Select(input => merged[input])];
            merged[node] = ElementBody.Is(node) ? Merge(node, inputs) : GraphRewrite.WithInputs(node, inputs);
        }
    }

    /// <summary>What to compute instead of each node below the roots, and the roots themselves.</summary>
    public static IReadOnlyDictionary<Node, Node> Merge(IReadOnlyList<Node> roots) => new ElementMerging(roots).merged;

    private Node Merge(Node node, Node[] inputs)
    {
        var parts = new Expression?[inputs.Length];
        var leaves = new List<Node>();
        for (int i = 0; i < inputs.Length; i++)
            if (!ElementBody.Is(inputs[i]) && !leaves.Contains(inputs[i]))
                leaves.Add(inputs[i]);
        int calls = ElementBody.Calls(ElementBody.Of(node));
        for (int i = 0; i < inputs.Length; i++)
        {
            var input = inputs[i];
            if (!ElementBody.Is(input))
                continue;
            Node[] added = [.. input.Inputs.Except(leaves)];
            if (input.Shape == node.Shape && IsWorthIt(node.Inputs[i], input, added.Count(leaf => leaf.Shape == node.Shape)) && leaves.Count + added.Length <= ElementBody.MostInputs
                && calls + ElementBody.Calls(ElementBody.Of(input)) <= ElementBody.MostCalls && ShareTypes(node, input, [.. leaves, .. added, .. inputs[(i + 1)..]]))
            {
                leaves.AddRange(added);
                calls += ElementBody.Calls(ElementBody.Of(input));
                parts[i] = ElementBody.Over(input, Leaf);
            }
            else if (!leaves.Contains(input))
            {
                leaves.Add(input);
            }
        }
        // A generated function by itself has a kernel of its own.
        if (node.Operation is FunctionCall && Array.TrueForAll(parts, part => part is null))
            return GraphRewrite.WithInputs(node, inputs);
        using var entered = LayerPath.Enter(node.Layer);
        return Node.Create(new Elementwise(ElementBody.OverPositions(node, i => parts[i] ?? Leaf(inputs[i]))), [.. leaves]);

        Variable Leaf(Node leaf) => Elementwise.Variable(leaves.IndexOf(leaf), leaf.ElementType);
    }

    // Rows that are repeated cost next to nothing.
    private bool IsWorthIt(Node original, Node input, int added)
    {
        var (count, isKept) = readers[original];
        return count == 1 || (added <= (isKept ? 0 : 1) && ElementKernels.AreEmitted(ElementBody.NumberType(input)) && ElementBody.Weight(ElementBody.Of(input)) <= Cheap);
    }

    // All numbers have one type; those of conditions without numbers as inputs are not known here.
    private static bool ShareTypes(Node node, Node input, IReadOnlyList<Node> leaves)
    {
        var types = leaves.Append(node).Append(input).Select(leaf => leaf.ElementType).Where(type => type != ElementType.Bool).Distinct().ToArray();
        return types.Length == 1 && input.Inputs.Any(inner => inner.ElementType == types[0]) && node.Inputs.Concat(input.Inputs).Any(inner => inner.ElementType == types[0]);
    }

    // How many read a result, and whether it goes to memory for one of them or for whoever runs the graph.
    private readonly record struct Readers(int Count, bool IsKept)
    {
        public Readers With(bool keepsIt) => new(Count + 1, IsKept | keepsIt);
    }
}
