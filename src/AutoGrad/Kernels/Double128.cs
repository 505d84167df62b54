using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Two lanes of double precision in one vector of 128 bits.</summary>
public readonly struct Double128(Vector128<double> vector) : ILanes<Double128, double>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector128<double> vector = vector;

    /// <inheritdoc/>
    public static int Count => 2;

    /// <inheritdoc/>
    public static bool IsDouble => true;

    /// <inheritdoc/>
    public static Double128 Position
    {
        [MethodImpl(Inline)]
        get => new(Vector128<double>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 Const(double value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 ConstBits(long bits) => new(Vector128.Create(bits).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 operator +(Double128 a, Double128 b) => new(a.vector + b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 operator -(Double128 a, Double128 b) => new(a.vector - b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 operator *(Double128 a, Double128 b) => new(a.vector * b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 operator /(Double128 a, Double128 b) => new(a.vector / b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 operator -(Double128 a) => new(-a.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 operator <(Double128 a, Double128 b) => new(Vector128.LessThan(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 operator >(Double128 a, Double128 b) => new(Vector128.GreaterThan(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 operator <=(Double128 a, Double128 b) => new(Vector128.LessThanOrEqual(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 operator >=(Double128 a, Double128 b) => new(Vector128.GreaterThanOrEqual(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 operator &(Double128 a, Double128 b) => new(a.vector & b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 operator |(Double128 a, Double128 b) => new(a.vector | b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 operator ^(Double128 a, Double128 b) => new(a.vector ^ b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 operator ~(Double128 a) => new(~a.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 Equals(Double128 a, Double128 b) => new(Vector128.Equals(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 Select(Double128 mask, Double128 whenTrue, Double128 whenFalse) => new(Vector128.ConditionalSelect(mask.vector, whenTrue.vector, whenFalse.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 MultiplyAdd(Double128 a, Double128 b, Double128 c) => new(Vector128.MultiplyAddEstimate(a.vector, b.vector, c.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 MultiplyAdd(Double128 a, Double128 b, double c) => new(Vector128.MultiplyAddEstimate(a.vector, b.vector, Vector128.Create(c)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 Min(Double128 a, Double128 b) => new(Vector128.Min(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 Max(Double128 a, Double128 b) => new(Vector128.Max(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 MinNative(Double128 a, Double128 b) => new(Vector128.MinNative(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 MaxNative(Double128 a, Double128 b) => new(Vector128.MaxNative(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 Abs(Double128 a) => new(Vector128.Abs(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 Sqrt(Double128 a) => new(Vector128.Sqrt(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 Floor(Double128 a) => new(Vector128.Floor(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 Ceiling(Double128 a) => new(Vector128.Ceiling(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 Round(Double128 a) => new(Vector128.Round(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 ShiftLeft(Double128 a, int count) => new(Vector128.ShiftLeft(a.vector.AsInt64(), count).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 ShiftRightLogical(Double128 a, int count) => new(Vector128.ShiftRightLogical(a.vector.AsInt64(), count).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 AddBits(Double128 a, Double128 b) => new((a.vector.AsInt64() + b.vector.AsInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 SubtractBits(Double128 a, Double128 b) => new((a.vector.AsInt64() - b.vector.AsInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 BitsToNumber(Double128 a) => new(Vector128.ConvertToDouble(a.vector.AsInt64()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 NumberToBits(Double128 a) => new(Vector128.ConvertToInt64(a.vector).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static bool Any(Double128 mask) => mask.vector.AsInt64() != Vector128<long>.Zero;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Get(Double128 a, int lane) => a.vector[lane];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 With(Double128 a, int lane, double value) => new(a.vector.WithElement(lane, value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 Load(ref readonly double source) => new(Vector128.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(Double128 value, ref double destination) => value.vector.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double128 Spread(double element) => new(Vector128.Create(element));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static unsafe Double128 LoadFirst(double* source, int count) =>
        Avx.IsSupported ? new(Avx.MaskLoad(source, First(count))) : PartialVector.Load<Double128, double>(source, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static unsafe void StoreFirst(Double128 value, double* destination, int count)
    {
        if (Avx.IsSupported)
            Avx.MaskStore(destination, First(count), value.vector);
        else
            PartialVector.Store(value, destination, count);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Sum(Double128 value) => value.vector[0] + value.vector[1];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Max(Double128 value) => Math.Max(value.vector[0], value.vector[1]);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Min(Double128 value) => Math.Min(value.vector[0], value.vector[1]);

    [MethodImpl(Inline)]
    private static Vector128<double> First(int count) => Vector128.LessThan(Vector128<double>.Indices, Vector128.Create((double)count));
}
