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
        // Beyond these the result is ∞ or 0; within, 2ⁿ in two halves reaches subnormals and the last binade.
        var clamped = V.IsDouble
            ? V.MinNative(V.MaxNative(x, V.Const(-746)), V.Const(710))
            : V.MinNative(V.MaxNative(x, V.Const(-104)), V.Const(89));
        var (n, r) = ReduceByLn2(clamped);
        var half = V.Floor(0.5 * n);
        var result = (ExpMinusOne(r) + 1) * PowerOfTwo(half) * PowerOfTwo(n - half);
        return V.Select(V.Equals(x, x), result, x);
    }

    /// <summary>2ˣ.</summary>
    [MethodImpl(Inline)]
    public static V Exp2<V>(V x)
        where V : struct, ILanes<V>
    {
        // As eˣ; what is left after the integer is exact.
        var clamped = V.IsDouble
            ? V.MinNative(V.MaxNative(x, V.Const(-1080)), V.Const(1030))
            : V.MinNative(V.MaxNative(x, V.Const(-160)), V.Const(130));
        var n = V.Round(clamped);
        var half = V.Floor(0.5 * n);
        var result = (ExpMinusOne((clamped - n) * Ln2) + 1) * PowerOfTwo(half) * PowerOfTwo(n - half);
        return V.Select(V.Equals(x, x), result, x);
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
        return V.Select(V.Equals(x, x), half + 0.25 / half, x);
    }

    /// <summary>tanh x.</summary>
    [MethodImpl(Inline)]
    public static V Tanh<V>(V x)
        where V : struct, ILanes<V>
    {
        // 1 − 2/(e²ˣ + 1) loses digits only near 0. NaN is not above the threshold and comes out of the polynomial.
        var a = V.Abs(x);
        var (n, r) = ReduceByLn2(V.MinNative(2 * a, V.Const(V.IsDouble ? 40 : 20)));
        var large = 1 - 2 / (V.MultiplyAdd(ExpMinusOne(r), PowerOfTwo(n), PowerOfTwo(n)) + 1);
        return CopySign(V.Select(a > 0.625, large, TanhNearZero(a)), x);
    }

    /// <summary>1/(1 + e⁻ˣ), full relative accuracy in both tails.</summary>
    [MethodImpl(Inline)]
    public static V Sigmoid<V>(V x)
        where V : struct, ILanes<V>
    {
        // What rounding took from 1 + e is given back to first order; 1/(1 + e) is 1 − σ on the left and σ on the right.
        var e = Exp(-V.Abs(x));
        var isLeft = x < 0;
        var sum = 1 + e;
        var quotient = V.Select(isLeft, e, V.Const(1)) / sum;
        return V.MultiplyAdd(quotient * V.Select(isLeft, 1 - quotient, quotient), (sum - 1) - e, quotient);
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
        var (n, r) = ReduceByLn2(V.MinNative(x, V.Const(V.IsDouble ? 712 : 91)));
        var half = V.Floor(0.5 * n);
        return (ExpMinusOne(r) + 1) * PowerOfTwo(half) * PowerOfTwo(n - half - 1);
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

    // (tanh(x)/x − 1)/x² in powers of x², the smallest largest error for |x| ≤ 0.625.
    [MethodImpl(Inline)]
    private static V TanhNearZero<V>(V x)
        where V : struct, ILanes<V>
    {
        var z = x * x;
        V p;
        if (V.IsDouble)
        {
            p = V.Const(-1.6072511461001218e-05);
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
        }
        else
        {
            p = V.Const(-0.005705077);
            p = Next(p, z, 0.020639237);
            p = Next(p, z, -0.05373979);
            p = Next(p, z, 0.13331443);
            p = Next(p, z, -0.3333328);
        }
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
