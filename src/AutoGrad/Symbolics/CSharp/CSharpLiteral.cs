using System.Globalization;

namespace AutoGrad.Symbolics;

/// <summary>Numbers as C# writes them, whatever the culture: the shortest text that compiles to the same value.</summary>
internal static class CSharpLiteral
{
    /// <summary>A literal of type <see cref="double"/>, or an integer that converts to it without a change.</summary>
    public static string Of(double value) => value switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ when double.IsNaN(value) => "double.NaN",
        _ when value == 0 => 1 / value < 0 ? "-0.0" : "0",
        _ => AsDouble(FormulaWriter.Write(value)),
    };

    /// <summary>A literal of type <see cref="float"/>: the value rounded.</summary>
    public static string OfSingle(double value)
    {
        float single = (float)value;
        return float.IsPositiveInfinity(single) ? "float.PositiveInfinity"
            : float.IsNegativeInfinity(single) ? "float.NegativeInfinity"
            : float.IsNaN(single) ? "float.NaN"
            : single == 0 ? 1 / single < 0 ? "-0f" : "0f"
            : Shortest(single) + "f";
    }

    // Without a point or an exponent it would be an int, which ends at two thousand million.
    private static string AsDouble(string text) => text.Length > 9 && text.All(c => c is '-' or (>= '0' and <= '9')) ? text + ".0" : text;

    private static string Shortest(float value)
    {
        foreach (string format in new[] { "G6", "G7", "G8" })
            if (value.ToString(format, CultureInfo.InvariantCulture) is var text && float.Parse(text, CultureInfo.InvariantCulture) == value)
                return text;
        return value.ToString("G9", CultureInfo.InvariantCulture);
    }
}
