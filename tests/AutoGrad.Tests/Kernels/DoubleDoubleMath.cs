using static AutoGrad.Tests.DoubleDouble;

namespace AutoGrad.Tests;

/// <summary>The elementary functions in double-double arithmetic: series after a reduction, and Newton's method for inverses. Slow and plain.</summary>
internal static partial class DoubleDoubleMath
{
    private static readonly DoubleDouble Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);
    private static readonly DoubleDouble Ln10 = new(2.302585092994046, -2.1707562233822494e-16);
    private static readonly DoubleDouble HalfPi = new(1.5707963267948966, 6.123233995736766e-17);
    private static readonly DoubleDouble TwoOverSqrtPi = new(1.1283791670955126, 1.533545961316588e-17);
    private const double ThirdPartOfHalfPi = -1.4973849048591698e-33;

    public static DoubleDouble Exp(DoubleDouble x)
    {
        var e = ScaledExp(x, out int n);
        return Scale(1 + e, n);
    }

    public static DoubleDouble Exp2(DoubleDouble x) => Exp(x * Ln2);

    public static DoubleDouble Log2(DoubleDouble x) => Log(x) / Ln2;

    public static DoubleDouble Log10(DoubleDouble x) => Log(x) / Ln10;

    public static DoubleDouble Expm1(DoubleDouble x)
    {
        // The next term would be lost in the format's range.
        if (Math.Abs(x.High) < 1e-100)
            return x;
        var e = ScaledExp(x, out int n);
        return n == 0 ? e : Scale(1 + e, n) - 1;
    }

    public static DoubleDouble Log(DoubleDouble x)
    {
        if (x.High is > 0.5 and < 1.5)
            return Log1p(x - 1);
        int n = Math.ILogB(x.High);
        var m = Scale(x, -n);
        double guess = Math.Log(m.High);
        return n * Ln2 + guess + LogNearOne(m * Exp(-guess) - 1);
    }

    public static DoubleDouble Log1p(DoubleDouble x)
    {
        if (Math.Abs(x.High) >= 0.5)
            return Log(1 + x);
        if (Math.Abs(x.High) < 1e-100)
            return x;
        double u = 1 + x.High, guess = u == 1 ? x.High : Math.Log(u) * x.High / (u - 1);
        var e = Expm1(guess);
        return guess + LogNearOne((x - e) / (1 + e));
    }

    public static DoubleDouble Sinh(DoubleDouble x) => Odd(x, a =>
    {
        // Of half the size as long as it could overflow.
        if (a.High > 100)
            return Scale(Exp(a / 2), -1) * Exp(a / 2);
        var e = Expm1(a);
        return (e + e / (1 + e)) / 2;
    });

    public static DoubleDouble Cosh(DoubleDouble x)
    {
        if (Math.Abs(x.High) > 100)
            return Sinh(Abs(x));
        var e = Exp(x);
        return (e + 1 / e) / 2;
    }

    public static DoubleDouble Tanh(DoubleDouble x) => Odd(x, a =>
    {
        var e = Expm1(2 * (a.High > 40 ? 40 : a));
        return e / (2 + e);
    });

    public static DoubleDouble Sigmoid(DoubleDouble x)
    {
        var e = Exp(-Abs(x));
        return (x.High < 0 ? e : 1) / (1 + e);
    }

    public static DoubleDouble Softplus(DoubleDouble x) => (x.High > 0 ? x : 0) + Log1p(Exp(-Abs(x)));

    public static DoubleDouble LogSigmoid(DoubleDouble x) => -Softplus(-x);

    public static DoubleDouble SigmoidSlope(DoubleDouble x)
    {
        var e = Exp(-Abs(x));
        return e / ((1 + e) * (1 + e));
    }

    // ((1 + e)² − 1)/((1 + e)² + 1), e = eˣ.
    public static DoubleDouble TanhSoftplus(DoubleDouble x)
    {
        var e = Exp(x.High > 100 ? 100 : x);
        return e * (e + 2) / (e * (e + 2) + 2);
    }

    // (1 − t²)·σ(x), 1 − t and 1 + t as quotients.
    public static DoubleDouble TanhSoftplusSlope(DoubleDouble x)
    {
        var s = Sigmoid(-x);
        return 4 * Sigmoid(x) * (s / (1 + s * s)) * (s / (1 + s * s));
    }

    public static DoubleDouble Gaussian(DoubleDouble x) => Exp(-(x * x));

    public static DoubleDouble Sin(DoubleDouble x) => Turned(x, 0);

    public static DoubleDouble Cos(DoubleDouble x) => Turned(x, 1);

    public static DoubleDouble Tan(DoubleDouble x) => Sin(x) / Cos(x);

    public static DoubleDouble Atan(DoubleDouble x) => Odd(x, a =>
    {
        if (a.High > 1)
            return HalfPi - Atan(1 / a);
        double guess = Math.Atan(a.High);
        var tan = Tan(guess);
        return guess + (a - tan) / (1 + a * tan);
    });

    public static DoubleDouble Atan2(double y, double x)
    {
        var angle = Atan(Abs(y) / (DoubleDouble)Math.Abs(x));
        return Odd(y, _ => x < 0 ? 2 * HalfPi - angle : angle);
    }

    public static DoubleDouble Asin(DoubleDouble x) => Odd(x, a => a.High == 1 ? HalfPi : Atan(a / Sqrt((1 - a) * (1 + a))));

    public static DoubleDouble Acos(DoubleDouble x) => x.High == -1 ? 2 * HalfPi : 2 * Atan(Sqrt((1 - x) / (1 + x)));

    public static DoubleDouble Asinh(DoubleDouble x) => Odd(x, a => a.High > 1e100 ? Log(a) + Ln2 : Log1p(a + a * a / (1 + Sqrt(1 + a * a))));

    public static DoubleDouble Acosh(DoubleDouble x) => x.High > 1e100 ? Log(x) + Ln2 : Log1p(x - 1 + Sqrt((x - 1) * (x + 1)));

    public static DoubleDouble Atanh(DoubleDouble x) => Odd(x, a => Log1p(2 * a / (1 - a)) / 2);

    public static DoubleDouble Pow(double x, double y) => Exp(y * Log(x));

    public static DoubleDouble Erf(DoubleDouble x) => Odd(x, a =>
    {
        if (a.High > 3)
            return 1 - Erfc(a);
        // Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!!, all terms of one sign.
        DoubleDouble term = a, sum = a;
        for (int n = 1; term.High > sum.High * 1e-34; n++)
        {
            term *= 2 * a * a / (2 * n + 1);
            sum += term;
        }
        return TwoOverSqrtPi * Exp(-(a * a)) * sum;
    });

    public static DoubleDouble Erfc(DoubleDouble x)
    {
        if (x.High < 2)
            return 1 - Erf(x);
        // Laplace's continued fraction, from the far end.
        var fraction = x;
        for (int n = (int)(40 + 1500 / (x.High * x.High)); n >= 1; n--)
            fraction = x + 0.5 * n / fraction;
        return TwoOverSqrtPi / 2 * Exp(-(x * x)) / fraction;
    }

    private static DoubleDouble Odd(DoubleDouble x, Func<DoubleDouble, DoubleDouble> ofMagnitude) => x.High < 0 ? -ofMagnitude(-x) : ofMagnitude(x);

    // eˣ·2⁻ⁿ − 1: the series for a 32nd of what is left of x after n·ln 2, squared five times.
    private static DoubleDouble ScaledExp(DoubleDouble x, out int n)
    {
        if (Math.Abs(x.High) > 2000)
            x = Math.CopySign(2000, x.High);
        n = (int)Math.Round(x.High / Ln2.High);
        var r = Scale(x - n * Ln2, -5);
        DoubleDouble term = r, sum = r;
        for (int k = 2; Math.Abs(term.High) > Math.Abs(sum.High) * 1e-34; k++)
        {
            term = term * r / k;
            sum += term;
        }
        for (int k = 0; k < 5; k++)
            sum *= 2 + sum;
        return sum;
    }

    // ln(1 + w) for a w of the size of rounding errors.
    private static DoubleDouble LogNearOne(DoubleDouble w) => w - w * w / 2;

    // sin(x + quarters·π/2).
    private static DoubleDouble Turned(DoubleDouble x, int quarters)
    {
        double q = Math.Round(x.High / HalfPi.High);
        var r = x - Product(q, HalfPi.High) - Product(q, HalfPi.Low) - q * ThirdPartOfHalfPi;
        quarters += (int)((long)q & 3);
        var value = Series(quarters % 2 == 0 ? r : 1, quarters % 2 == 0 ? 2 : 1);
        return (quarters & 2) == 0 ? value : -value;

        // The sine from the term r on, the cosine from the term 1 on.
        DoubleDouble Series(DoubleDouble term, int next)
        {
            var sum = term;
            for (int k = next; Math.Abs(term.High) > Math.Abs(sum.High) * 1e-34; k += 2)
            {
                term = -term * r * r / (k * (k + 1.0));
                sum += term;
            }
            return sum;
        }
    }
}
