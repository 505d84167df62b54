using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

// The primitives on lanes, each as a type: what the tiled interpreter runs over blocks of elements. Conditions are masks.

/// <summary>f(x) on lanes.</summary>
internal interface ILaneFunction1
{
    static abstract V Of<V>(V x)
        where V : struct, ILanes<V>;
}

/// <summary>f(a, b) on lanes.</summary>
internal interface ILaneFunction2
{
    static abstract V Of<V>(V a, V b)
        where V : struct, ILanes<V>;
}

/// <summary>f(a, b, c) on lanes.</summary>
internal interface ILaneFunction3
{
    static abstract V Of<V>(V a, V b, V c)
        where V : struct, ILanes<V>;
}

internal readonly struct NegateLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => -x;
}

internal readonly struct SquareLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Square(x);
}

internal readonly struct ReciprocalLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Reciprocal(x);
}

internal readonly struct SqrtLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Sqrt(x);
}

internal readonly struct RsqrtLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Rsqrt(x);
}

internal readonly struct ExpLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Exp(x);
}

internal readonly struct Exp2Lanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Exp2(x);
}

internal readonly struct LogLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Log(x);
}

internal readonly struct Log2Lanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Log2(x);
}

internal readonly struct Log10Lanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Log10(x);
}

internal readonly struct Log1pLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Log1p(x);
}

internal readonly struct Expm1Lanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Expm1(x);
}

internal readonly struct SinLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Sin(x);
}

internal readonly struct CosLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Cos(x);
}

internal readonly struct TanLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Tan(x);
}

internal readonly struct AsinLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Asin(x);
}

internal readonly struct AcosLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Acos(x);
}

internal readonly struct AtanLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Atan(x);
}

internal readonly struct SinhLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Sinh(x);
}

internal readonly struct CoshLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Cosh(x);
}

internal readonly struct TanhLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Tanh(x);
}

internal readonly struct AsinhLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Asinh(x);
}

internal readonly struct AcoshLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Acosh(x);
}

internal readonly struct AtanhLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Atanh(x);
}

internal readonly struct SigmoidLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Sigmoid(x);
}

internal readonly struct LogSigmoidLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.LogSigmoid(x);
}

internal readonly struct SoftplusLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Softplus(x);
}

internal readonly struct SigmoidSlopeLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.SigmoidSlope(x);
}

internal readonly struct TanhSoftplusLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.TanhSoftplus(x);
}

internal readonly struct TanhSoftplusSlopeLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.TanhSoftplusSlope(x);
}

internal readonly struct GaussianLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Gaussian(x);
}

internal readonly struct ErfLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Erf(x);
}

internal readonly struct ErfcLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Erfc(x);
}

internal readonly struct LogGammaLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.LogGamma(x);
}

internal readonly struct DigammaLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Digamma(x);
}

internal readonly struct AbsLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Abs(x);
}

internal readonly struct SignLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Sign(x);
}

internal readonly struct FloorLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Floor(x);
}

internal readonly struct CeilingLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Ceiling(x);
}

internal readonly struct RoundLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Round(x);
}

internal readonly struct TruncateLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => Elementary.Truncate(x);
}

internal readonly struct StopGradientLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => x;
}

internal readonly struct NotLanes : ILaneFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, ILanes<V> => ~x;
}

internal readonly struct AddLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => a + b;
}

internal readonly struct SubtractLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => a - b;
}

internal readonly struct MultiplyLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => a * b;
}

internal readonly struct DivideLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => a / b;
}

internal readonly struct PowLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => Elementary.Pow(a, b);
}

internal readonly struct Atan2Lanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => Elementary.Atan2(a, b);
}

internal readonly struct ZetaLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => Elementary.Zeta(a, b);
}

internal readonly struct MinLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => V.Min(a, b);
}

internal readonly struct MaxLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => V.Max(a, b);
}

internal readonly struct LessLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => a < b;
}

internal readonly struct LessOrEqualLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => a <= b;
}

internal readonly struct GreaterLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => a > b;
}

internal readonly struct GreaterOrEqualLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => a >= b;
}

internal readonly struct EqualLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => V.Equals(a, b);
}

internal readonly struct NotEqualLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => ~V.Equals(a, b);
}

internal readonly struct AndLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => a & b;
}

internal readonly struct OrLanes : ILaneFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b) where V : struct, ILanes<V> => a | b;
}

internal readonly struct SelectLanes : ILaneFunction3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b, V c) where V : struct, ILanes<V> => V.Select(a, b, c);
}
