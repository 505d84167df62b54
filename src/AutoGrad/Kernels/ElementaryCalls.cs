using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// <see cref="Elementary"/> behind calls. The JIT stops inlining where a method has become too large, in the middle of a polynomial, which
/// then takes up to forty times as long; a kernel of many functions calls some of them instead. The bits are the same.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ElementaryCalls
{
    // A root of its own for each function: fully optimised, with a budget for inlining of its own.
    private const MethodImplOptions Call = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <inheritdoc cref="Elementary.Exp{V}(V)"/>
    [MethodImpl(Call)]
    public static V Exp<V>(V x)
        where V : struct, ILanes<V> => Elementary.Exp(x);

    /// <inheritdoc cref="Elementary.Exp2{V}(V)"/>
    [MethodImpl(Call)]
    public static V Exp2<V>(V x)
        where V : struct, ILanes<V> => Elementary.Exp2(x);

    /// <inheritdoc cref="Elementary.Log{V}(V)"/>
    [MethodImpl(Call)]
    public static V Log<V>(V x)
        where V : struct, ILanes<V> => Elementary.Log(x);

    /// <inheritdoc cref="Elementary.Log2{V}(V)"/>
    [MethodImpl(Call)]
    public static V Log2<V>(V x)
        where V : struct, ILanes<V> => Elementary.Log2(x);

    /// <inheritdoc cref="Elementary.Log10{V}(V)"/>
    [MethodImpl(Call)]
    public static V Log10<V>(V x)
        where V : struct, ILanes<V> => Elementary.Log10(x);

    /// <inheritdoc cref="Elementary.Log1p{V}(V)"/>
    [MethodImpl(Call)]
    public static V Log1p<V>(V x)
        where V : struct, ILanes<V> => Elementary.Log1p(x);

    /// <inheritdoc cref="Elementary.Expm1{V}(V)"/>
    [MethodImpl(Call)]
    public static V Expm1<V>(V x)
        where V : struct, ILanes<V> => Elementary.Expm1(x);

    /// <inheritdoc cref="Elementary.Sin{V}(V)"/>
    [MethodImpl(Call)]
    public static V Sin<V>(V x)
        where V : struct, ILanes<V> => Elementary.Sin(x);

    /// <inheritdoc cref="Elementary.Cos{V}(V)"/>
    [MethodImpl(Call)]
    public static V Cos<V>(V x)
        where V : struct, ILanes<V> => Elementary.Cos(x);

    /// <inheritdoc cref="Elementary.Tan{V}(V)"/>
    [MethodImpl(Call)]
    public static V Tan<V>(V x)
        where V : struct, ILanes<V> => Elementary.Tan(x);

    /// <inheritdoc cref="Elementary.Asin{V}(V)"/>
    [MethodImpl(Call)]
    public static V Asin<V>(V x)
        where V : struct, ILanes<V> => Elementary.Asin(x);

    /// <inheritdoc cref="Elementary.Acos{V}(V)"/>
    [MethodImpl(Call)]
    public static V Acos<V>(V x)
        where V : struct, ILanes<V> => Elementary.Acos(x);

    /// <inheritdoc cref="Elementary.Atan{V}(V)"/>
    [MethodImpl(Call)]
    public static V Atan<V>(V x)
        where V : struct, ILanes<V> => Elementary.Atan(x);

    /// <inheritdoc cref="Elementary.Atan2{V}(V, V)"/>
    [MethodImpl(Call)]
    public static V Atan2<V>(V y, V x)
        where V : struct, ILanes<V> => Elementary.Atan2(y, x);

    /// <inheritdoc cref="Elementary.Sinh{V}(V)"/>
    [MethodImpl(Call)]
    public static V Sinh<V>(V x)
        where V : struct, ILanes<V> => Elementary.Sinh(x);

    /// <inheritdoc cref="Elementary.Cosh{V}(V)"/>
    [MethodImpl(Call)]
    public static V Cosh<V>(V x)
        where V : struct, ILanes<V> => Elementary.Cosh(x);

    /// <inheritdoc cref="Elementary.Tanh{V}(V)"/>
    [MethodImpl(Call)]
    public static V Tanh<V>(V x)
        where V : struct, ILanes<V> => Elementary.Tanh(x);

    /// <inheritdoc cref="Elementary.Asinh{V}(V)"/>
    [MethodImpl(Call)]
    public static V Asinh<V>(V x)
        where V : struct, ILanes<V> => Elementary.Asinh(x);

    /// <inheritdoc cref="Elementary.Acosh{V}(V)"/>
    [MethodImpl(Call)]
    public static V Acosh<V>(V x)
        where V : struct, ILanes<V> => Elementary.Acosh(x);

    /// <inheritdoc cref="Elementary.Atanh{V}(V)"/>
    [MethodImpl(Call)]
    public static V Atanh<V>(V x)
        where V : struct, ILanes<V> => Elementary.Atanh(x);

    /// <inheritdoc cref="Elementary.Sigmoid{V}(V)"/>
    [MethodImpl(Call)]
    public static V Sigmoid<V>(V x)
        where V : struct, ILanes<V> => Elementary.Sigmoid(x);

    /// <inheritdoc cref="Elementary.LogSigmoid{V}(V)"/>
    [MethodImpl(Call)]
    public static V LogSigmoid<V>(V x)
        where V : struct, ILanes<V> => Elementary.LogSigmoid(x);

    /// <inheritdoc cref="Elementary.Softplus{V}(V)"/>
    [MethodImpl(Call)]
    public static V Softplus<V>(V x)
        where V : struct, ILanes<V> => Elementary.Softplus(x);

    /// <inheritdoc cref="Elementary.SigmoidSlope{V}(V)"/>
    [MethodImpl(Call)]
    public static V SigmoidSlope<V>(V x)
        where V : struct, ILanes<V> => Elementary.SigmoidSlope(x);

    /// <inheritdoc cref="Elementary.TanhSoftplus{V}(V)"/>
    [MethodImpl(Call)]
    public static V TanhSoftplus<V>(V x)
        where V : struct, ILanes<V> => Elementary.TanhSoftplus(x);

    /// <inheritdoc cref="Elementary.TanhSoftplusSlope{V}(V)"/>
    [MethodImpl(Call)]
    public static V TanhSoftplusSlope<V>(V x)
        where V : struct, ILanes<V> => Elementary.TanhSoftplusSlope(x);

    /// <inheritdoc cref="Elementary.Gaussian{V}(V)"/>
    [MethodImpl(Call)]
    public static V Gaussian<V>(V x)
        where V : struct, ILanes<V> => Elementary.Gaussian(x);

    /// <inheritdoc cref="Elementary.Erf{V}(V)"/>
    [MethodImpl(Call)]
    public static V Erf<V>(V x)
        where V : struct, ILanes<V> => Elementary.Erf(x);

    /// <inheritdoc cref="Elementary.Erfc{V}(V)"/>
    [MethodImpl(Call)]
    public static V Erfc<V>(V x)
        where V : struct, ILanes<V> => Elementary.Erfc(x);
}
