namespace AutoGrad;

/// <summary>
/// The gradient of a loop goes over the loop's states and computes each step again from them. What is a product, or follows from one, is not
/// computed again: the loop puts it out, and its gradient reads it as a sequence. So it is with any loop that goes over the results of another.
/// </summary>
internal static class KeptProducts
{
    /// <summary>The roots with such products computed once.</summary>
    public static Node[] Apply(Node[] roots)
    {
        // A gradient of a gradient may go over a loop that is changed itself.
        while (Changed(roots) is { } changed)
            roots = changed;
        return roots;
    }

    private static Node[]? Changed(Node[] roots)
    {
        var ordered = GraphWalk.Ordered(roots);
        Node[] loops = [.. ordered.Where(node => node.Operation is ScanOperation)];
        var kept = new Dictionary<Node, List<Node>>();
        var readers = new Dictionary<Node, LoopRepetition>();
        foreach (var reader in loops)
            foreach (var source in LoopRepetition.Sources(reader))
                if (!readers.ContainsKey(source) && !readers.ContainsKey(reader) && LoopRepetition.Find(source, reader) is { } repetition)
                {
                    var already = kept.GetValueOrDefault(source, []);
                    Node[] added = [.. repetition.Values.Select(value => value.InSource).Except(((ScanOperation)source.Operation).Body.Results).Except(already)];
                    if (!HasRoom(source, [.. already, .. added]))
                        continue;
                    readers.Add(reader, repetition);
                    kept[source] = [.. already, .. added];
                }
        if (readers.Count == 0)
            return null;

        var results = new Dictionary<Node, Node>();
        foreach (var node in ordered)
            results[node] = readers.TryGetValue(node, out var repetition) ? Reading(node, repetition, results)
                : kept.TryGetValue(node, out var values) ? Keeping(node, values, Inputs(node, results))
                : GraphRewrite.WithInputs(node, Inputs(node, results));
        return [.. roots.Select(root => Trimmed(root, results))];
    }

    // All that a loop puts out is one tensor.
    private static bool HasRoom(Node loop, IEnumerable<Node> values) =>
        loop.Shape.Size + (long)((ScanOperation)loop.Operation).Steps * values.Sum(value => value.Shape.Size) <= Array.MaxLength;

    // What a loop puts out besides lies behind everything else, so that slices of its results stay where they are.
    private static Node[] Inputs(Node node, Dictionary<Node, Node> results) =>
        [.. node.Inputs.Select(input => node.Operation is SliceBox ? results[input] : Trimmed(input, results))];

    private static Node Trimmed(Node node, Dictionary<Node, Node> results) =>
        results[node].Shape == node.Shape ? results[node] : results[node][..node.Shape[0]];

    private static Node Keeping(Node node, IReadOnlyList<Node> values, Node[] inputs)
    {
        var scan = (ScanOperation)node.Operation;
        int outputs = scan.Carries + scan.Outputs;
        var body = scan.Body.Giving([.. scan.Body.Results.Take(outputs), .. values, .. scan.Body.Results.Skip(outputs)]);
        return GraphRewrite.With(node, scan with { Body = body, Outputs = scan.Outputs + values.Count }, inputs);
    }

    private static Node Reading(Node node, LoopRepetition repetition, Dictionary<Node, Node> results)
    {
        var scan = (ScanOperation)node.Operation;
        var source = results[repetition.Source];
        Node[] inside = [.. repetition.Values.Select(value => value.InReader)];
        var read = GraphWalk.Ordered(scan.Body.Results, stopAt: inside.Contains).ToHashSet();
        int first = scan.Carries + scan.Sequences;
        int[] sequences = Read(scan.Carries, first), captured = Read(first, node.Inputs.Count);

        var placeholders = scan.Body.Placeholders;
        var body = scan.Body.Taking([.. placeholders.Take(scan.Carries), .. sequences.Select(i => placeholders[i]), .. inside, .. captured.Select(i => placeholders[i])]);
        var inputs = Inputs(node, results);
        return GraphRewrite.With(
            node,
            scan with { Body = body, Sequences = sequences.Length + inside.Length },
            [.. inputs.Take(scan.Carries), .. sequences.Select(i => inputs[i]), .. repetition.Values.Select(value => Sequence(source, value.InSource)), .. captured.Select(i => inputs[i])]);

        int[] Read(int from, int to) => [.. Enumerable.Range(from, to - from).Where(i => read.Contains(scan.Body.Placeholders[i]))];
    }

    private static Node Sequence(Node source, Node result)
    {
        var scan = (ScanOperation)source.Operation;
        int index = scan.Body.Results.ToList().IndexOf(result);
        return index < scan.Carries ? scan.Packing.After(source, index) : scan.Packing.Output(source, index - scan.Carries);
    }
}
