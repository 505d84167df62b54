using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

public static partial class Elementary
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2 = 0.69314718055994531;

    /// <summary>eˣ.</summary>
    [MethodImpl(Inline)]
    public static V Exp<V>(V x)
        where V : struct, ILanes<V>
    {
        // Beyond these the result is ∞ or 0. NaN passes, as the second operand.
        var (n, r) = ReduceByLn2(V.MinNative(V.Const(V.IsDouble ? 710 : 89), V.MaxNative(V.Const(V.IsDouble ? -746 : -104), x)));
        return V.Scale(ExpMinusOne(r) + 1, n);
    }

    /// <summary>2ˣ.</summary>
    [MethodImpl(Inline)]
    public static V Exp2<V>(V x)
        where V : struct, ILanes<V>
    {
        // As eˣ; what is left after the integer is exact.
        var clamped = V.MinNative(V.Const(V.IsDouble ? 1030 : 130), V.MaxNative(V.Const(V.IsDouble ? -1080 : -160), x));
        var n = V.Round(clamped);
        return V.Scale(ExpMinusOne((clamped - n) * Ln2) + 1, n);
    }

    /// <summary>eˣ − 1.</summary>
    [MethodImpl(Inline)]
    public static V Expm1<V>(V x)
        where V : struct, ILanes<V>
    {
        var clamped = V.IsDouble
            ? V.MinNative(V.MaxNative(x, V.Const(-40)), V.Const(710))
            : V.MinNative(V.MaxNative(x, V.Const(-20)), V.Const(89));
        var (n, r) = ReduceByLn2(clamped);
        // 2ⁿ·(eʳ − 1) + (2ⁿ − 1), of half the size as long as it could overflow.
        var scale = PowerOfTwo(n - 1);
        var result = 2 * V.MultiplyAdd(scale, ExpMinusOne(r), scale - 0.5);
        // So near to 0 it is x itself: zeros keep their sign and subnormals their last digit. NaN comes out here too.
        return V.Select(V.Abs(x) > (V.IsDouble ? 1e-300 : 1e-37), result, x);
    }

    /// <summary>sinh x.</summary>
    [MethodImpl(Inline)]
    public static V Sinh<V>(V x)
        where V : struct, ILanes<V>
    {
        // NaN is not above 1 and comes out of the polynomial.
        var a = V.Abs(x);
        var half = HalfExp(a);
        return CopySign(V.Select(a > 1, half - 0.25 / half, SinhNearZero(a)), x);
    }

    /// <summary>cosh x.</summary>
    [MethodImpl(Inline)]
    public static V Cosh<V>(V x)
        where V : struct, ILanes<V>
    {
        var half = HalfExp(V.Abs(x));
        return half + 0.25 / half;
    }

    /// <summary>tanh x.</summary>
    [MethodImpl(Inline)]
    public static V Tanh<V>(V x)
        where V : struct, ILanes<V>
    {
        if (!V.IsDouble)
        {
            // −e/(2 + e), e = exp(−2|x|) − 1.
            var (m, s) = ReduceByLn2(V.MaxNative(V.Const(-20), 2 * NegativeAbs(x)));
            var scale = PowerOfTwo(m);
            var e = V.MultiplyAdd(scale, ExpMinusOne(s), scale - 1);
            return CopySign(e / (2 + e), x);
        }
        // 1 − 2/(e²ˣ + 1) loses digits only near 0. NaN is not above the threshold and comes out of the polynomial.
        var a = V.Abs(x);
        var (n, r) = ReduceByLn2(V.MinNative(2 * a, V.Const(40)));
        var large = 1 - 2 / (V.MultiplyAdd(ExpMinusOne(r), PowerOfTwo(n), PowerOfTwo(n)) + 1);
        return CopySign(V.Select(a > 0.625, large, TanhNearZero(a)), x);
    }

    /// <summary>1/(1 + e⁻ˣ), full relative accuracy in both tails.</summary>
    [MethodImpl(Inline)]
    public static V Sigmoid<V>(V x)
        where V : struct, ILanes<V>
    {
        var tail = SigmoidTail(x);
        return V.Select(x < 0, tail, 1 - tail);
    }

    /// <summary>The derivative of the sigmoid, σ(x)·σ(−x), full relative accuracy in both tails.</summary>
    [MethodImpl(Inline)]
    public static V SigmoidSlope<V>(V x)
        where V : struct, ILanes<V>
    {
        if (V.IsDouble)
        {
            var tail = SigmoidTail(x);
            return V.MultiplyAdd(-tail, tail, tail);
        }
        // e/(1 + e)², e = exp(−|x|): a unit less exact than from the tail, and quicker.
        var e = ExpOfNegative(NegativeAbs(x));
        var sum = 1 + e;
        return e / (sum * sum);
    }

    /// <summary>tanh(softplus(x)), ((1 + eˣ)² − 1)/((1 + eˣ)² + 1), full relative accuracy in the lower tail.</summary>
    [MethodImpl(Inline)]
    public static V TanhSoftplus<V>(V x)
        where V : struct, ILanes<V>
    {
        var (_, numerator, denominator) = TanhSoftplusParts(x);
        return numerator / denominator;
    }

    /// <summary>The derivative of tanh(softplus(x)), full relative accuracy in both tails.</summary>
    [MethodImpl(Inline)]
    public static V TanhSoftplusSlope<V>(V x)
        where V : struct, ILanes<V>
    {
        var (e, _, denominator) = TanhSoftplusParts(x);
        return 4 * (1 + e) * V.Select(x < 0, e, e * e) / (denominator * denominator);
    }

    // The quotient in e = exp(−|x|), which cannot overflow: (2e + e²)/(2 + 2e + e²) on the left, (1 + 2e)/(1 + 2e + 2e²) on the right.
    [MethodImpl(Inline)]
    private static (V E, V Numerator, V Denominator) TanhSoftplusParts<V>(V x)
        where V : struct, ILanes<V>
    {
        var e = ExpOfNegative(NegativeAbs(x));
        var square = e * e;
        var isLeft = x < 0;
        var numerator = V.MultiplyAdd(V.Const(2), e, V.Select(isLeft, square, V.Const(1)));
        return (e, numerator, V.MultiplyAdd(V.Const(2), V.Select(isLeft, V.Const(1), square), numerator));
    }

    // σ(−|x|) = e/(1 + e), e = exp(−|x|).
    [MethodImpl(Inline)]
    private static V SigmoidTail<V>(V x)
        where V : struct, ILanes<V>
    {
        var e = ExpOfNegative(NegativeAbs(x));
        var sum = 1 + e;
        var tail = e / sum;
        // What rounding took from 1 + e is given back to first order; in single precision that would take a sixth of the time, for half a unit.
        return V.IsDouble ? V.MultiplyAdd(tail * (1 - tail), (sum - 1) - e, tail) : tail;
    }

    // eˣ for x ≤ 0.
    [MethodImpl(Inline)]
    private static V ExpOfNegative<V>(V x)
        where V : struct, ILanes<V>
    {
        var (n, r) = ReduceByLn2(V.MaxNative(V.Const(V.IsDouble ? -746 : -104), x));
        return V.Scale(ExpMinusOne(r) + 1, n);
    }

    // e^r is 2ⁿ·e^r after x = n·ln 2 + r with |r| ≤ ½ ln 2; ln 2 in two parts, the first short enough for n times it to be exact.
    [MethodImpl(Inline)]
    private static (V N, V R) ReduceByLn2<V>(V x)
        where V : struct, ILanes<V>
    {
        var n = V.Round(x * Log2E);
        return V.IsDouble
            ? (n, V.MultiplyAdd(n, V.Const(-1.9082149292705877e-10), V.MultiplyAdd(n, V.Const(-0.69314718036912382), x)))
            : (n, V.MultiplyAdd(n, V.Const(2.12194440e-4), V.MultiplyAdd(n, V.Const(-0.693359375), x)));
    }

    // ½eˣ for x ≥ 0: it overflows only where sinh and cosh do.
    [MethodImpl(Inline)]
    private static V HalfExp<V>(V x)
        where V : struct, ILanes<V>
    {
        var (n, r) = ReduceByLn2(V.MinNative(V.Const(V.IsDouble ? 712 : 91), x));
        return V.Scale(ExpMinusOne(r) + 1, n - 1);
    }

    // (sinh(x)/x − 1)/x² in powers of x², the smallest largest error for |x| ≤ 1.
    [MethodImpl(Inline)]
    private static V SinhNearZero<V>(V x)
        where V : struct, ILanes<V>
    {
        var z = x * x;
        V p;
        if (V.IsDouble)
        {
            p = V.Const(7.758755881373544e-13);
            p = Next(p, z, 1.605725965547719e-10);
            p = Next(p, z, 2.5052123136372646e-08);
            p = Next(p, z, 2.7557319157086917e-06);
            p = Next(p, z, 0.00019841269841431783);
            p = Next(p, z, 0.008333333333333148);
            p = Next(p, z, 0.16666666666666669);
        }
        else
        {
            p = V.Const(2.8169752e-06);
            p = Next(p, z, 0.00019836155);
            p = Next(p, z, 0.0083333505);
            p = Next(p, z, 0.16666667);
        }
        return V.MultiplyAdd(x * z, p, x);
    }

    // (tanh(x)/x − 1)/x² in powers of x², the smallest largest error for |x| ≤ 0.625, in double precision.
    [MethodImpl(Inline)]
    private static V TanhNearZero<V>(V x)
        where V : struct, ILanes<V>
    {
        var z = x * x;
        var p = V.Const(-1.6072511461001218e-05);
        p = Next(p, z, 7.714423716396112e-05);
        p = Next(p, z, -0.00022856408719251536);
        p = Next(p, z, 0.0005863164737159776);
        p = Next(p, z, -0.0014549588559843107);
        p = Next(p, z, 0.0035919891692374655);
        p = Next(p, z, -0.008863221002042105);
        p = Next(p, z, 0.021869487576051335);
        p = Next(p, z, -0.05396825393126626);
        p = Next(p, z, 0.1333333333326209);
        p = Next(p, z, -0.33333333333332854);
        return V.MultiplyAdd(x * z, p, x);
    }

    // (eʳ − 1 − r)/r² in powers of r, the smallest largest error for |r| ≤ ½ ln 2.
    [MethodImpl(Inline)]
    private static V ExpMinusOne<V>(V r)
        where V : struct, ILanes<V>
    {
        V p;
        if (V.IsDouble)
        {
            p = V.Const(2.4999589642503363e-08);
            p = Next(p, r, 2.7630373240885697e-07);
            p = Next(p, r, 2.7557588691552007e-06);
            p = Next(p, r, 2.4801492783616246e-05);
            p = Next(p, r, 0.00019841269503016433);
            p = Next(p, r, 0.0013888888943894735);
            p = Next(p, r, 0.008333333333496572);
            p = Next(p, r, 0.04166666666652934);
            p = Next(p, r, 0.16666666666666408);
            p = Next(p, r, 0.5000000000000011);
        }
        else
        {
            p = V.Const(0.001381448);
            p = Next(p, r, 0.00836878);
            p = Next(p, r, 0.041668393);
            p = Next(p, r, 0.1666652);
            p = Next(p, r, 0.49999994);
        }
        return V.MultiplyAdd(p, r * r, r);
    }
}
