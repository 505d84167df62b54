using System.Globalization;
using System.Text.Json;

namespace AutoGrad.Conformance;

/// <summary>Reads golden files: <c>{"source": …, "cases": [case, …]}</c>.</summary>
public static class GoldenFile
{
    /// <summary>The cases of every <c>*.json</c> in a directory, in the order of the files' names. A file that is none is a damaged case.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    /// <exception cref="InvalidDataException">It holds no such file.</exception>
    public static IReadOnlyList<GoldenCase> ReadDirectory(string directory)
    {
        if (!Directory.Exists(directory))
            throw new DirectoryNotFoundException($"The directory '{directory}' does not exist.");
        string[] files = [.. Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal)];
        return files.Length > 0
            ? [.. files.SelectMany(ReadWhatIsThere)]
            : throw new InvalidDataException($"The directory '{directory}' holds no *.json file.");
    }

    /// <summary>The cases of a file, in its order; damaged ones too.</summary>
    /// <exception cref="InvalidDataException">It is no golden file.</exception>
    public static IReadOnlyList<GoldenCase> Read(string path)
    {
        string file = Path.GetFileName(path);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. Property(document.RootElement, "cases").EnumerateArray().Select((golden, index) => ReadCaseOrDamage(file, index, golden))];
        }
        catch (Exception problem) when (problem is JsonException or InvalidDataException or InvalidOperationException)
        {
            throw new InvalidDataException($"{file} is no golden file: {problem.Message}", problem);
        }
    }

    private static IReadOnlyList<GoldenCase> ReadWhatIsThere(string path)
    {
        try
        {
            return Read(path);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return [new DamagedCase(Path.GetFileName(path), 0, problem.InnerException is { } reason ? $"no golden file: {reason.Message}" : problem.Message) { IsWholeFile = true }];
        }
    }

    // A case that cannot be read is that case's failure, and the others are still read.
    private static GoldenCase ReadCaseOrDamage(string file, int index, JsonElement golden)
    {
        try
        {
            return ReadCase(file, index, golden);
        }
        catch (Exception problem)
        {
            return new DamagedCase(file, index, problem.Message);
        }
    }

    private static GoldenCase ReadCase(string file, int index, JsonElement golden)
    {
        string name = Property(golden, "name").GetString() ?? throw new InvalidDataException("'name' is null.");
        var parameters = new GoldenParameters(golden.TryGetProperty("parameters", out var given)
            ? given.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.Clone())
            : []);
        if (golden.TryGetProperty("rates", out var rates))
            return CaseChecks.Checked(new ScheduleCase(file, index, name, parameters) { Rates = Numbers(rates) });
        if (golden.TryGetProperty("initial", out var initial))
            return CaseChecks.Checked(new OptimizerCase(file, index, name, parameters)
            {
                Initial = Numbers(initial),
                Gradients = [.. Property(golden, "gradients").EnumerateArray().Select(Numbers)],
                Weights = [.. Property(golden, "weights").EnumerateArray().Select(Numbers)],
            });
        return CaseChecks.Checked(new GraphCase(file, index, name, parameters)
        {
            Inputs = ReadNamed(golden, "inputs"),
            Outputs = [.. Property(golden, "outputs").EnumerateArray().Select(ReadTensor)],
            Cotangents = golden.TryGetProperty("cotangents", out var cotangents) ? [.. cotangents.EnumerateArray().Select(ReadTensor)] : [],
            Gradients = ReadNamed(golden, "gradients"),
            SecondOrderDirection = ReadNamed(golden, "second_order_direction"),
            SecondOrder = ReadNamed(golden, "second_order"),
        });
    }

    /// <summary>A tensor: <c>{"shape", "dtype", "data"}</c>.</summary>
    public static GoldenTensor ReadTensor(JsonElement tensor)
    {
        Shape shape = [.. Property(tensor, "shape").EnumerateArray().Select(extent => extent.GetInt32())];
        var data = Property(tensor, "data").EnumerateArray();
        Array values = Property(tensor, "dtype").GetString() switch
        {
            "float64" => data.Select(Number).ToArray(),
            "int64" => data.Select(value => value.GetInt64()).ToArray(),
            "bool" => data.Select(value => value.GetBoolean()).ToArray(),
            var other => throw new InvalidDataException($"a tensor has the unknown type '{other}'; float64, int64 and bool are known."),
        };
        return values.Length == shape.Size
            ? new(shape, values)
            : throw new InvalidDataException($"a tensor of shape {shape} has {values.Length} values.");
    }

    private static JsonElement Property(JsonElement element, string name) => element.TryGetProperty(name, out var value)
        ? value
        : throw new InvalidDataException($"'{name}' is missing.");

    private static OrderedDictionary<string, GoldenTensor> ReadNamed(JsonElement golden, string property)
    {
        OrderedDictionary<string, GoldenTensor> tensors = [];
        if (golden.TryGetProperty(property, out var values))
            foreach (var value in values.EnumerateObject())
                tensors.Add(value.Name, ReadTensor(value.Value));
        return tensors;
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(Number)];

    /// <summary>A number, or the name of one that JSON does not have.</summary>
    public static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetDouble();
}
