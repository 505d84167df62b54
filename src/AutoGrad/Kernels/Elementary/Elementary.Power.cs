using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

public static partial class Elementary
{
    /// <summary>
    /// xʸ as IEEE 754 has it: 1 for y = 0 and for x = 1 whatever the other is (NaN too), NaN for x &lt; 0 unless y is an integer or x or y is
    /// infinite, the sign of x for odd y.
    /// </summary>
    // A call costs it little, and inlined it would leave no room for anything beside it: the JIT inlines into one method only so much.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Pow<V>(V x, V y)
        where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var result = PowOf(a, y);

        var infinity = V.Const(double.PositiveInfinity);
        var zero = V.Const(0);
        result = V.Select(V.Equals(a, zero), V.Select(y > 0, zero, infinity), result);
        result = V.Select(V.Equals(a, infinity), V.Select(y > 0, infinity, zero), result);

        // Every infinite y counts as an even integer.
        var isInteger = V.Equals(V.Floor(y), y);
        var isOdd = isInteger & ~V.Equals(2 * V.Floor(0.5 * y), y);
        result = CopySign(result, V.Select(isOdd, x, zero));
        result = V.Select((x < 0) & ~(isInteger | V.Equals(a, infinity)), V.Const(double.NaN), result);
        result = V.Select(V.Equals(x, x) & V.Equals(y, y), result, x + y);
        var isOne = V.Equals(y, zero) | V.Equals(x, V.Const(1)) | (V.Equals(a, V.Const(1)) & V.Equals(V.Abs(y), infinity));
        return V.Select(isOne, V.Const(1), result);
    }

    // aʸ = 2^(y·log₂ a) for 0 < a < ∞; y may be infinite unless a is 1.
    [MethodImpl(Inline)]
    private static V PowOf<V>(V a, V y)
        where V : struct, ILanes<V>
    {
        var (logHigh, logLow) = Log2InTwoParts(a);
        var yHigh = UpperHalf(y);
        var high = yHigh * logHigh;
        var low = (y - yHigh) * logHigh + y * logLow;

        var exponent = y * logHigh;
        var limit = V.IsDouble ? 1080 : 155;
        var n = V.Round(V.MinNative(V.MaxNative(high + low, V.Const(-limit)), V.Const(limit)));
        var result = V.Scale(ExpMinusOne(((high - n) + low) * Ln2) + 1, n);
        result = V.Select(exponent > limit, V.Const(double.PositiveInfinity), result);
        return V.Select(exponent < -limit, V.Const(0), result);
    }

    // log₂ a with half as many digits again as a lane holds, since an error of the logarithm is one of y·log₂ a times as much in the power. The
    // first part is so short that its products with other such numbers are exact, and so is every product of two such numbers below.
    [MethodImpl(Inline)]
    private static (V High, V Low) Log2InTwoParts<V>(V a)
        where V : struct, ILanes<V>
    {
        // s = (m − 1)/(m + 1) in two parts.
        var (m, exponent) = SplitExponent(a);
        var numerator = m - 1;
        var denominator = m + 1;
        var s = numerator / denominator;
        var sHigh = UpperHalf(s);
        var denominatorHigh = UpperHalf(denominator);
        var denominatorLow = m - (denominatorHigh - 1);
        var sLow = ((numerator - sHigh * denominatorHigh) - sHigh * denominatorLow) / denominator;

        // ln m = ⅔·s·(3 + s² + rest), rest = 3(s⁴/5 + s⁶/7 + …).
        var z = s * s;
        var zHigh = sHigh * sHigh;
        var rest = V.MultiplyAdd(z * z, AtanhRest(z), sLow * (s + sHigh));
        var sumHigh = UpperHalf(3 + (zHigh + rest));
        var sumLow = rest - ((sumHigh - 3) - zHigh);
        var productHigh = sHigh * sumHigh;
        var productLow = sLow * sumHigh + sumLow * s;
        var head = UpperHalf(productHigh + productLow);
        var tail = productLow - (head - productHigh);

        // Times ⅔/ln 2, and the exponent on top.
        var (factor, factorHigh, factorLow) = V.IsDouble
            ? (0.9617966939259756, 0.9617966860532761, 7.872699542894897e-09)
            : (0.9617967009544373, 0.961669921875, 0.00012677205086220056);
        var scaledHigh = factorHigh * head;
        var scaledLow = factorLow * head + factor * tail;
        var high = UpperHalf(exponent + (scaledHigh + scaledLow));
        return (high, scaledLow - ((high - exponent) - scaledHigh));
    }

    // 3(artanh(s)/s − 1 − z/3)/z² in powers of z = s² ≤ 0.0295, the smallest largest error.
    [MethodImpl(Inline)]
    private static V AtanhRest<V>(V z)
        where V : struct, ILanes<V>
    {
        V p;
        if (V.IsDouble)
        {
            p = V.Const(0.197964590735233);
            p = Next(p, z, 0.19885024565782936);
            p = Next(p, z, 0.23080144197473554);
            p = Next(p, z, 0.27272676384606526);
            p = Next(p, z, 0.33333333781622254);
            p = Next(p, z, 0.42857142855140684);
            return Next(p, z, 0.600000000000034);
        }
        p = V.Const(0.35129437);
        p = Next(p, z, 0.4282064);
        return Next(p, z, 0.6000023);
    }
}
