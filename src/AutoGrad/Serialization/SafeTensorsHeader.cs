using System.Text.Json;
using System.Text.Unicode;

namespace AutoGrad.Serialization;

/// <summary>The JSON at the start of a file. Only its form is checked here; whether offsets fit the data is for the reader to say.</summary>
internal sealed record SafeTensorsHeader(IReadOnlyList<SafeTensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    public static SafeTensorsHeader Parse(ReadOnlySpan<byte> utf8, string path)
    {
        try
        {
            if (!Utf8.IsValid(utf8)) throw new JsonException("it is not UTF-8");
            var json = new Utf8JsonReader(utf8);
            return Parse(ref json);
        }
        // GetString throws InvalidOperationException at an escape that is half of a surrogate pair.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: the safetensors header is damaged: {error.Message}", error);
        }
    }

    private static SafeTensorsHeader Parse(ref Utf8JsonReader json)
    {
        List<SafeTensorsEntry> entries = [];
        Dictionary<string, string>? metadata = null;
        HashSet<string> names = [];
        Expect(ref json, JsonTokenType.StartObject, "the header");
        while (ReadName(ref json, names) is { } name)
        {
            if (name == SafeTensorsFile.MetadataName) metadata = ParseMetadata(ref json);
            else entries.Add(ParseEntry(ref json, name));
        }
        if (json.Read()) throw new JsonException("something follows its end");
        return new(entries, metadata ?? []);
    }

    private static Dictionary<string, string> ParseMetadata(ref Utf8JsonReader json)
    {
        Dictionary<string, string> metadata = [];
        HashSet<string> names = [];
        Expect(ref json, JsonTokenType.StartObject, SafeTensorsFile.MetadataName);
        while (ReadName(ref json, names) is { } name)
        {
            Expect(ref json, JsonTokenType.String, $"{SafeTensorsFile.MetadataName} '{name}'");
            metadata.Add(name, json.GetString()!);
        }
        return metadata;
    }

    private static SafeTensorsEntry ParseEntry(ref Utf8JsonReader json, string tensor)
    {
        SafeTensorType? type = null;
        int[]? shape = null;
        long[]? offsets = null;
        HashSet<string> names = [];
        Expect(ref json, JsonTokenType.StartObject, $"'{tensor}'");
        while (ReadName(ref json, names) is { } name)
        {
            if (name == "dtype") type = ParseType(ref json, tensor);
            else if (name == "shape") shape = Array.ConvertAll(ParseNumbers(ref json, tensor, name, int.MaxValue), extent => (int)extent);
            else if (name == "data_offsets") offsets = ParseNumbers(ref json, tensor, name, long.MaxValue);
            else throw new JsonException($"'{tensor}' has the unknown property '{name}'");
        }
        if (type is null || shape is null || offsets is not [var begin, var end])
            throw new JsonException($"'{tensor}' needs a dtype, a shape and two data_offsets");
        return new(tensor, type.Value, shape, begin, end);
    }

    private static SafeTensorType ParseType(ref Utf8JsonReader json, string tensor)
    {
        Expect(ref json, JsonTokenType.String, $"the dtype of '{tensor}'");
        var name = json.GetString()!;
        return SafeTensorTypes.Parse(name)
            ?? throw new JsonException($"'{tensor}' has the dtype '{name}'; {string.Join(", ", Enum.GetNames<SafeTensorType>())} can be read");
    }

    private static long[] ParseNumbers(ref Utf8JsonReader json, string tensor, string property, long largest)
    {
        List<long> numbers = [];
        Expect(ref json, JsonTokenType.StartArray, $"the {property} of '{tensor}'");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out var number) || number < 0 || number > largest)
                throw new JsonException($"the {property} of '{tensor}' are not integers from 0 to {largest}");
            numbers.Add(number);
        }
        return [.. numbers];
    }

    /// <summary>The next property's name, or null at the end of the object.</summary>
    private static string? ReadName(ref Utf8JsonReader json, HashSet<string> names)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject) return null;
        var name = json.GetString()!;
        return names.Add(name) ? name : throw new JsonException($"the name '{name}' occurs twice");
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType type, string what)
    {
        if (!json.Read() || json.TokenType != type) throw new JsonException($"{what} should be a JSON {(type switch
        {
            JsonTokenType.StartObject => "object",
            JsonTokenType.StartArray => "array",
            _ => "string",
        })}");
    }
}
