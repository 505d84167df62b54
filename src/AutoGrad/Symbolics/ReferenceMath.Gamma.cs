namespace AutoGrad.Symbolics;

// The gamma function: its logarithm and the derivatives of that. What the asymptotic series do not reach is brought to them, or to the intervals around the zeros.
internal static partial class ReferenceMath
{
    private const double HalfLogTwoPi = 0.91893853320467274;
    private const double DigammaRoot = 1.4616321449683622, DigammaRootRest = 9.549995429965697e-17;

    // ln Γ(x)/((x − 1)(x − 2)) in powers of x − 1.5, from 1 to 2, and of x − 2.5, from 2 to 3; the highest power first.
    private static readonly double[] LogGammaFromOne =
    [
        -1.804276273750087e-05, 2.8340547351058232e-05, -2.2062867871136606e-05, 3.4988964640274815e-05, -6.765020809380933e-05,
        0.00010771545393886628, -0.00016865016226225166, 0.0002708950296280356, -0.0004380224528708151, 0.0007115650250304279,
        -0.0011644126224041502, 0.0019229132430031888, -0.003212074148968353, 0.005446457956850198, -0.009425622447061077, 0.01679709862898276,
        -0.0313084875010217, 0.06291140107458168, -0.14595989591430608, 0.4831289505409809,
    ];

    private static readonly double[] LogGammaFromTwo =
    [
        -3.354980266950506e-08, 8.869766646857856e-08, -2.0179796339065143e-07, 5.383952194785158e-07, -1.4574458942322836e-06,
        3.931687998572382e-06, -1.068227978456627e-05, 2.929915410862951e-05, -8.13022919694818e-05, 0.0002290536456758698, -0.0006586397066756878,
        0.0019490574886904051, -0.006018768527034356, 0.01990515430474625, -0.07466357415449942, 0.37957716063055885,
    ];

    // ψ(x)/(x − root) in powers of x − 1.5, from 1 to 2.
    private static readonly double[] DigammaFromOne =
    [
        -0.00017312261802727394, 0.00025968482126430747, -0.00015148586836773365, 0.0002272331660987376, -0.0004821990530566789,
        0.0007233266279287554, -0.0010376374098418604, 0.0015566317474486838, -0.002345267632540769, 0.003519006401502276, -0.005279964873257405,
        0.007926944646403797, -0.011908218001568644, 0.0179072524394512, -0.02697579675613825, 0.04076083381242074, -0.061922133273064534,
        0.09498872445494122, -0.14840492305390884, 0.2405424842407742, -0.4236274212814605, 0.951055876031833,
    ];

    // B₂ₙ/(2n(2n − 1)), B₂ₙ/2n and B₂ₙ/(2n)!, B the Bernoulli numbers.
    private static readonly double[] Stirling = [1 / 156.0, -691 / 360360.0, 1 / 1188.0, -1 / 1680.0, 1 / 1260.0, -1 / 360.0, 1 / 12.0];
    private static readonly double[] DigammaSeries = [1 / 12.0, -691 / 32760.0, 1 / 132.0, -1 / 240.0, 1 / 252.0, -1 / 120.0, 1 / 12.0];
    private static readonly double[] EulerMaclaurin =
        [1 / 12.0, -1 / 720.0, 1 / 30240.0, -1 / 1209600.0, 1 / 47900160.0, -691 / 1307674368000.0, 1 / 74724249600.0, -3617 / 10670622842880000.0];

    /// <summary>ln |Γ(x)|: ∞ at 0 and the negative integers. Full relative accuracy for positive x, absolute near the zeros between the poles.</summary>
    public static double LogGamma(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (double.IsInfinity(x) || (x <= 0 && x == Math.Floor(x)))
            return double.PositiveInfinity;
        // Γ(x)·Γ(−x) = −π/(x·sin πx).
        if (x < -0.5)
            return Math.Log(Math.PI / (-x * Math.Sin(Math.PI * Math.Abs(x - Math.Round(x))))) - LogGamma(-x);
        if (x < 0)
            return LogGamma(1 + x) - Math.Log(-x);
        // Γ(x) = Γ(x + 1)/x, without what x + 1 would lose.
        if (x < 1)
            return x * (x - 1) * Polynomial(LogGammaFromOne, x - 0.5) - Math.Log(x);
        if (x >= 10)
            return (x - 0.5) * (Math.Log(x) - 1) + (HalfLogTwoPi - 0.5 + Polynomial(Stirling, 1 / (x * x)) / x);
        double product = 1;
        for (; x > 3; product *= x)
            x--;
        double near = (x - 1) * (x - 2) * (x < 2 ? Polynomial(LogGammaFromOne, x - 1.5) : Polynomial(LogGammaFromTwo, x - 2.5));
        return near + Math.Log(product);
    }

    /// <summary>ψ(x) = d/dx ln Γ(x): ∓∞ at ±0, NaN at the negative integers. Full relative accuracy for positive x.</summary>
    public static double Digamma(double x)
    {
        if (x == 0 || double.IsPositiveInfinity(x))
            return x == 0 ? -1 / x : x;
        if (x < 0)
            return x == Math.Floor(x) ? double.NaN : Digamma(1 - x) - Math.PI / Math.Tan(Math.PI * (x - Math.Round(x)));
        if (x < 1)
            return Digamma(1 + x) - 1 / x;
        if (!(x < 10))
            return Math.Log(x) - 0.5 / x - Polynomial(DigammaSeries, 1 / (x * x)) / x / x;
        double sum = 0;
        for (; x > 2; sum += 1 / x)
            x--;
        return (x - DigammaRoot - DigammaRootRest) * Polynomial(DigammaFromOne, x - 1.5) + sum;
    }

    /// <summary>
    /// Hurwitz' ζ(s, q) = Σₖ (q + k)⁻ˢ for s &gt; 1: (−1)ˢ·(s − 1)!·ζ(s, q) is the derivative of order s − 1 of ψ. ∞ where q is 0 or a negative
    /// integer; NaN for other negative q unless s is an integer.
    /// </summary>
    public static double Zeta(double s, double q)
    {
        if (!(s >= 1) || double.IsNaN(q) || double.IsNegativeInfinity(q))
            return double.NaN;
        if (s == 1 || (q <= 0 && q == Math.Floor(q)))
            return double.PositiveInfinity;
        return q > 0 ? ZetaOfPositive(s, q) : s == Math.Floor(s) ? ZetaMirrored(s, q) : double.NaN;
    }

    // The terms below 0 are those of two other sums.
    private static double ZetaMirrored(double s, double q)
    {
        double below = Math.Ceiling(q) - q, sign = s % 2 == 0 ? 1 : -1;
        return ZetaOfPositive(s, 1 - below) + sign * (ZetaOfPositive(s, below) - ZetaOfPositive(s, 1 - q));
    }

    private static double ZetaOfPositive(double s, double q)
    {
        if (double.IsInfinity(s) || double.IsInfinity(q))
            return q < 1 ? double.PositiveInfinity : q == 1 ? 1 : 0;
        // With what rounding took from the sum.
        double sum = 0, lost = 0;
        for (; q < 10 + s; q++)
        {
            double term = Math.Pow(q, -s), next = sum + term;
            if (next == sum)
                return sum;
            lost += term - (next - sum);
            sum = next;
        }
        // The rest by Euler and Maclaurin.
        double series = 0, factor = s / q;
        for (int n = 0; n < EulerMaclaurin.Length; n++)
        {
            series += EulerMaclaurin[n] * factor;
            factor *= (s + 2 * n + 1) / q * ((s + 2 * n + 2) / q);
        }
        return sum + (lost + Math.Pow(q, -s) * (q / (s - 1) + (0.5 + series)));
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        double sum = 0;
        foreach (double coefficient in coefficients)
            sum = sum * x + coefficient;
        return sum;
    }
}
