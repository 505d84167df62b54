using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>One lane of single precision.</summary>
public readonly struct Float1(float value) : ILanes<Float1, float>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly float value = value;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static bool IsDouble => false;

    /// <inheritdoc/>
    public static Float1 Position
    {
        [MethodImpl(Inline)]
        get => default;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 Const(double value) => new((float)value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 ConstBits(long bits) => FromBits((int)bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 operator +(Float1 a, Float1 b) => new(a.value + b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 operator -(Float1 a, Float1 b) => new(a.value - b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 operator *(Float1 a, Float1 b) => new(a.value * b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 operator /(Float1 a, Float1 b) => new(a.value / b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 operator -(Float1 a) => new(-a.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 operator <(Float1 a, Float1 b) => Mask(a.value < b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 operator >(Float1 a, Float1 b) => Mask(a.value > b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 operator <=(Float1 a, Float1 b) => Mask(a.value <= b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 operator >=(Float1 a, Float1 b) => Mask(a.value >= b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 operator &(Float1 a, Float1 b) => FromBits(Bits(a) & Bits(b));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 operator |(Float1 a, Float1 b) => FromBits(Bits(a) | Bits(b));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 operator ^(Float1 a, Float1 b) => FromBits(Bits(a) ^ Bits(b));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 operator ~(Float1 a) => FromBits(~Bits(a));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 Equals(Float1 a, Float1 b) => Mask(a.value == b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 Select(Float1 mask, Float1 whenTrue, Float1 whenFalse) => FromBits((Bits(mask) & Bits(whenTrue)) | (~Bits(mask) & Bits(whenFalse)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 MultiplyAdd(Float1 a, Float1 b, Float1 c) => new(float.MultiplyAddEstimate(a.value, b.value, c.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 MultiplyAdd(Float1 a, Float1 b, double c) => new(float.MultiplyAddEstimate(a.value, b.value, (float)c));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 Min(Float1 a, Float1 b) => new(MathF.Min(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 Max(Float1 a, Float1 b) => new(MathF.Max(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 MinNative(Float1 a, Float1 b) => new(float.MinNative(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 MaxNative(Float1 a, Float1 b) => new(float.MaxNative(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 Abs(Float1 a) => new(MathF.Abs(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 Sqrt(Float1 a) => new(MathF.Sqrt(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 Floor(Float1 a) => new(MathF.Floor(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 Ceiling(Float1 a) => new(MathF.Ceiling(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 Round(Float1 a) => new(MathF.Round(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 ShiftLeft(Float1 a, int count) => FromBits(Bits(a) << count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 ShiftRightLogical(Float1 a, int count) => FromBits(Bits(a) >>> count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 AddBits(Float1 a, Float1 b) => FromBits(Bits(a) + Bits(b));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 SubtractBits(Float1 a, Float1 b) => FromBits(Bits(a) - Bits(b));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 BitsToNumber(Float1 a) => new(Bits(a));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 NumberToBits(Float1 a) => FromBits((int)a.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static bool Any(Float1 mask) => Bits(mask) != 0;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Get(Float1 a, int lane) => a.value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 With(Float1 a, int lane, double value) => new((float)value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 Load(ref readonly float source) => new(source);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(Float1 value, ref float destination) => destination = value.value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float1 Spread(float element) => new(element);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Sum(Float1 value) => value.value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Max(Float1 value) => value.value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Min(Float1 value) => value.value;

    [MethodImpl(Inline)]
    private static int Bits(Float1 a) => BitConverter.SingleToInt32Bits(a.value);

    [MethodImpl(Inline)]
    private static Float1 FromBits(int bits) => new(BitConverter.Int32BitsToSingle(bits));

    [MethodImpl(Inline)]
    private static Float1 Mask(bool isSet) => FromBits(isSet ? -1 : 0);
}
