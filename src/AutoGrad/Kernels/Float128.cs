using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Four lanes of single precision in one vector of 128 bits.</summary>
public readonly struct Float128(Vector128<float> vector) : ILanes<Float128, float>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector128<float> vector = vector;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static bool IsDouble => false;

    /// <inheritdoc/>
    public static Float128 Position
    {
        [MethodImpl(Inline)]
        get => new(Vector128<float>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 Const(double value) => new(Vector128.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 ConstBits(long bits) => new(Vector128.Create((int)bits).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 operator +(Float128 a, Float128 b) => new(a.vector + b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 operator -(Float128 a, Float128 b) => new(a.vector - b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 operator *(Float128 a, Float128 b) => new(a.vector * b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 operator /(Float128 a, Float128 b) => new(a.vector / b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 operator -(Float128 a) => new(-a.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 operator <(Float128 a, Float128 b) => new(Vector128.LessThan(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 operator >(Float128 a, Float128 b) => new(Vector128.GreaterThan(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 operator <=(Float128 a, Float128 b) => new(Vector128.LessThanOrEqual(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 operator >=(Float128 a, Float128 b) => new(Vector128.GreaterThanOrEqual(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 operator &(Float128 a, Float128 b) => new(a.vector & b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 operator |(Float128 a, Float128 b) => new(a.vector | b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 operator ^(Float128 a, Float128 b) => new(a.vector ^ b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 operator ~(Float128 a) => new(~a.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 Equals(Float128 a, Float128 b) => new(Vector128.Equals(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 Select(Float128 mask, Float128 whenTrue, Float128 whenFalse) => new(Vector128.ConditionalSelect(mask.vector, whenTrue.vector, whenFalse.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 MultiplyAdd(Float128 a, Float128 b, Float128 c) => new(Vector128.MultiplyAddEstimate(a.vector, b.vector, c.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 MultiplyAdd(Float128 a, Float128 b, double c) => new(Vector128.MultiplyAddEstimate(a.vector, b.vector, Vector128.Create((float)c)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 Min(Float128 a, Float128 b) => new(Vector128.Min(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 Max(Float128 a, Float128 b) => new(Vector128.Max(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 MinNative(Float128 a, Float128 b) => new(Vector128.MinNative(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 MaxNative(Float128 a, Float128 b) => new(Vector128.MaxNative(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 Abs(Float128 a) => new(Vector128.Abs(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 Sqrt(Float128 a) => new(Vector128.Sqrt(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 Floor(Float128 a) => new(Vector128.Floor(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 Ceiling(Float128 a) => new(Vector128.Ceiling(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 Round(Float128 a) => new(Vector128.Round(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 ShiftLeft(Float128 a, int count) => new(Vector128.ShiftLeft(a.vector.AsInt32(), count).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 ShiftRightLogical(Float128 a, int count) => new(Vector128.ShiftRightLogical(a.vector.AsInt32(), count).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 AddBits(Float128 a, Float128 b) => new((a.vector.AsInt32() + b.vector.AsInt32()).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 SubtractBits(Float128 a, Float128 b) => new((a.vector.AsInt32() - b.vector.AsInt32()).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 BitsToNumber(Float128 a) => new(Vector128.ConvertToSingle(a.vector.AsInt32()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 NumberToBits(Float128 a) => new(Vector128.ConvertToInt32(a.vector).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static bool Any(Float128 mask) => mask.vector.AsInt32() != Vector128<int>.Zero;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Get(Float128 a, int lane) => a.vector[lane];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 With(Float128 a, int lane, double value) => new(a.vector.WithElement(lane, (float)value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 Load(ref readonly float source) => new(Vector128.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(Float128 value, ref float destination) => value.vector.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float128 Spread(float element) => new(Vector128.Create(element));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static unsafe Float128 LoadFirst(float* source, int count) =>
        Avx.IsSupported ? new(Avx.MaskLoad(source, First(count))) : PartialVector.Load<Float128, float>(source, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static unsafe void StoreFirst(Float128 value, float* destination, int count)
    {
        if (Avx.IsSupported)
            Avx.MaskStore(destination, First(count), value.vector);
        else
            PartialVector.Store(value, destination, count);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Sum(Float128 value) => (value.vector[0] + value.vector[2]) + (value.vector[1] + value.vector[3]);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Max(Float128 value) => MathF.Max(MathF.Max(value.vector[0], value.vector[2]), MathF.Max(value.vector[1], value.vector[3]));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Min(Float128 value) => MathF.Min(MathF.Min(value.vector[0], value.vector[2]), MathF.Min(value.vector[1], value.vector[3]));

    [MethodImpl(Inline)]
    private static Vector128<float> First(int count) => Vector128.LessThan(Vector128<float>.Indices, Vector128.Create((float)count));
}
