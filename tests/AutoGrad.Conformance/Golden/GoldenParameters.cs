using System.Text.Json;

namespace AutoGrad.Conformance;

/// <summary>The hyper-parameters of a golden case; what is absent has PyTorch's default.</summary>
/// <param name="values">By name.</param>
/// <param name="read">Is told which are asked for; null if nobody wants to know.</param>
public sealed class GoldenParameters(IReadOnlyDictionary<string, JsonElement> values, ISet<string>? read = null)
{
    // What tells the reader something and the computation nothing.
    private static readonly string[] Remarks = ["note", "outputs", "gateOrder", "hidden", "baseLearningRate"];

    public static GoldenParameters None { get; } = new(new Dictionary<string, JsonElement>());

    /// <summary>The same, remembering from now on which are asked for.</summary>
    public GoldenParameters Watched() => new(values, new HashSet<string>());

    /// <summary>The names that nobody asked for while they were watched: the case means something that is not computed here.</summary>
    public IEnumerable<string> Unread => values.Keys.Except(read ?? new HashSet<string>()).Except(Remarks);

    public bool Has(string name)
    {
        read?.Add(name);
        return values.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;
    }

    public double Number(string name, double fallback) => Has(name) ? GoldenFile.Number(values[name]) : fallback;

    public int Integer(string name, int fallback) => Has(name) ? values[name].GetInt32() : fallback;

    public bool Flag(string name, bool fallback = false) => Has(name) ? values[name].GetBoolean() : fallback;

    public string? Text(string name) => Has(name) ? values[name].GetString() : null;

    /// <summary>A list of integers, or a single one as a list of one; null where the parameter is absent or null.</summary>
    public int[]? Integers(string name) => !Has(name) ? null
        : values[name].ValueKind == JsonValueKind.Array ? [.. values[name].EnumerateArray().Select(value => value.GetInt32())]
        : [values[name].GetInt32()];

    /// <summary>The axes of a reduction: none means all.</summary>
    public Axes Axes(string name = "axes") => Integers(name) is { } axes ? AutoGrad.Axes.Create(axes) : default;

    /// <summary>A number for each spatial axis, or one for all of them.</summary>
    public PerAxis PerAxis(string name) => Integers(name) is not { } numbers ? default : numbers.Length == 1 ? numbers[0] : AutoGrad.PerAxis.Create(numbers);

    /// <summary>The padding of a convolution.</summary>
    public Padding Padding() => Has("padding") && values["padding"].ValueKind == JsonValueKind.String ? PaddingOf(values["padding"].GetString()!) : Integers("padding") is not { } numbers ? default : numbers.Length == 1 ? numbers[0] : AutoGrad.Padding.Create(numbers);

    private static Padding PaddingOf(string name) => name switch
    {
        "same" => AutoGrad.Padding.Same,
        "valid" => AutoGrad.Padding.Valid,
        _ => throw new InvalidDataException($"the padding '{name}' is unknown; a number, a list of them, 'same' or 'valid' is expected."),
    };

    /// <summary>The reduction of a loss; the mean where none is given.</summary>
    public Reduction Reduction() => Enum.Parse<Reduction>(Text("reduction") ?? "mean", ignoreCase: true);

    public override string ToString() => string.Join(", ", values.Where(pair => pair.Key != "note").Select(pair => $"{pair.Key}: {pair.Value}"));
}
