using System.Globalization;
using System.Runtime.InteropServices;

namespace AutoGrad;

/// <summary>Known numbers, held in double precision after rounding to the element's type.</summary>
internal sealed record ConstantOperation(TensorType Type, double[] Values) : LeafOperation(Type)
{
    public override string Name => "constant";

    public override string Attributes => Values.Length <= 8
        ? string.Join(", ", Values.Select(Text))
        : string.Join(", ", Values.Take(4).Select(Text)) + $", … {Values.Length} values";

    public override bool IsFinite(IReadOnlyList<Node> inputs) => Values.All(double.IsFinite);

    /// <exception cref="ArgumentException">The number has no such element.</exception>
    public static double Round(double value, ElementType type) => type switch
    {
        ElementType.Float32 => (float)value,
        _ when Fits(value, type) => value,
        ElementType.Int64 when value == Math.Floor(value) =>
            throw new ArgumentException($"The number {Symbolics.FormulaWriter.Write(value)}: constants of int64 reach to 2⁵³; feed larger ones through an input."),
        _ => throw new ArgumentException($"The number {Symbolics.FormulaWriter.Write(value)} is no {type.Text}."),
    };

    /// <summary>Whether there is such an element; a floating-point number fits rounded.</summary>
    public static bool Fits(double value, ElementType type) => type switch
    {
        ElementType.Bool => value is 0 or 1,
        ElementType.Int32 => value == Math.Floor(value) && value is >= int.MinValue and <= int.MaxValue,
        ElementType.Int64 => value == Math.Floor(value) && Math.Abs(value) <= 1L << 53,
        _ => true,
    };

    public bool Equals(ConstantOperation? other) =>
        other is not null && Type == other.Type && MemoryMarshal.AsBytes(Values.AsSpan())
            .SequenceEqual(MemoryMarshal.AsBytes(other.Values.AsSpan()));

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Type);
        foreach (double value in Values.AsSpan(0, Math.Min(Values.Length, 16)))
            hash.Add(value);
        return hash.ToHashCode();
    }

    // The shortest text of a float32 as such: 0.1, not the 0.10000000149011612 that it is.
    private string Text(double value) => Type.Element == ElementType.Float32 && double.IsFinite(value)
        ? ((float)value).ToString(CultureInfo.InvariantCulture)
        : Symbolics.FormulaWriter.Write(value);
}
