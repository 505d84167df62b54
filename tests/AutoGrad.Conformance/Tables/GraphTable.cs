namespace AutoGrad.Conformance;

/// <summary>How cases of functions are computed, by the names of the golden files, with the library's public members alone.</summary>
public static class GraphTable
{
    private static readonly Dictionary<string, GoldenFunction> All = new(
        ActivationTable.All.Concat(LossTable.All).Concat(OperationTable.All).Concat(LayerTable.All));

    /// <summary>How the cases of a name are computed; null for an unknown name.</summary>
    public static GoldenFunction? Find(string name) => All.GetValueOrDefault(name);

    internal static GoldenFunction Single(Func<IReadOnlyDictionary<string, Node>, GoldenParameters, Node> function) =>
        (inputs, parameters) => [function(inputs, parameters)];
}
