using System.Text.Json;

namespace AutoGrad.Tests.Golden;

/// <summary>The hyper-parameters of a golden case; what is absent has PyTorch's default.</summary>
public sealed class GoldenParameters(IReadOnlyDictionary<string, JsonElement> values)
{
    public bool Has(string name) => values.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public double Number(string name, double fallback) => Has(name) ? values[name].GetDouble() : fallback;

    public int Integer(string name, int fallback) => Has(name) ? values[name].GetInt32() : fallback;

    public bool Flag(string name, bool fallback = false) => Has(name) ? values[name].GetBoolean() : fallback;

    public string? Text(string name) => Has(name) ? values[name].GetString() : null;

    /// <summary>A list of integers, or a single one as a list of one; null where the parameter is absent or null.</summary>
    public int[]? Integers(string name) => !Has(name) ? null
        : values[name].ValueKind == JsonValueKind.Array ? [.. values[name].EnumerateArray().Select(value => value.GetInt32())]
        : [values[name].GetInt32()];

    public override string ToString() => string.Join(", ", values.Where(pair => pair.Key != "note").Select(pair => $"{pair.Key}: {pair.Value}"));
}
