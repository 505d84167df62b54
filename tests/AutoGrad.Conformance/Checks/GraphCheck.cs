namespace AutoGrad.Conformance;

/// <summary>How a case is computed from its inputs and hyper-parameters: its outputs in order.</summary>
public delegate Node[] GoldenFunction(IReadOnlyDictionary<string, Node> inputs, GoldenParameters parameters);

/// <summary>A graph against PyTorch in float64: values, gradients, second order, in every way there is to compute them.</summary>
public static class GraphCheck
{
    private const double Tolerance = 1e-9;

    /// <summary>What differs; empty if nothing does.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="function">How it is computed.</param>
    /// <param name="deviations">Is told where ours differs from PyTorch on purpose.</param>
    public static IReadOnlyList<Mismatch> Run(GraphCase golden, GoldenFunction function, ICollection<Deviation> deviations)
    {
        var graph = CaseGraph.Build(golden, function);
        if (graph.Outputs.Length != golden.Outputs.Count)
            return [new("outputs", $"{golden.Outputs.Count} are expected, {graph.Outputs.Length} came out")];
        var mismatches = new List<Mismatch>();
        foreach (var tensor in graph.All.Where(tensor => tensor.Node.Shape != tensor.Expected.Shape))
            mismatches.Add(new(tensor.Name, $"the shape {tensor.Expected.Shape} is expected, {tensor.Node.Shape} came out"));
        if (mismatches.Count > 0)
            return mismatches;
        using var evaluation = new CaseEvaluation(golden, graph);
        foreach (var tensor in graph.All)
        {
            foreach (var (way, actual) in evaluation.Of(tensor.Node))
            {
                // What is wrong in one way is said once.
                if (Mismatch.Between($"{tensor.Name}, {way}", tensor.Expected.Numbers, actual, i => ToleranceOf(golden, tensor, i)) is { } mismatch)
                {
                    mismatches.Add(mismatch);
                    break;
                }
                Tell(deviations, golden, tensor, actual);
            }
        }
        return mismatches;
    }

    private static void Tell(ICollection<Deviation> deviations, GraphCase golden, CaseTensor tensor, double[] actual)
    {
        double[] expected = tensor.Expected.Numbers;
        for (int i = 0; i < expected.Length; i++)
            if (Mismatch.Error(expected[i], actual[i]) > Tolerance && Strongest(golden, tensor, i) is { } deviation && !deviations.Contains(deviation))
                deviations.Add(deviation);
    }

    private static Deviation? Strongest(GraphCase golden, CaseTensor tensor, int element) => tensor.Input is not { } input
        ? null
        : Deviation.All.Where(deviation => deviation.Covers(golden, tensor.Order, input, element)).MaxBy(deviation => deviation.Tolerance);

    private static double ToleranceOf(GraphCase golden, CaseTensor tensor, int element) => Strongest(golden, tensor, element)?.Tolerance ?? Tolerance;
}
