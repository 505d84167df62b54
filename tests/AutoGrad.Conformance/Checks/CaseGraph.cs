namespace AutoGrad.Conformance;

/// <summary>A tensor of a case's graph with what it should be.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Node">What is computed.</param>
/// <param name="Expected">What PyTorch computed.</param>
/// <param name="Order">0 for values, 1 for gradients, 2 for second order.</param>
/// <param name="Input">The input by which was differentiated; null for outputs.</param>
public sealed record CaseTensor(string Name, Node Node, GoldenTensor Expected, int Order, string? Input);

/// <summary>The graph of a case: its inputs, outputs, and all that is compared.</summary>
public sealed record CaseGraph(IReadOnlyDictionary<string, Node> Inputs, Node[] Outputs, IReadOnlyList<CaseTensor> All)
{
    /// <summary>Builds values, gradients and second order of a case.</summary>
    public static CaseGraph Build(GraphCase golden, GoldenFunction function)
    {
        var inputs = golden.Inputs.ToDictionary(pair => pair.Key, pair => Node.Input(pair.Key, pair.Value.Shape, pair.Value.ElementType));
        var asked = new CaseInputs(inputs);
        var outputs = function(asked, golden.Parameters);
        string[] unread = [.. asked.Unread];
        if (unread.Length > 0)
            throw new NotSupportedException($"'{golden.Name}' has no input '{string.Join("', '", unread)}' here.");
        var tensors = outputs.Zip(golden.Outputs, (node, expected) => (node, expected))
            .Select((pair, i) => new CaseTensor($"output {i}", pair.node, pair.expected, 0, null)).ToList();
        if (golden.Gradients.Count == 0)
            return new(inputs, outputs, tensors);

        string[] names = [.. golden.Gradients.Keys];
        Node[] targets = [.. names.Select(name => inputs[name])];
        var weighted = Sum(outputs.Zip(golden.Cotangents, Along));
        var gradients = Gradient.Of(weighted, targets, Disconnected.Zero);
        tensors.AddRange(names.Select((name, i) => new CaseTensor($"gradient of {name}", gradients[i], golden.Gradients[name], 1, name)));
        if (golden.SecondOrder.Count == 0)
            return new(inputs, outputs, tensors);

        string[] again = [.. golden.SecondOrder.Keys];
        var along = Sum(names.Select((name, i) => (name, gradient: gradients[i])).Where(pair => golden.SecondOrderDirection.ContainsKey(pair.name))
            .Select(pair => Along(pair.gradient, golden.SecondOrderDirection[pair.name])));
        var second = Gradient.Of(along, [.. again.Select(name => inputs[name])], Disconnected.Zero);
        tensors.AddRange(again.Select((name, i) => new CaseTensor($"second order of {name}", second[i], golden.SecondOrder[name], 2, name)));
        return new(inputs, outputs, tensors);
    }

    private static Node Along(Node node, GoldenTensor weights) => (node * Node.Constant(weights.Numbers, weights.Shape, ElementType.Float64)).Sum();

    private static Node Sum(IEnumerable<Node> numbers) => numbers.Aggregate((a, b) => a + b);
}
