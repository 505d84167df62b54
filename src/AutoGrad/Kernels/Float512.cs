using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Sixteen lanes of single precision in one vector of 512 bits.</summary>
public readonly struct Float512(Vector512<float> vector) : ILanes<Float512, float>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<float> vector = vector;

    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    public static bool IsDouble => false;

    /// <inheritdoc/>
    public static Float512 Position
    {
        [MethodImpl(Inline)]
        get => new(Vector512<float>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 Const(double value) => new(Vector512.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 ConstBits(long bits) => new(Vector512.Create((int)bits).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 operator +(Float512 a, Float512 b) => new(a.vector + b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 operator -(Float512 a, Float512 b) => new(a.vector - b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 operator *(Float512 a, Float512 b) => new(a.vector * b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 operator /(Float512 a, Float512 b) => new(a.vector / b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 operator -(Float512 a) => new(-a.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 operator <(Float512 a, Float512 b) => new(Vector512.LessThan(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 operator >(Float512 a, Float512 b) => new(Vector512.GreaterThan(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 operator <=(Float512 a, Float512 b) => new(Vector512.LessThanOrEqual(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 operator >=(Float512 a, Float512 b) => new(Vector512.GreaterThanOrEqual(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 operator &(Float512 a, Float512 b) => new(a.vector & b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 operator |(Float512 a, Float512 b) => new(a.vector | b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 operator ^(Float512 a, Float512 b) => new(a.vector ^ b.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 operator ~(Float512 a) => new(~a.vector);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 Equals(Float512 a, Float512 b) => new(Vector512.Equals(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 Select(Float512 mask, Float512 whenTrue, Float512 whenFalse) => new(Vector512.ConditionalSelect(mask.vector, whenTrue.vector, whenFalse.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 MultiplyAdd(Float512 a, Float512 b, Float512 c) => new(Vector512.MultiplyAddEstimate(a.vector, b.vector, c.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 MultiplyAdd(Float512 a, Float512 b, double c) => new(Vector512.MultiplyAddEstimate(a.vector, b.vector, Vector512.Create((float)c)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 Min(Float512 a, Float512 b) => new(Vector512.Min(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 Max(Float512 a, Float512 b) => new(Vector512.Max(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 MinNative(Float512 a, Float512 b) => new(Vector512.MinNative(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 MaxNative(Float512 a, Float512 b) => new(Vector512.MaxNative(a.vector, b.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 Abs(Float512 a) => new(Vector512.Abs(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 Sqrt(Float512 a) => new(Vector512.Sqrt(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 Floor(Float512 a) => new(Vector512.Floor(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 Ceiling(Float512 a) => new(Vector512.Ceiling(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 Round(Float512 a) => new(Vector512.Round(a.vector));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 Scale(Float512 a, Float512 n) => Avx512F.IsSupported ? new(Avx512F.Scale(a.vector, n.vector)) : Elementary.ScaleInHalves(a, n);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 ShiftLeft(Float512 a, int count) => new(Vector512.ShiftLeft(a.vector.AsInt32(), count).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 ShiftRightLogical(Float512 a, int count) => new(Vector512.ShiftRightLogical(a.vector.AsInt32(), count).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 AddBits(Float512 a, Float512 b) => new((a.vector.AsInt32() + b.vector.AsInt32()).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 SubtractBits(Float512 a, Float512 b) => new((a.vector.AsInt32() - b.vector.AsInt32()).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 BitsToNumber(Float512 a) => new(Vector512.ConvertToSingle(a.vector.AsInt32()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 NumberToBits(Float512 a) => new(Vector512.ConvertToInt32(a.vector).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static bool Any(Float512 mask) => mask.vector.AsInt32() != Vector512<int>.Zero;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Get(Float512 a, int lane) => a.vector[lane];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 With(Float512 a, int lane, double value) => new(a.vector.WithElement(lane, (float)value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 Load(ref readonly float source) => new(Vector512.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(Float512 value, ref float destination) => value.vector.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Float512 Spread(float element) => new(Vector512.Create(element));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static unsafe Float512 LoadFirst(float* source, int count) =>
        Avx512F.IsSupported ? new(Avx512F.MaskLoad(source, First(count), Vector512<float>.Zero)) : PartialVector.Load<Float512, float>(source, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static unsafe void StoreFirst(Float512 value, float* destination, int count)
    {
        if (Avx512F.IsSupported)
            Avx512F.MaskStore(destination, First(count), value.vector);
        else
            PartialVector.Store(value, destination, count);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Sum(Float512 value) => Float256.Sum(new(value.vector.GetLower() + value.vector.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Max(Float512 value) => Float256.Max(new(Vector256.Max(value.vector.GetLower(), value.vector.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Min(Float512 value) => Float256.Min(new(Vector256.Min(value.vector.GetLower(), value.vector.GetUpper())));

    [MethodImpl(Inline)]
    private static Vector512<float> First(int count) => Vector512.LessThan(Vector512<float>.Indices, Vector512.Create((float)count));
}
