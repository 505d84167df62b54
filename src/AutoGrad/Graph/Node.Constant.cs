using System.Runtime.CompilerServices;

namespace AutoGrad;

public partial class Node
{
    /// <summary>A single number, rounded to the element's type.</summary>
    /// <exception cref="ArgumentException">The type has no such element.</exception>
    public static Node Constant(double value, ElementType type = ElementType.Float32) => Constant([value], Shape.Scalar, type);

    /// <summary>True or false.</summary>
    public static Node Constant(bool value) => Constant(value ? 1 : 0, ElementType.Bool);

    /// <summary>A tensor of known numbers, row-major, rounded to the element's type; float32 unless another is asked for.</summary>
    /// <exception cref="ShapeException">The number of values is not that of the shape.</exception>
    /// <exception cref="ArgumentException">The type has no such element.</exception>
    [OverloadResolutionPriority(1)]
    public static Node Constant(ReadOnlySpan<double> values, Shape shape, ElementType type = ElementType.Float32)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (values.Length != shape.Size)
            throw new ShapeException($"Constant: {values.Length} values for the shape {shape}, which has {shape.Size} elements.");
        var rounded = new double[values.Length];
        for (int i = 0; i < rounded.Length; i++)
            rounded[i] = ConstantOperation.Round(values[i], type);
        return Create(new ConstantOperation(new(shape, type), rounded));
    }

    /// <summary>A float32 tensor of known numbers, row-major.</summary>
    /// <exception cref="ShapeException">The number of values is not that of the shape.</exception>
    public static Node Constant(ReadOnlySpan<float> values, Shape shape) => Constant(Widened(values, static value => value), shape, ElementType.Float32);

    /// <summary>An int32 tensor of known numbers, row-major.</summary>
    /// <inheritdoc cref="Constant(ReadOnlySpan{float}, Shape)"/>
    public static Node Constant(ReadOnlySpan<int> values, Shape shape) => Constant(Widened(values, static value => value), shape, ElementType.Int32);

    /// <summary>An int64 tensor of known numbers, row-major, of at most 2⁵³ in size.</summary>
    /// <inheritdoc cref="Constant(ReadOnlySpan{float}, Shape)"/>
    public static Node Constant(ReadOnlySpan<long> values, Shape shape) => Constant(Widened(values, static value => value), shape, ElementType.Int64);

    /// <summary>A tensor of true and false, row-major.</summary>
    /// <inheritdoc cref="Constant(ReadOnlySpan{float}, Shape)"/>
    public static Node Constant(ReadOnlySpan<bool> values, Shape shape) => Constant(Widened(values, static value => value ? 1 : 0), shape, ElementType.Bool);

    /// <summary>A tensor with the same number everywhere.</summary>
    internal static Node Full(double value, Shape shape, ElementType type) => Constant(value, type).BroadcastTo(shape);

    private static double[] Widened<T>(ReadOnlySpan<T> values, Func<T, double> widen)
    {
        var widened = new double[values.Length];
        for (int i = 0; i < widened.Length; i++)
            widened[i] = widen(values[i]);
        return widened;
    }
}
