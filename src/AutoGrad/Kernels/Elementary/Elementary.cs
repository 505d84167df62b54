using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The primitives on lanes: one body for every width and both precisions. <c>V.IsDouble</c> is a constant to the JIT, which leaves only one
/// branch of each choice. Right at NaN, infinities, zeros of both signs, subnormals and overflow; errors are measured in docs/numerics.md.
/// </summary>
public static partial class Elementary
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>x².</summary>
    [MethodImpl(Inline)]
    public static V Square<V>(V x)
        where V : struct, ILanes<V> => x * x;

    /// <summary>1/x.</summary>
    [MethodImpl(Inline)]
    public static V Reciprocal<V>(V x)
        where V : struct, ILanes<V> => 1.0 / x;

    /// <summary>√x.</summary>
    [MethodImpl(Inline)]
    public static V Sqrt<V>(V x)
        where V : struct, ILanes<V> => V.Sqrt(x);

    /// <summary>1/√x.</summary>
    [MethodImpl(Inline)]
    public static V Rsqrt<V>(V x)
        where V : struct, ILanes<V> => 1.0 / V.Sqrt(x);

    /// <summary>|x|.</summary>
    [MethodImpl(Inline)]
    public static V Abs<V>(V x)
        where V : struct, ILanes<V> => V.Abs(x);

    /// <summary>−1, 0 or 1 with the sign of x; x itself if it is a zero or NaN.</summary>
    [MethodImpl(Inline)]
    public static V Sign<V>(V x)
        where V : struct, ILanes<V> => V.Select(x > 0, V.Const(1), V.Select(x < 0, V.Const(-1), x));

    /// <summary>The largest integer not above x.</summary>
    [MethodImpl(Inline)]
    public static V Floor<V>(V x)
        where V : struct, ILanes<V> => V.Floor(x);

    /// <summary>The smallest integer not below x.</summary>
    [MethodImpl(Inline)]
    public static V Ceiling<V>(V x)
        where V : struct, ILanes<V> => V.Ceiling(x);

    /// <summary>The nearest integer, halves to even.</summary>
    [MethodImpl(Inline)]
    public static V Round<V>(V x)
        where V : struct, ILanes<V> => V.Round(x);

    /// <summary>x without its fraction.</summary>
    [MethodImpl(Inline)]
    public static V Truncate<V>(V x)
        where V : struct, ILanes<V> => V.Select(x < 0, V.Ceiling(x), V.Floor(x));

    /// <summary>x itself: what formulas mark as a constant to whoever differentiates.</summary>
    [MethodImpl(Inline)]
    public static V StopGradient<V>(V x)
        where V : struct, ILanes<V> => x;

    /// <summary>The smaller, NaN where either is.</summary>
    [MethodImpl(Inline)]
    public static V Min<V>(V a, V b)
        where V : struct, ILanes<V> => V.Min(a, b);

    /// <summary>The larger, NaN where either is.</summary>
    [MethodImpl(Inline)]
    public static V Max<V>(V a, V b)
        where V : struct, ILanes<V> => V.Max(a, b);

    /// <summary>The second argument where the mask is set, else the third.</summary>
    [MethodImpl(Inline)]
    public static V Select<V>(V mask, V whenTrue, V whenFalse)
        where V : struct, ILanes<V> => V.Select(mask, whenTrue, whenFalse);

    /// <summary>The magnitude of <paramref name="magnitude"/> with the sign of <paramref name="sign"/>.</summary>
    [MethodImpl(Inline)]
    private static V CopySign<V>(V magnitude, V sign)
        where V : struct, ILanes<V>
    {
        var signBit = V.ConstBits(V.IsDouble ? long.MinValue : int.MinValue);
        return (magnitude & ~signBit) | (sign & signBit);
    }

    /// <summary>The first half of the digits, not rounded: the product of two such numbers is exact, with and without fused multiplication.</summary>
    [MethodImpl(Inline)]
    private static V UpperHalf<V>(V x)
        where V : struct, ILanes<V> => x & V.ConstBits(V.IsDouble ? ~0x7FFFFFFL : ~0xFFFL);

    /// <summary>−|x|.</summary>
    [MethodImpl(Inline)]
    private static V NegativeAbs<V>(V x)
        where V : struct, ILanes<V> => x | V.ConstBits(V.IsDouble ? long.MinValue : int.MinValue);

    /// <summary>a·2ⁿ by two powers of two: both are normal where the result is subnormal or in the last binade, and the first product is exact.</summary>
    [MethodImpl(Inline)]
    internal static V ScaleInHalves<V>(V a, V n)
        where V : struct, ILanes<V>
    {
        var half = V.Floor(0.5 * n);
        return a * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>2ⁿ of integers in the range of normal exponents.</summary>
    [MethodImpl(Inline)]
    private static V PowerOfTwo<V>(V n)
        where V : struct, ILanes<V>
    {
        // Added to 1.5·2^mantissa, an integer stands in the low bits; the bias makes it an exponent.
        return V.IsDouble ? V.ShiftLeft(n + (6755399441055744.0 + 1023), 52) : V.ShiftLeft(n + (12582912.0 + 127), 23);
    }

    /// <summary>The polynomial with these coefficients, the highest first.</summary>
    [MethodImpl(Inline)]
    private static V Next<V>(V sum, V x, double coefficient)
        where V : struct, ILanes<V> => V.MultiplyAdd(sum, x, coefficient);

    /// <summary>The door for arguments outside a polynomial's domain: each such lane alone, in double precision.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V Exactly<V>(V mask, V x, V result, Func<double, double> function)
        where V : struct, ILanes<V>
    {
        var chosen = V.Select(mask, V.Const(1), V.Const(0));
        for (int lane = 0; lane < V.Count; lane++)
            if (V.Get(chosen, lane) != 0)
                result = V.With(result, lane, function(V.Get(x, lane)));
        return result;
    }
}
