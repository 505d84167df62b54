using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Four lanes of double precision in one vector of 256 bits.</summary>
public readonly struct Double256(Vector256<double> vector) : ILanes<Double256, double>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<double> vector = vector;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static bool IsDouble => true;

    /// <inheritdoc/>
    public static Double256 Position
    {
        [MethodImpl(Inline)]
        get => new(Vector256<double>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 Const(double value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 ConstBits(long bits) => new(Vector256.Create(bits).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 operator +(Double256 a, Double256 b) => new(a.vector + b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 operator -(Double256 a, Double256 b) => new(a.vector - b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 operator *(Double256 a, Double256 b) => new(a.vector * b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 operator /(Double256 a, Double256 b) => new(a.vector / b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 operator -(Double256 a) => new(-a.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 operator <(Double256 a, Double256 b) => new(Vector256.LessThan(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 operator >(Double256 a, Double256 b) => new(Vector256.GreaterThan(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 operator <=(Double256 a, Double256 b) => new(Vector256.LessThanOrEqual(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 operator >=(Double256 a, Double256 b) => new(Vector256.GreaterThanOrEqual(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 operator &(Double256 a, Double256 b) => new(a.vector & b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 operator |(Double256 a, Double256 b) => new(a.vector | b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 operator ^(Double256 a, Double256 b) => new(a.vector ^ b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 operator ~(Double256 a) => new(~a.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 Equals(Double256 a, Double256 b) => new(Vector256.Equals(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 Select(Double256 mask, Double256 whenTrue, Double256 whenFalse) => new(Vector256.ConditionalSelect(mask.vector, whenTrue.vector, whenFalse.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 MultiplyAdd(Double256 a, Double256 b, Double256 c) => new(Vector256.MultiplyAddEstimate(a.vector, b.vector, c.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 MultiplyAdd(Double256 a, Double256 b, double c) => new(Vector256.MultiplyAddEstimate(a.vector, b.vector, Vector256.Create(c)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 Min(Double256 a, Double256 b) => new(Vector256.Min(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 Max(Double256 a, Double256 b) => new(Vector256.Max(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 MinNative(Double256 a, Double256 b) => new(Vector256.MinNative(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 MaxNative(Double256 a, Double256 b) => new(Vector256.MaxNative(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 Abs(Double256 a) => new(Vector256.Abs(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 Sqrt(Double256 a) => new(Vector256.Sqrt(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 Floor(Double256 a) => new(Vector256.Floor(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 Ceiling(Double256 a) => new(Vector256.Ceiling(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 Round(Double256 a) => new(Vector256.Round(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 ShiftLeft(Double256 a, int count) => new(Vector256.ShiftLeft(a.vector.AsInt64(), count).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 ShiftRightLogical(Double256 a, int count) => new(Vector256.ShiftRightLogical(a.vector.AsInt64(), count).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 AddBits(Double256 a, Double256 b) => new((a.vector.AsInt64() + b.vector.AsInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 SubtractBits(Double256 a, Double256 b) => new((a.vector.AsInt64() - b.vector.AsInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 BitsToNumber(Double256 a) => new(Vector256.ConvertToDouble(a.vector.AsInt64()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 NumberToBits(Double256 a) => new(Vector256.ConvertToInt64(a.vector).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static bool Any(Double256 mask) => mask.vector.AsInt64() != Vector256<long>.Zero;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Get(Double256 a, int lane) => a.vector[lane];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 With(Double256 a, int lane, double value) => new(a.vector.WithElement(lane, value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 Load(ref readonly double source) => new(Vector256.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(Double256 value, ref double destination) => value.vector.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double256 Spread(double element) => new(Vector256.Create(element));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static unsafe Double256 LoadFirst(double* source, int count) =>
        Avx.IsSupported ? new(Avx.MaskLoad(source, First(count))) : PartialVector.Load<Double256, double>(source, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static unsafe void StoreFirst(Double256 value, double* destination, int count)
    {
        if (Avx.IsSupported)
            Avx.MaskStore(destination, First(count), value.vector);
        else
            PartialVector.Store(value, destination, count);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Sum(Double256 value) => Double128.Sum(new(value.vector.GetLower() + value.vector.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Max(Double256 value) => Double128.Max(new(Vector128.Max(value.vector.GetLower(), value.vector.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Min(Double256 value) => Double128.Min(new(Vector128.Min(value.vector.GetLower(), value.vector.GetUpper())));

    [MethodImpl(Inline)]
    private static Vector256<double> First(int count) => Vector256.LessThan(Vector256<double>.Indices, Vector256.Create((double)count));
}
