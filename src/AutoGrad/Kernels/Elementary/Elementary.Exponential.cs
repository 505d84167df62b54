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
        var a = V.Abs(x);
        var t = Expm1(a);
        var large = Exp(0.5 * a);
        var value = V.Select(a > (V.IsDouble ? 40 : 20), 0.5 * large * large, 0.5 * (t + t / (t + 1)));
        return CopySign(value, x);
    }

    /// <summary>cosh x.</summary>
    [MethodImpl(Inline)]
    public static V Cosh<V>(V x)
        where V : struct, ILanes<V>
    {
        // e^(|x|/2) overflows only where cosh does.
        var a = V.Abs(x);
        var root = Exp(0.5 * a);
        var e = Exp(a);
        return V.Select(a > (V.IsDouble ? 40 : 20), 0.5 * root * root, 0.5 * e + 0.5 / e);
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
        var e = Exp(-V.Abs(x));
        return V.Select(x < 0, e, V.Const(1)) / (1 + e);
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

    // Taylor's series for |r| ≤ 0.3466: the first term left out is 4e-18 in double, 5e-9 in single precision.
    [MethodImpl(Inline)]
    private static V ExpMinusOne<V>(V r)
        where V : struct, ILanes<V>
    {
        V p;
        if (V.IsDouble)
        {
            p = V.Const(1 / 6227020800.0);
            p = Next(p, r, 1 / 479001600.0);
            p = Next(p, r, 1 / 39916800.0);
            p = Next(p, r, 1 / 3628800.0);
            p = Next(p, r, 1 / 362880.0);
            p = Next(p, r, 1 / 40320.0);
            p = Next(p, r, 1 / 5040.0);
        }
        else
        {
            p = V.Const(1 / 5040.0);
        }
        p = Next(p, r, 1 / 720.0);
        p = Next(p, r, 1 / 120.0);
        p = Next(p, r, 1 / 24.0);
        p = Next(p, r, 1 / 6.0);
        p = Next(p, r, 0.5);
        return V.MultiplyAdd(p, r * r, r);
    }
}
