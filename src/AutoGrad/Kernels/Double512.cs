using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Eight lanes of double precision in one vector of 512 bits.</summary>
public readonly struct Double512(Vector512<double> vector) : ILanes<Double512, double>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<double> vector = vector;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static bool IsDouble => true;

    /// <inheritdoc/>
    public static Double512 Position
    {
        [MethodImpl(Inline)]
        get => new(Vector512<double>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 Const(double value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 ConstBits(long bits) => new(Vector512.Create(bits).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 operator +(Double512 a, Double512 b) => new(a.vector + b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 operator -(Double512 a, Double512 b) => new(a.vector - b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 operator *(Double512 a, Double512 b) => new(a.vector * b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 operator /(Double512 a, Double512 b) => new(a.vector / b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 operator -(Double512 a) => new(-a.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 operator <(Double512 a, Double512 b) => new(Vector512.LessThan(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 operator >(Double512 a, Double512 b) => new(Vector512.GreaterThan(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 operator <=(Double512 a, Double512 b) => new(Vector512.LessThanOrEqual(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 operator >=(Double512 a, Double512 b) => new(Vector512.GreaterThanOrEqual(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 operator &(Double512 a, Double512 b) => new(a.vector & b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 operator |(Double512 a, Double512 b) => new(a.vector | b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 operator ^(Double512 a, Double512 b) => new(a.vector ^ b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 operator ~(Double512 a) => new(~a.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 Equals(Double512 a, Double512 b) => new(Vector512.Equals(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 Select(Double512 mask, Double512 whenTrue, Double512 whenFalse) => new(Vector512.ConditionalSelect(mask.vector, whenTrue.vector, whenFalse.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 MultiplyAdd(Double512 a, Double512 b, Double512 c) => new(Vector512.MultiplyAddEstimate(a.vector, b.vector, c.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 MultiplyAdd(Double512 a, Double512 b, double c) => new(Vector512.MultiplyAddEstimate(a.vector, b.vector, Vector512.Create(c)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 Min(Double512 a, Double512 b) => new(Vector512.Min(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 Max(Double512 a, Double512 b) => new(Vector512.Max(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 MinNative(Double512 a, Double512 b) => new(Vector512.MinNative(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 MaxNative(Double512 a, Double512 b) => new(Vector512.MaxNative(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 Abs(Double512 a) => new(Vector512.Abs(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 Sqrt(Double512 a) => new(Vector512.Sqrt(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 Floor(Double512 a) => new(Vector512.Floor(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 Ceiling(Double512 a) => new(Vector512.Ceiling(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 Round(Double512 a) => new(Vector512.Round(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 Scale(Double512 a, Double512 n) => Avx512F.IsSupported ? new(Avx512F.Scale(a.vector, n.vector)) : Elementary.ScaleInHalves(a, n);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 ShiftLeft(Double512 a, int count) => new(Vector512.ShiftLeft(a.vector.AsInt64(), count).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 ShiftRightLogical(Double512 a, int count) => new(Vector512.ShiftRightLogical(a.vector.AsInt64(), count).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 AddBits(Double512 a, Double512 b) => new((a.vector.AsInt64() + b.vector.AsInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 SubtractBits(Double512 a, Double512 b) => new((a.vector.AsInt64() - b.vector.AsInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 BitsToNumber(Double512 a) => new(Vector512.ConvertToDouble(a.vector.AsInt64()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 NumberToBits(Double512 a) => new(Vector512.ConvertToInt64(a.vector).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static bool Any(Double512 mask) => mask.vector.AsInt64() != Vector512<long>.Zero;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Get(Double512 a, int lane) => a.vector[lane];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 With(Double512 a, int lane, double value) => new(a.vector.WithElement(lane, value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 Load(ref readonly double source) => new(Vector512.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(Double512 value, ref double destination) => value.vector.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double512 Spread(double element) => new(Vector512.Create(element));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static unsafe Double512 LoadFirst(double* source, int count) =>
        Avx512F.IsSupported ? new(Avx512F.MaskLoad(source, First(count), Vector512<double>.Zero)) : PartialVector.Load<Double512, double>(source, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static unsafe void StoreFirst(Double512 value, double* destination, int count)
    {
        if (Avx512F.IsSupported)
            Avx512F.MaskStore(destination, First(count), value.vector);
        else
            PartialVector.Store(value, destination, count);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Sum(Double512 value) => Double256.Sum(new(value.vector.GetLower() + value.vector.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Max(Double512 value) => Double256.Max(new(Vector256.Max(value.vector.GetLower(), value.vector.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Min(Double512 value) => Double256.Min(new(Vector256.Min(value.vector.GetLower(), value.vector.GetUpper())));

    [MethodImpl(Inline)]
    private static Vector512<double> First(int count) => Vector512.LessThan(Vector512<double>.Indices, Vector512.Create((double)count));
}
