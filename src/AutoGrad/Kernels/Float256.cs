using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Eight lanes of single precision in one vector of 256 bits.</summary>
public readonly struct Float256(Vector256<float> vector) : ILanes<Float256, float>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<float> vector = vector;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static bool IsDouble => false;

    /// <inheritdoc/>
    public static Float256 Position
    {
        [MethodImpl(Inline)]
        get => new(Vector256<float>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 Const(double value) => new(Vector256.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 ConstBits(long bits) => new(Vector256.Create((int)bits).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 operator +(Float256 a, Float256 b) => new(a.vector + b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 operator -(Float256 a, Float256 b) => new(a.vector - b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 operator *(Float256 a, Float256 b) => new(a.vector * b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 operator /(Float256 a, Float256 b) => new(a.vector / b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 operator -(Float256 a) => new(-a.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 operator <(Float256 a, Float256 b) => new(Vector256.LessThan(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 operator >(Float256 a, Float256 b) => new(Vector256.GreaterThan(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 operator <=(Float256 a, Float256 b) => new(Vector256.LessThanOrEqual(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 operator >=(Float256 a, Float256 b) => new(Vector256.GreaterThanOrEqual(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 operator &(Float256 a, Float256 b) => new(a.vector & b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 operator |(Float256 a, Float256 b) => new(a.vector | b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 operator ^(Float256 a, Float256 b) => new(a.vector ^ b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 operator ~(Float256 a) => new(~a.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 Equals(Float256 a, Float256 b) => new(Vector256.Equals(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 Select(Float256 mask, Float256 whenTrue, Float256 whenFalse) => new(Vector256.ConditionalSelect(mask.vector, whenTrue.vector, whenFalse.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 MultiplyAdd(Float256 a, Float256 b, Float256 c) => new(Vector256.MultiplyAddEstimate(a.vector, b.vector, c.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 MultiplyAdd(Float256 a, Float256 b, double c) => new(Vector256.MultiplyAddEstimate(a.vector, b.vector, Vector256.Create((float)c)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 Min(Float256 a, Float256 b) => new(Vector256.Min(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 Max(Float256 a, Float256 b) => new(Vector256.Max(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 MinNative(Float256 a, Float256 b) => new(Vector256.MinNative(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 MaxNative(Float256 a, Float256 b) => new(Vector256.MaxNative(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 Abs(Float256 a) => new(Vector256.Abs(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 Sqrt(Float256 a) => new(Vector256.Sqrt(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 Floor(Float256 a) => new(Vector256.Floor(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 Ceiling(Float256 a) => new(Vector256.Ceiling(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 Round(Float256 a) => new(Vector256.Round(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 ShiftLeft(Float256 a, int count) => new(Vector256.ShiftLeft(a.vector.AsInt32(), count).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 ShiftRightLogical(Float256 a, int count) => new(Vector256.ShiftRightLogical(a.vector.AsInt32(), count).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 AddBits(Float256 a, Float256 b) => new((a.vector.AsInt32() + b.vector.AsInt32()).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 SubtractBits(Float256 a, Float256 b) => new((a.vector.AsInt32() - b.vector.AsInt32()).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 BitsToNumber(Float256 a) => new(Vector256.ConvertToSingle(a.vector.AsInt32()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 NumberToBits(Float256 a) => new(Vector256.ConvertToInt32(a.vector).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static bool Any(Float256 mask) => mask.vector.AsInt32() != Vector256<int>.Zero;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Get(Float256 a, int lane) => a.vector[lane];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 With(Float256 a, int lane, double value) => new(a.vector.WithElement(lane, (float)value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 Load(ref readonly float source) => new(Vector256.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(Float256 value, ref float destination) => value.vector.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float256 Spread(float element) => new(Vector256.Create(element));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static unsafe Float256 LoadFirst(float* source, int count) =>
        Avx.IsSupported ? new(Avx.MaskLoad(source, First(count))) : PartialVector.Load<Float256, float>(source, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static unsafe void StoreFirst(Float256 value, float* destination, int count)
    {
        if (Avx.IsSupported)
            Avx.MaskStore(destination, First(count), value.vector);
        else
            PartialVector.Store(value, destination, count);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Sum(Float256 value) => Float128.Sum(new(value.vector.GetLower() + value.vector.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Max(Float256 value) => Float128.Max(new(Vector128.Max(value.vector.GetLower(), value.vector.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Min(Float256 value) => Float128.Min(new(Vector128.Min(value.vector.GetLower(), value.vector.GetUpper())));

    [MethodImpl(Inline)]
    private static Vector256<float> First(int count) => Vector256.LessThan(Vector256<float>.Indices, Vector256.Create((float)count));
}
