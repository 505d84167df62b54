using System.Globalization;
using System.Text.Json;

namespace AutoGrad.Tests.Golden;

/// <summary>Reads the golden values that lie beside this file.</summary>
public static class GoldenFile
{
    public static IReadOnlyList<GoldenCase> Activations { get; } = Read("activations.json");

    public static IReadOnlyList<GoldenCase> Losses { get; } = Read("losses.json");

    public static IReadOnlyList<GoldenCase> Operations { get; } = Read("operations.json");

    public static IReadOnlyList<GoldenCase> Layers { get; } = Read("layers.json");

    public static GoldenTensor ReadTensor(JsonElement tensor)
    {
        int[] shape = [.. tensor.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32())];
        var data = tensor.GetProperty("data").EnumerateArray();
        return tensor.GetProperty("dtype").GetString() switch
        {
            "float64" => new(shape, data.Select(ReadDouble).ToArray()),
            "int64" => new(shape, data.Select(value => value.GetInt64()).ToArray()),
            "bool" => new(shape, data.Select(value => value.GetBoolean()).ToArray()),
            var other => throw new InvalidDataException($"A golden tensor has the unknown type '{other}'."),
        };
    }

    private static GoldenCase[] Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", file)));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(ReadCase)];
    }

    private static GoldenCase ReadCase(JsonElement golden) => new(
        golden.GetProperty("name").GetString()!,
        new(golden.GetProperty("parameters").EnumerateObject().ToDictionary(property => property.Name, property => property.Value.Clone())),
        ReadNamed(golden, "inputs"),
        ReadList(golden, "outputs"),
        ReadList(golden, "cotangents"),
        ReadNamed(golden, "gradients"),
        ReadNamed(golden, "second_order_direction"),
        ReadNamed(golden, "second_order"));

    private static GoldenTensor[] ReadList(JsonElement golden, string property) =>
        [.. golden.GetProperty(property).EnumerateArray().Select(ReadTensor)];

    private static OrderedDictionary<string, GoldenTensor> ReadNamed(JsonElement golden, string property)
    {
        OrderedDictionary<string, GoldenTensor> tensors = [];
        if (!golden.TryGetProperty(property, out var values)) return tensors;
        foreach (var value in values.EnumerateObject()) tensors.Add(value.Name, ReadTensor(value.Value));
        return tensors;
    }

    private static double ReadDouble(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetDouble();
}
