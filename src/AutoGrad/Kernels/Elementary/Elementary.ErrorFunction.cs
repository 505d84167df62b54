using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

public static partial class Elementary
{
    /// <summary>2/√π · ∫₀ˣ exp(−t²) dt.</summary>
    [MethodImpl(Inline)]
    public static V Erf<V>(V x)
        where V : struct, ILanes<V>
    {
        // NaN is not above 1 and comes out of the polynomial.
        var a = V.Abs(x);
        return V.Select(a > 1, CopySign(1 - ErfcOf(a), x), ErfNearZero(x));
    }

    /// <summary>1 − erf(x), full relative accuracy in the upper tail.</summary>
    [MethodImpl(Inline)]
    public static V Erfc<V>(V x)
        where V : struct, ILanes<V>
    {
        var tail = ErfcOf(V.Abs(x));
        return V.Select(x < 0, 2 - tail, tail);
    }

    /// <summary>exp(−x²), full relative accuracy in both tails.</summary>
    [MethodImpl(Inline)]
    public static V Gaussian<V>(V x)
        where V : struct, ILanes<V> => GaussianOf(WithinErfc(V.Abs(x)));

    // erf(x)/x − 1 in powers of x², the smallest largest error for |x| ≤ 1.
    [MethodImpl(Inline)]
    private static V ErfNearZero<V>(V x)
        where V : struct, ILanes<V>
    {
        var z = x * x;
        V p;
        if (V.IsDouble)
        {
            p = V.Const(5.945255584220722e-11);
            p = Next(p, z, -1.1365670671825423e-09);
            p = Next(p, z, 1.4657883530919173e-08);
            p = Next(p, z, -1.6350026192077193e-07);
            p = Next(p, z, 1.6460972954153757e-06);
            p = Next(p, z, -1.4925593518728226e-05);
            p = Next(p, z, 0.00012055331037551108);
            p = Next(p, z, -0.0008548326978765149);
            p = Next(p, z, 0.00522397762478137);
            p = Next(p, z, -0.02686617064507296);
            p = Next(p, z, 0.11283791670954858);
            p = Next(p, z, -0.3761263890318375);
            p = Next(p, z, 0.1283791670955126);
        }
        else
        {
            p = V.Const(7.85385e-05);
            p = Next(p, z, -0.00080102024);
            p = Next(p, z, 0.0051883305);
            p = Next(p, z, -0.026853815);
            p = Next(p, z, 0.112835854);
            p = Next(p, z, -0.37612626);
            p = Next(p, z, 0.12837917);
        }
        return V.MultiplyAdd(x, p, x);
    }

    // erfc(a) = exp(−a²)·q/(a + c) for a ≥ 0: q is so smooth in t = (a − c)/(a + c) that one polynomial reaches from 0 to where erfc is 0.
    // Near c = 3 it takes the fewest terms; at this c the first two coefficients happen to be floating-point numbers.
    [MethodImpl(Inline)]
    private static V ErfcOf<V>(V a)
        where V : struct, ILanes<V>
    {
        const double Center = 3.078125;
        a = WithinErfc(a);
        var (numerator, denominator) = (a - Center, a + Center);
        var reciprocal = 1 / denominator;
        var t = numerator * reciprocal;
        // What rounding took from a − c, a + c and the quotients is given back in double precision: near 0 it is most of a.
        var denominatorLost = a - (denominator - Center);
        if (V.IsDouble)
            t = V.MultiplyAdd((a - (numerator + Center)) - t * denominatorLost, reciprocal, t);
        V q;
        if (V.IsDouble)
        {
            q = V.Const(-3.7003029317405115e-10);
            q = Next(q, t, -4.658503180376329e-09);
            q = Next(q, t, -7.977489192908011e-09);
            q = Next(q, t, 2.987800259533915e-08);
            q = Next(q, t, 8.836943633292975e-08);
            q = Next(q, t, -1.0700708360942803e-07);
            q = Next(q, t, -5.798392124762703e-07);
            q = Next(q, t, 2.901568793044109e-07);
            q = Next(q, t, 3.4507491010948795e-06);
            q = Next(q, t, -9.162601757073703e-07);
            q = Next(q, t, -2.138185370689956e-05);
            q = Next(q, t, 9.802979447578745e-06);
            q = Next(q, t, 0.00014193330460152696);
            q = Next(q, t, -0.0001798760459634499);
            q = Next(q, t, -0.000896724787637805);
            q = Next(q, t, 0.0029929454139247086);
            q = Next(q, t, 0.0014559214222561964);
            q = Next(q, t, -0.035418269303920565);
            q = Next(q, t, 0.1356661234628573);
            q = Next(q, t, -0.3311453419341107);
            q = Next(q, t, 0.6083993762186688);
            q = Next(q, t, -0.8932262614540846);
            q = Next(q, t, 1.0764090930655679);
        }
        else
        {
            q = V.Const(5.331757e-05);
            q = Next(q, t, -0.00023189466);
            q = Next(q, t, -0.00084751553);
            q = Next(q, t, 0.0030333146);
            q = Next(q, t, 0.0014461372);
            q = Next(q, t, -0.035428416);
            q = Next(q, t, 0.13566697);
            q = Next(q, t, -0.3311444);
            q = Next(q, t, 0.60839933);
            q = Next(q, t, -0.89322627);
            q = Next(q, t, 1.0764091);
        }

        var quotient = q * reciprocal;
        if (V.IsDouble)
            quotient = V.MultiplyAdd(V.MultiplyAdd(-quotient, denominator, q) - quotient * denominatorLost, reciprocal, quotient);
        return quotient * GaussianOf(a);
    }

    // Beyond, exp(−a²) and erfc a are 0.
    [MethodImpl(Inline)]
    private static V WithinErfc<V>(V a)
        where V : struct, ILanes<V> => V.MinNative(V.Const(V.IsDouble ? 28 : 11), a);

    // exp(−a²) for a ≥ 0 within the clamp. a² in two parts: an error of one unit in its last place would be one of a² units in the result.
    [MethodImpl(Inline)]
    private static V GaussianOf<V>(V a)
        where V : struct, ILanes<V>
    {
        var high = UpperHalf(a);
        var (n, r) = ReduceByLn2(-(high * high));
        return V.Scale(ExpMinusOne(V.MultiplyAdd(high - a, a + high, r)) + 1, n);
    }
}
