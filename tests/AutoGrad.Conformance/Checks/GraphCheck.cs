namespace AutoGrad.Conformance;

/// <summary>How a case is computed from its inputs and hyper-parameters: its outputs in order.</summary>
public delegate Node[] GraphFunction(IReadOnlyDictionary<string, Node> inputs, GoldenParameters parameters);

/// <summary>A graph against PyTorch in float64: values, gradients, second order, all from one executable.</summary>
public static class GraphCheck
{
    private const double Tolerance = 1e-9;

    /// <summary>What differs; empty if nothing does.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="function">How it is computed.</param>
    /// <param name="deviations">Is told where ours differs from PyTorch on purpose.</param>
    public static IReadOnlyList<Mismatch> Run(GraphCase golden, GraphFunction function, ICollection<Deviation> deviations)
    {
        var graph = CaseGraph.Build(golden, function);
        if (graph.Outputs.Length != golden.Outputs.Count)
            return [new("outputs", $"{golden.Outputs.Count} are expected, {graph.Outputs.Length} came out")];
        using var executable = Executable.Compile([.. graph.All.Select(tensor => tensor.Node).Distinct()]);
        foreach (var (name, input) in graph.Inputs)
            if (executable.Inputs.Contains(input))
                Feed(executable, input, golden.Inputs[name].Data);
        executable.Run();

        var mismatches = new List<Mismatch>();
        foreach (var tensor in graph.All)
        {
            if (tensor.Node.Shape != tensor.Expected.Shape)
                mismatches.Add(new(tensor.Name, $"the shape {tensor.Expected.Shape} is expected, {tensor.Node.Shape} came out"));
            else if (Mismatch.Between(tensor.Name, tensor.Expected.Numbers, Fetch(executable, tensor.Node), i => ToleranceOf(golden, tensor, i)) is { } mismatch)
                mismatches.Add(mismatch);
        }
        foreach (var deviation in Deviation.All)
            if (graph.All.Any(tensor => tensor.Input is { } input
                && Enumerable.Range(0, tensor.Expected.Numbers.Length).Any(i => deviation.Covers(golden, tensor.Order, input, i))))
                deviations.Add(deviation);
        return mismatches;
    }

    private static double ToleranceOf(GraphCase golden, CaseTensor tensor, int element) => tensor.Input is not { } input
        ? Tolerance
        : Deviation.All.Where(deviation => deviation.Covers(golden, tensor.Order, input, element)).Select(deviation => deviation.Tolerance).DefaultIfEmpty(Tolerance).Max();

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
