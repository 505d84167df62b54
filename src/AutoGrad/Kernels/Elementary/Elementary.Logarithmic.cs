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
        var result = LogOf(m - 1, exponent);

        result = V.Select(x > (V.IsDouble ? double.MaxValue : float.MaxValue), x, result);
        result = V.Select(V.Equals(x, V.Const(0)), V.Const(double.NegativeInfinity), result);
        return V.Select(x >= 0, result, V.Const(double.NaN));
    }

    /// <summary>ln(1 + x), exact near 0.</summary>
    [MethodImpl(Inline)]
    public static V Log1p<V>(V x)
        where V : struct, ILanes<V>
    {
        // What rounding took from 1 + x is given back to first order.
        var u = 1 + x;
        var lost = V.Select(V.Abs(x) < 1, x - (u - 1), 1 - (u - x));
        var result = Log(u) + lost / u;
        result = V.Select((u > 0) & (u < double.PositiveInfinity), result, Log(u));
        return V.Select(V.Equals(x, V.Const(0)), x, result);
    }

    /// <summary>ln(1 + eˣ) without overflow.</summary>
    [MethodImpl(Inline)]
    public static V Softplus<V>(V x)
        where V : struct, ILanes<V> => V.Max(x, V.Const(0)) + Log1p(Exp(-V.Abs(x)));

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

    // ln(1 + f) = f − (½f² − s·(½f² + R)), s = f/(2 + f), R the rest of 2·artanh(s) − 2s over s, in powers of s² ≤ 0.0295.
    [MethodImpl(Inline)]
    private static V LogOf<V>(V f, V exponent)
        where V : struct, ILanes<V>
    {
        var s = f / (2 + f);
        var z = s * s;
        V r;
        if (V.IsDouble)
        {
            r = V.Const(2 / 23.0);
            r = Next(r, z, 2 / 21.0);
            r = Next(r, z, 2 / 19.0);
            r = Next(r, z, 2 / 17.0);
            r = Next(r, z, 2 / 15.0);
            r = Next(r, z, 2 / 13.0);
            r = Next(r, z, 2 / 11.0);
        }
        else
        {
            r = V.Const(2 / 11.0);
        }
        r = Next(r, z, 2 / 9.0);
        r = Next(r, z, 2 / 7.0);
        r = Next(r, z, 2 / 5.0);
        r = Next(r, z, 2 / 3.0);
        r = r * z;
        var halfSquare = 0.5 * f * f;
        var (high, low) = V.IsDouble ? (0.69314718036912382, 1.9082149292705877e-10) : (0.693359375, -2.12194440e-4);
        return exponent * high - (halfSquare - V.MultiplyAdd(s, halfSquare + r, exponent * low) - f);
    }
}
