using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

public static partial class Elementary
{
    /// <summary>The sine of x radians; NaN at ±∞.</summary>
    [MethodImpl(Inline)]
    public static V Sin<V>(V x)
        where V : struct, ILanes<V>
    {
        var (quadrant, r, lost) = ReduceByHalfPi(x);
        var result = QuarterTurns(SinOf(r, lost), CosOf(r, lost), quadrant);
        result = V.Select(V.Equals(x, V.Const(0)), x, result);
        var isHuge = V.Abs(x) > (V.IsDouble ? 1e6 : 8000);
        return V.Any(isHuge) ? Exactly(isHuge, x, result, Math.Sin) : result;
    }

    /// <summary>The cosine of x radians; NaN at ±∞.</summary>
    [MethodImpl(Inline)]
    public static V Cos<V>(V x)
        where V : struct, ILanes<V>
    {
        var (quadrant, r, lost) = ReduceByHalfPi(x);
        var result = QuarterTurns(SinOf(r, lost), CosOf(r, lost), V.AddBits(quadrant, V.ConstBits(1)));
        var isHuge = V.Abs(x) > (V.IsDouble ? 1e6 : 8000);
        return V.Any(isHuge) ? Exactly(isHuge, x, result, Math.Cos) : result;
    }

    /// <summary>The tangent of x radians; NaN at ±∞.</summary>
    [MethodImpl(Inline)]
    public static V Tan<V>(V x)
        where V : struct, ILanes<V>
    {
        var (quadrant, r, lost) = ReduceByHalfPi(x);
        var (sin, cos) = (SinOf(r, lost), CosOf(r, lost));
        var isOdd = V.SubtractBits(V.ConstBits(0), quadrant & V.ConstBits(1));
        var result = V.Select(isOdd, -cos, sin) / V.Select(isOdd, sin, cos);
        result = V.Select(V.Equals(x, V.Const(0)), x, result);
        var isHuge = V.Abs(x) > (V.IsDouble ? 1e6 : 8000);
        return V.Any(isHuge) ? Exactly(isHuge, x, result, Math.Tan) : result;
    }

    /// <summary>The inverse tangent, from −π/2 to π/2.</summary>
    [MethodImpl(Inline)]
    public static V Atan<V>(V x)
        where V : struct, ILanes<V>
    {
        // Twice brought nearer to 0: above tan(3π/8) by the reciprocal, above tan(π/8) by turning π/4 back.
        var a = V.Abs(x);
        var isSteep = a > 2.414213562373095;
        var isMiddle = (a > 0.41421356237309503) & ~isSteep;
        var z = V.Select(isSteep, -1 / a, V.Select(isMiddle, (a - 1) / (a + 1), a));
        var turned = V.Select(isSteep, V.Const(Math.PI / 2), V.Select(isMiddle, V.Const(Math.PI / 4), V.Const(0)));
        var rest = V.IsDouble
            ? V.Select(isSteep, V.Const(6.123233995736766e-17), V.Select(isMiddle, V.Const(3.061616997868383e-17), V.Const(0)))
            : V.Select(isSteep, V.Const(-4.371139000186241e-8), V.Select(isMiddle, V.Const(-2.1855695000931205e-8), V.Const(0)));
        return CopySign(turned + (AtanOf(z) + rest), x);
    }

    /// <summary>The inverse sine, from −π/2 to π/2; NaN outside [−1, 1].</summary>
    [MethodImpl(Inline)]
    public static V Asin<V>(V x)
        where V : struct, ILanes<V> => Atan(x / V.Sqrt((1 - x) * (1 + x)));

    /// <summary>The inverse cosine, from 0 to π; NaN outside [−1, 1].</summary>
    [MethodImpl(Inline)]
    public static V Acos<V>(V x)
        where V : struct, ILanes<V> => 2 * Atan(V.Sqrt((1 - x) / (1 + x)));

    /// <summary>The angle of the point (x, y), from −π to π.</summary>
    [MethodImpl(Inline)]
    public static V Atan2<V>(V y, V x)
        where V : struct, ILanes<V>
    {
        var (a, b) = (V.Abs(y), V.Abs(x));
        var ratio = a / b;
        // Two zeros, and two infinities, have no quotient but an angle.
        ratio = V.Select(V.Equals(a, V.Const(0)) & V.Equals(b, V.Const(0)), V.Const(0), ratio);
        ratio = V.Select(V.Equals(a, V.Const(double.PositiveInfinity)) & V.Equals(b, V.Const(double.PositiveInfinity)), V.Const(1), ratio);
        var angle = Atan(ratio);
        // −0 counts as negative.
        var isLeft = (x < 0) | (V.Equals(x, V.Const(0)) & (1 / x < 0));
        return CopySign(V.Select(isLeft, Math.PI - angle, angle), y);
    }

    // x = q·π/2 + r + lost with |r| ≤ π/4: π/2 in parts, all but the last short enough for their products with q to be exact, and lost what
    // rounding took from r. q's bits are those of an integer.
    [MethodImpl(Inline)]
    private static (V Quadrant, V R, V Lost) ReduceByHalfPi<V>(V x)
        where V : struct, ILanes<V>
    {
        double magic = V.IsDouble ? 6755399441055744.0 : 12582912.0;
        var shifted = x * (2 / Math.PI) + magic;
        var q = shifted - magic;
        if (V.IsDouble)
        {
            var r1 = V.MultiplyAdd(q, V.Const(-1.5707963267341256), x);
            var r = V.MultiplyAdd(q, V.Const(-6.077100506303966e-11), r1);
            var lost = V.MultiplyAdd(q, V.Const(-6.077100506303966e-11), r1 - r);
            lost = V.MultiplyAdd(q, V.Const(-2.0222662487959506e-21), lost);
            var sum = r + lost;
            return (shifted, sum, (r - sum) + lost);
        }
        else
        {
            var r1 = V.MultiplyAdd(q, V.Const(-1.5703125), x);
            var r2 = V.MultiplyAdd(q, V.Const(-0.0004837512969970703), r1);
            var r = V.MultiplyAdd(q, V.Const(-7.549533620476723e-08), r2);
            var lost = V.MultiplyAdd(q, V.Const(-7.549533620476723e-08), r2 - r);
            return (shifted, r, V.MultiplyAdd(q, V.Const(-2.5633440682570896e-12), lost));
        }
    }

    // sin(r + q·π/2) from sin r and cos r.
    [MethodImpl(Inline)]
    private static V QuarterTurns<V>(V sin, V cos, V quadrant)
        where V : struct, ILanes<V>
    {
        var isOdd = V.SubtractBits(V.ConstBits(0), quadrant & V.ConstBits(1));
        var sign = V.ShiftLeft(quadrant & V.ConstBits(2), V.IsDouble ? 62 : 30);
        return V.Select(isOdd, cos, sin) ^ sign;
    }

    // Taylor's series for |r| ≤ π/4, and sin′ = 1, cos′ = −r times what is lost.
    [MethodImpl(Inline)]
    private static V SinOf<V>(V r, V lost)
        where V : struct, ILanes<V>
    {
        var z = r * r;
        V p;
        if (V.IsDouble)
        {
            p = V.Const(1 / 355687428096000.0);
            p = Next(p, z, -1 / 1307674368000.0);
            p = Next(p, z, 1 / 6227020800.0);
            p = Next(p, z, -1 / 39916800.0);
            p = Next(p, z, 1 / 362880.0);
        }
        else
        {
            p = V.Const(1 / 362880.0);
        }
        p = Next(p, z, -1 / 5040.0);
        p = Next(p, z, 1 / 120.0);
        p = Next(p, z, -1 / 6.0);
        return r + V.MultiplyAdd(r * z, p, lost);
    }

    [MethodImpl(Inline)]
    private static V CosOf<V>(V r, V lost)
        where V : struct, ILanes<V>
    {
        var z = r * r;
        V p;
        if (V.IsDouble)
        {
            p = V.Const(1 / 20922789888000.0);
            p = Next(p, z, -1 / 87178291200.0);
            p = Next(p, z, 1 / 479001600.0);
            p = Next(p, z, -1 / 3628800.0);
            p = Next(p, z, 1 / 40320.0);
        }
        else
        {
            p = V.Const(-1 / 3628800.0);
            p = Next(p, z, 1 / 40320.0);
        }
        p = Next(p, z, -1 / 720.0);
        p = Next(p, z, 1 / 24.0);
        // 1 − ½z with what its rounding lost.
        var half = 0.5 * z;
        var w = 1 - half;
        return w + V.MultiplyAdd(z * z, p, (1 - w - half) - r * lost);
    }

    // Σ (−1)ᵏ z²ᵏ⁺¹/(2k + 1) for |z| ≤ tan(π/8).
    [MethodImpl(Inline)]
    private static V AtanOf<V>(V z)
        where V : struct, ILanes<V>
    {
        var w = -(z * z);
        V p;
        if (V.IsDouble)
        {
            p = V.Const(1 / 43.0);
            p = Next(p, w, 1 / 41.0);
            p = Next(p, w, 1 / 39.0);
            p = Next(p, w, 1 / 37.0);
            p = Next(p, w, 1 / 35.0);
            p = Next(p, w, 1 / 33.0);
            p = Next(p, w, 1 / 31.0);
            p = Next(p, w, 1 / 29.0);
            p = Next(p, w, 1 / 27.0);
            p = Next(p, w, 1 / 25.0);
            p = Next(p, w, 1 / 23.0);
            p = Next(p, w, 1 / 21.0);
            p = Next(p, w, 1 / 19.0);
        }
        else
        {
            p = V.Const(1 / 19.0);
        }
        p = Next(p, w, 1 / 17.0);
        p = Next(p, w, 1 / 15.0);
        p = Next(p, w, 1 / 13.0);
        p = Next(p, w, 1 / 11.0);
        p = Next(p, w, 1 / 9.0);
        p = Next(p, w, 1 / 7.0);
        p = Next(p, w, 1 / 5.0);
        p = Next(p, w, 1 / 3.0);
        return V.MultiplyAdd(z * w, p, z);
    }
}
