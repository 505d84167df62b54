using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

public static partial class Elementary
{
    /// <summary>ln x; −∞ at 0, NaN below.</summary>
    [MethodImpl(Inline)]
    public static V Log<V>(V x)
        where V : struct, ILanes<V>
    {
        var (m, exponent) = SplitExponent(x);
        return WithEnds(x, LogOf(m - 1, exponent));
    }

    /// <summary>log₂ x, exact for powers of two; −∞ at 0, NaN below.</summary>
    [MethodImpl(Inline)]
    public static V Log2<V>(V x)
        where V : struct, ILanes<V>
    {
        var (high, low) = Log2InTwoParts(x);
        return WithEnds(x, high + low);
    }

    /// <summary>log₁₀ x, exact for powers of ten; −∞ at 0, NaN below.</summary>
    [MethodImpl(Inline)]
    public static V Log10<V>(V x)
        where V : struct, ILanes<V>
    {
        // Times log₁₀ 2, of which the first part is so short that its product is exact.
        var (factor, factorHigh, factorLow) = V.IsDouble
            ? (0.30102999566398120, 0.3010299950838089, 5.801722962879576e-10)
            : (0.30102999566398120, 0.301025390625, 4.605038981195214e-06);
        var (high, low) = Log2InTwoParts(x);
        return WithEnds(x, factorHigh * high + (factorLow * high + factor * low));
    }

    /// <summary>ln(1 + x), exact near 0.</summary>
    [MethodImpl(Inline)]
    public static V Log1p<V>(V x)
        where V : struct, ILanes<V>
    {
        // What rounding took from 1 + x is given back to first order.
        var u = 1 + x;
        var lost = V.Select(V.Abs(x) < 1, x - (u - 1), 1 - (u - x));
        var log = Log(u);
        var result = V.Select((u > 0) & (u < double.PositiveInfinity), log + lost / u, log);
        return V.Select(V.Equals(x, V.Const(0)), x, result);
    }

    /// <summary>ln(1 + eˣ) without overflow.</summary>
    [MethodImpl(Inline)]
    public static V Softplus<V>(V x)
        where V : struct, ILanes<V> => V.MaxNative(x, V.Const(0)) + Log1pOfFraction(ExpOfNegative(NegativeAbs(x)));

    /// <summary>ln(1/(1 + e⁻ˣ)) without underflow.</summary>
    [MethodImpl(Inline)]
    public static V LogSigmoid<V>(V x)
        where V : struct, ILanes<V> => -Softplus(-x);

    /// <summary>The inverse of sinh.</summary>
    [MethodImpl(Inline)]
    public static V Asinh<V>(V x)
        where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var square = a * a;
        var isLarge = a > (V.IsDouble ? 1e150 : 1e18);
        var value = Log1p(V.Select(isLarge, a, a + square / (1 + V.Sqrt(square + 1))));
        return CopySign(V.Select(isLarge, value + Ln2, value), x);
    }

    /// <summary>The inverse of cosh; NaN below 1.</summary>
    [MethodImpl(Inline)]
    public static V Acosh<V>(V x)
        where V : struct, ILanes<V>
    {
        var t = x - 1;
        var isLarge = x > (V.IsDouble ? 1e150 : 1e18);
        var value = Log1p(V.Select(isLarge, x, t + V.Sqrt(t * (t + 2))));
        return V.Select(x >= 1, V.Select(isLarge, value + Ln2, value), V.Const(double.NaN));
    }

    /// <summary>The inverse of tanh; ±∞ at ±1, NaN beyond.</summary>
    [MethodImpl(Inline)]
    public static V Atanh<V>(V x)
        where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        return CopySign(0.5 * Log1p(2 * a / (1 - a)), x);
    }

    // The logarithm of what is not positive, or infinite.
    [MethodImpl(Inline)]
    private static V WithEnds<V>(V x, V result)
        where V : struct, ILanes<V>
    {
        result = V.Select(x > (V.IsDouble ? double.MaxValue : float.MaxValue), x, result);
        result = V.Select(V.Equals(x, V.Const(0)), V.Const(double.NegativeInfinity), result);
        return V.Select(x >= 0, result, V.Const(double.NaN));
    }

    // x = m·2ⁿ with √½ ≤ m < √2, for x > 0.
    [MethodImpl(Inline)]
    private static (V Mantissa, V Exponent) SplitExponent<V>(V x)
        where V : struct, ILanes<V>
    {
        // Subnormals are made normal first.
        var isSmall = x < (V.IsDouble ? 2.2250738585072014e-308 : 1.17549435e-38);
        var scaled = V.Select(isSmall, x * (V.IsDouble ? 18014398509481984.0 : 33554432.0), x);
        var shift = V.Select(isSmall, V.Const(V.IsDouble ? -54 : -25), V.Const(0));

        // n is the exponent of x/√½.
        var offset = V.ConstBits(V.IsDouble ? 0x3FE6A09E667F3BCDL : 0x3F3504F3L);
        var one = V.ConstBits(V.IsDouble ? 0x3FF0000000000000L : 0x3F800000L);
        var biased = V.AddBits(V.SubtractBits(scaled, offset), one);
        var mantissa = V.ConstBits(V.IsDouble ? 0x000FFFFFFFFFFFFFL : 0x007FFFFFL);
        var exponent = V.BitsToNumber(V.ShiftRightLogical(biased, V.IsDouble ? 52 : 23)) - (V.IsDouble ? 1023 : 127);
        return (V.AddBits(biased & mantissa, offset), exponent + shift);
    }

    // ln(1 + f) = f − (½f² − s·(½f² + R)), s = f/(2 + f), R = 2·artanh(s)/s − 2; from √½ to √2.
    [MethodImpl(Inline)]
    private static V LogOf<V>(V f, V exponent)
        where V : struct, ILanes<V>
    {
        var s = f / (2 + f);
        var z = s * s;
        V r;
        if (V.IsDouble)
        {
            r = V.Const(0.14796868163294324);
            r = Next(r, z, 0.15313970876768607);
            r = Next(r, z, 0.18183566945655957);
            r = Next(r, z, 0.2222219853260203);
            r = Next(r, z, 0.2857142874268671);
            r = Next(r, z, 0.3999999999941375);
            r = Next(r, z, 0.6666666666666734);
        }
        else
        {
            r = V.Const(0.29872316);
            r = Next(r, z, 0.39977527);
            r = Next(r, z, 0.66666776);
        }
        r = r * z;
        var halfSquare = 0.5 * f * f;
        var (high, low) = V.IsDouble ? (0.69314718036912382, 1.9082149292705877e-10) : (0.693359375, -2.12194440e-4);
        return exponent * high - (halfSquare - V.MultiplyAdd(s, halfSquare + r, exponent * low) - f);
    }

    // ln(1 + f) for 0 ≤ f ≤ 1, as above, by a longer series.
    [MethodImpl(Inline)]
    private static V Log1pOfFraction<V>(V f)
        where V : struct, ILanes<V>
    {
        var s = f / (2 + f);
        var z = s * s;
        V r;
        if (V.IsDouble)
        {
            r = V.Const(0.16460649252109674);
            r = Next(r, z, 0.06998530650369873);
            r = Next(r, z, 0.10971433604567195);
            r = Next(r, z, 0.11716119848520581);
            r = Next(r, z, 0.13336790166529283);
            r = Next(r, z, 0.1538445285968892);
            r = Next(r, z, 0.18181823167786518);
            r = Next(r, z, 0.2222222212629375);
            r = Next(r, z, 0.2857142857249894);
            r = Next(r, z, 0.3999999999999405);
            r = Next(r, z, 0.6666666666666667);
        }
        else
        {
            r = V.Const(0.24290822);
            r = Next(r, z, 0.21430476);
            r = Next(r, z, 0.28616613);
            r = Next(r, z, 0.3999889);
            r = Next(r, z, 0.66666675);
        }
        var halfSquare = 0.5 * f * f;
        return f - (halfSquare - s * V.MultiplyAdd(r, z, halfSquare));
    }
}
