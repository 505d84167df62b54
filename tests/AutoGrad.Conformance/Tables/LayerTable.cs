namespace AutoGrad.Conformance;

/// <summary>The layers, by their functional forms.</summary>
internal static class LayerTable
{
    public static IReadOnlyDictionary<string, GraphFunction> All { get; } = new Dictionary<string, GraphFunction>
    {
    };
}
