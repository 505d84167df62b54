namespace AutoGrad.Conformance;

/// <summary>
/// The numbers of a case's graph in every way there is to compute them: by the reference, plain loops that fuse nothing; compiled together with
/// all else that the case asks for; compiled alone, where other pieces are fused.
/// </summary>
internal sealed class CaseEvaluation(GraphCase golden, CaseGraph graph) : IDisposable
{
    private readonly (Node, double[])[] feeds = [.. graph.Inputs.Select(input => (input.Value, golden.Inputs[input.Key].Numbers))];
    private readonly Executable together = Compile(golden, graph, [.. graph.All.Select(tensor => tensor.Node).Distinct()]);

    /// <summary>The numbers of a node, and what the way is called.</summary>
    public IEnumerable<(string Way, double[] Numbers)> Of(Node node)
    {
        yield return ("by the reference", node.Evaluate(feeds));
        yield return ("compiled", Fetch(together, node));
        using var alone = Compile(golden, graph, [node]);
        yield return ("compiled alone", Fetch(alone, node));
    }

    public void Dispose() => together.Dispose();

    private static Executable Compile(GraphCase golden, CaseGraph graph, Node[] nodes)
    {
        var executable = Executable.Compile(nodes);
        foreach (var (name, input) in graph.Inputs)
            if (executable.Inputs.Contains(input))
                Feed(executable, input, golden.Inputs[name].Data);
        // Twice: what the first run leaves in memory must not reach the second.
        executable.Run();
        executable.Run();
        return executable;
    }

    private static void Feed(Executable executable, Node input, Array values)
    {
        switch (values)
        {
            case double[] numbers:
                executable.Feed(input, numbers);
                break;
            case long[] integers:
                executable.Feed(input, integers);
                break;
            case bool[] truths:
                executable.Feed(input, truths);
                break;
        }
    }

    private static double[] Fetch(Executable executable, Node node) => node.ElementType switch
    {
        ElementType.Float64 => executable.Fetch<double>(node).ToArray(),
        ElementType.Int64 => Array.ConvertAll(executable.Fetch<long>(node).ToArray(), static value => (double)value),
        ElementType.Int32 => Array.ConvertAll(executable.Fetch<int>(node).ToArray(), static value => (double)value),
        ElementType.Bool => Array.ConvertAll(executable.Fetch<bool>(node).ToArray(), static value => value ? 1.0 : 0.0),
        _ => throw new InvalidOperationException($"{node} is {node.ElementType}; the cases are computed in float64."),
    };
}
