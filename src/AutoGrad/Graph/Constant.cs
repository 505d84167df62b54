namespace AutoGrad;

public partial class Node
{
    /// <summary>A single number.</summary>
    public static Node Constant(double value, ElementType type = ElementType.Float32) => Constant([value], Shape.Scalar, type);

    /// <summary>A tensor of known numbers, row-major, rounded to the element's type.</summary>
    /// <exception cref="ShapeException">The number of values is not that of the shape.</exception>
    public static Node Constant(ReadOnlySpan<double> values, Shape shape, ElementType type = ElementType.Float32)
    {
        if (values.Length != shape.Size)
            throw new ShapeException($"Constant: {values.Length} values for the shape {shape}, which has {shape.Size} elements.");
        var rounded = new double[values.Length];
        for (int i = 0; i < rounded.Length; i++)
            rounded[i] = ConstantOperation.Round(values[i], type);
        return Create(new ConstantOperation(new(shape, type), rounded));
    }

    /// <summary>A tensor with the same number everywhere.</summary>
    internal static Node Full(double value, Shape shape, ElementType type) => Constant(value, type).BroadcastTo(shape);
}

/// <summary>Known numbers, held in double precision after rounding to the element's type.</summary>
internal sealed record ConstantOperation(TensorType Type, double[] Values) : LeafOperation(Type)
{
    public override string Name => "constant";

    public override string Attributes => Values.Length <= 8
        ? string.Join(", ", Values.Select(Symbolics.FormulaWriter.Write))
        : string.Join(", ", Values.Take(4).Select(Symbolics.FormulaWriter.Write)) + $", … {Values.Length} values";

    /// <exception cref="ArgumentException">The number has no such element.</exception>
    public static double Round(double value, ElementType type) => type switch
    {
        ElementType.Float32 => (float)value,
        ElementType.Float64 => value,
        ElementType.Bool when value is 0 or 1 => value,
        ElementType.Int32 when value == Math.Floor(value) && value is >= int.MinValue and <= int.MaxValue => value,
        ElementType.Int64 when value == Math.Floor(value) && Math.Abs(value) <= 1L << 53 => value,
        _ => throw new ArgumentException($"The number {Symbolics.FormulaWriter.Write(value)} is no {type.Text}."),
    };

    public bool Equals(ConstantOperation? other) =>
        other is not null && Type == other.Type && System.Runtime.InteropServices.MemoryMarshal.AsBytes(Values.AsSpan())
            .SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes(other.Values.AsSpan()));

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Type);
        foreach (double value in Values.AsSpan(0, Math.Min(Values.Length, 16)))
            hash.Add(value);
        return hash.ToHashCode();
    }
}
