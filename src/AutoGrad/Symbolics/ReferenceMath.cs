namespace AutoGrad.Symbolics;

/// <summary>
/// The primitives that <see cref="Math"/> lacks on the smallest platform we compile for, in double precision: the slow, careful
/// versions that everything faster is tested against.
/// </summary>
internal static partial class ReferenceMath
{
    private const double TwoOverSqrtPi = 1.1283791670955126;
    private const double OneOverSqrtPi = 0.56418958354775629;
    private const double Log2E = 1.4426950408889634;

    /// <summary>log(1 + x), exact near 0 (Kahan's correction of the rounding in 1 + x).</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;
        if (u == 1 || double.IsPositiveInfinity(u))
            return x;
        return u <= 0 ? Math.Log(u) : Math.Log(u) - (u - 1 - x) / u;
    }

    /// <summary>exp(x) − 1, exact near 0.</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.5 || double.IsNaN(x))
            return Math.Exp(x) - 1;
        double term = x, sum = 0;
        for (int n = 2; n <= 20; n++)
        {
            term *= x / n;
            sum += term;
        }
        return x == 0 ? x : x + sum;
    }

    /// <summary>log₂ x: exact for powers of two.</summary>
    public static double Log2(double x)
    {
        if (!(x > 0) || double.IsInfinity(x))
            return Math.Log(x);
        double scaled = x < 2.3e-308 ? x * 18014398509481984.0 : x;
        long bits = BitConverter.DoubleToInt64Bits(scaled);
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFFL) | 0x3FF0000000000000L);
        int exponent = (int)(bits >> 52) - (x < 2.3e-308 ? 1077 : 1023);
        return mantissa > 1.4142135623730951 ? Math.Log(mantissa / 2) * Log2E + (exponent + 1) : Math.Log(mantissa) * Log2E + exponent;
    }

    /// <summary>1/(1 + exp(−x)), full relative accuracy in both tails.</summary>
    public static double Sigmoid(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /// <summary>The derivative of the sigmoid, σ(x)·σ(−x), full relative accuracy in both tails.</summary>
    public static double SigmoidSlope(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return e / ((1 + e) * (1 + e));
    }

    /// <summary>tanh(softplus(x)), full relative accuracy in the lower tail.</summary>
    public static double TanhSoftplus(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return x < 0 ? e * (2 + e) / (2 + e * (2 + e)) : (1 + 2 * e) / (1 + 2 * e * (1 + e));
    }

    /// <summary>The derivative of tanh(softplus(x)), full relative accuracy in both tails.</summary>
    public static double TanhSoftplusSlope(double x)
    {
        double e = Math.Exp(-Math.Abs(x)), denominator = x < 0 ? 2 + e * (2 + e) : 1 + 2 * e * (1 + e);
        return 4 * (1 + e) * (x < 0 ? e : e * e) / (denominator * denominator);
    }

    /// <summary>exp(−x²), full relative accuracy in both tails.</summary>
    public static double Gaussian(double x) => Math.Abs(x) > 28 ? 0 : ExpMinusSquare(x);

    /// <summary>log(sigmoid(x)) = −softplus(−x).</summary>
    public static double LogSigmoid(double x) => -Softplus(-x);

    /// <summary>log(1 + exp(x)) without overflow.</summary>
    public static double Softplus(double x) => double.IsNaN(x) ? x : Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>Inverse hyperbolic sine.</summary>
    public static double Asinh(double x)
    {
        double a = Math.Abs(x);
        double value = a > 1e150 ? Math.Log(a) + Math.Log(2) : Log1p(a + a * a / (1 + Math.Sqrt(a * a + 1)));
        return x < 0 || (x == 0 && 1 / x < 0) ? -value : value;
    }

    /// <summary>Inverse hyperbolic cosine.</summary>
    public static double Acosh(double x)
    {
        if (!(x >= 1))
            return double.NaN;
        if (x > 1e150)
            return Math.Log(x) + Math.Log(2);
        double t = x - 1;
        return Log1p(t + Math.Sqrt(t * (t + 2)));
    }

    /// <summary>Inverse hyperbolic tangent.</summary>
    public static double Atanh(double x)
    {
        double a = Math.Abs(x), value = 0.5 * Log1p(2 * a / (1 - a));
        return x < 0 || (x == 0 && 1 / x < 0) ? -value : value;
    }

    /// <summary>2/√π · ∫₀ˣ exp(−t²) dt.</summary>
    public static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (double.IsNaN(x) || a == 0)
            return x;
        double value = a < 1 ? ErfSeries(a) : 1 - ErfcFraction(a);
        return x < 0 ? -value : value;
    }

    /// <summary>1 − erf(x), full relative accuracy in the upper tail.</summary>
    public static double Erfc(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x < 0.5)
            return 1 - Erf(x);
        return ErfcFraction(x);
    }

    /// <summary>0, ±1 with the sign of x; NaN of NaN.</summary>
    public static double Sign(double x) => double.IsNaN(x) ? x : x > 0 ? 1 : x < 0 ? -1 : x;

    // x·Σ (−x²)ⁿ/(n!·(2n + 1)) (Abramowitz and Stegun 7.1.5), the first term last.
    private static double ErfSeries(double x)
    {
        double power = 1, sum = 0;
        for (int n = 1; n <= 20; n++)
        {
            power *= -x * x / n;
            sum += power / (2 * n + 1);
        }
        return TwoOverSqrtPi * (x * (1 + sum));
    }

    // Laplace's continued fraction (Abramowitz and Stegun 7.1.14), from the far end; the nearer to 0, the more terms.
    private static double ErfcFraction(double x)
    {
        if (double.IsPositiveInfinity(x))
            return 0;
        int terms = (int)(40 + 600 / (x * x));
        double fraction = x;
        for (int n = terms; n >= 1; n--)
            fraction = x + 0.5 * n / fraction;
        return OneOverSqrtPi * ExpMinusSquare(x) / fraction;
    }

    // x² has to be exact: an error of one unit in its last place is an error of x² units in the result.
    private static double ExpMinusSquare(double x)
    {
        double high = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & ~0x7FFFFFFL);
        double rest = (x - high) * (x + high);
        return Math.Exp(-high * high) * Math.Exp(-rest);
    }
}
