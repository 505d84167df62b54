using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>One lane of double precision.</summary>
public readonly struct Double1(double value) : ILanes<Double1, double>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly double value = value;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static bool IsDouble => true;

    /// <inheritdoc/>
    public static Double1 Position
    {
        [MethodImpl(Inline)]
        get => default;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 Const(double value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 ConstBits(long bits) => FromBits(bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 operator +(Double1 a, Double1 b) => new(a.value + b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 operator -(Double1 a, Double1 b) => new(a.value - b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 operator *(Double1 a, Double1 b) => new(a.value * b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 operator /(Double1 a, Double1 b) => new(a.value / b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 operator -(Double1 a) => new(-a.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 operator <(Double1 a, Double1 b) => Mask(a.value < b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 operator >(Double1 a, Double1 b) => Mask(a.value > b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 operator <=(Double1 a, Double1 b) => Mask(a.value <= b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 operator >=(Double1 a, Double1 b) => Mask(a.value >= b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 operator &(Double1 a, Double1 b) => FromBits(Bits(a) & Bits(b));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 operator |(Double1 a, Double1 b) => FromBits(Bits(a) | Bits(b));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 operator ^(Double1 a, Double1 b) => FromBits(Bits(a) ^ Bits(b));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 operator ~(Double1 a) => FromBits(~Bits(a));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 Equals(Double1 a, Double1 b) => Mask(a.value == b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 Select(Double1 mask, Double1 whenTrue, Double1 whenFalse) => FromBits((Bits(mask) & Bits(whenTrue)) | (~Bits(mask) & Bits(whenFalse)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 MultiplyAdd(Double1 a, Double1 b, Double1 c) => new(double.MultiplyAddEstimate(a.value, b.value, c.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 MultiplyAdd(Double1 a, Double1 b, double c) => new(double.MultiplyAddEstimate(a.value, b.value, c));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 Min(Double1 a, Double1 b) => new(Math.Min(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 Max(Double1 a, Double1 b) => new(Math.Max(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 MinNative(Double1 a, Double1 b) => new(double.MinNative(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 MaxNative(Double1 a, Double1 b) => new(double.MaxNative(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 Abs(Double1 a) => new(Math.Abs(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 Sqrt(Double1 a) => new(Math.Sqrt(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 Floor(Double1 a) => new(Math.Floor(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 Ceiling(Double1 a) => new(Math.Ceiling(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 Round(Double1 a) => new(Math.Round(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 ShiftLeft(Double1 a, int count) => FromBits(Bits(a) << count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 ShiftRightLogical(Double1 a, int count) => FromBits(Bits(a) >>> count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 AddBits(Double1 a, Double1 b) => FromBits(Bits(a) + Bits(b));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 SubtractBits(Double1 a, Double1 b) => FromBits(Bits(a) - Bits(b));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 BitsToNumber(Double1 a) => new(Bits(a));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 NumberToBits(Double1 a) => FromBits((long)a.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static bool Any(Double1 mask) => Bits(mask) != 0;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Get(Double1 a, int lane) => a.value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 With(Double1 a, int lane, double value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 Load(ref readonly double source) => new(source);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(Double1 value, ref double destination) => destination = value.value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Double1 Spread(double element) => new(element);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Sum(Double1 value) => value.value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Max(Double1 value) => value.value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Min(Double1 value) => value.value;

    [MethodImpl(Inline)]
    private static long Bits(Double1 a) => BitConverter.DoubleToInt64Bits(a.value);

    [MethodImpl(Inline)]
    private static Double1 FromBits(long bits) => new(BitConverter.Int64BitsToDouble(bits));

    [MethodImpl(Inline)]
    private static Double1 Mask(bool isSet) => FromBits(isSet ? -1 : 0);
}
