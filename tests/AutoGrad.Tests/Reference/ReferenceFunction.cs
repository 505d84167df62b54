using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoGrad.Tests.Reference;

/// <summary>A function's values and first two derivatives at points, computed with 220 digits and rounded to double.</summary>
public sealed record ReferenceFunction(
    [property: JsonPropertyName("x")] double[] X,
    [property: JsonPropertyName("f")] double[] Value,
    [property: JsonPropertyName("d1")] double[] FirstDerivative,
    [property: JsonPropertyName("d2")] double[] SecondDerivative)
{
    /// <summary>Every function of the reference file by its name there (<c>sigmoid</c>, <c>log1p</c>, <c>gelu</c>, …).</summary>
    public static IReadOnlyDictionary<string, ReferenceFunction> All { get; } = Read();

    private static Dictionary<string, ReferenceFunction> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reference", "mpmath_functions.json")));
        return document.RootElement.GetProperty("functions").Deserialize<Dictionary<string, ReferenceFunction>>(
            new JsonSerializerOptions { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals })!;
    }
}
