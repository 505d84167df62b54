namespace AutoGrad.Tests;

internal static partial class DoubleDoubleMath
{
    // From here on the asymptotic series have all digits.
    private const int Far = 40;

    private static readonly DoubleDouble HalfLogTwoPi = new(0.9189385332046728, -3.8782941580672414e-17);

    private static readonly (double Numerator, double Denominator)[] Bernoulli =
    [
        (1, 6), (-1, 30), (1, 42), (-1, 30), (5, 66), (-691, 2730), (7, 6), (-3617, 510), (43867, 798), (-174611, 330), (854513, 138), (-236364091, 2730),
        (8553103, 6), (-23749461029, 870), (8615841276005, 14322),
    ];

    /// <summary>ln Γ(x) for x &gt; 0, by Stirling's series far out.</summary>
    public static DoubleDouble LogGamma(DoubleDouble x)
    {
        if (x.High is 1 or 2 && x.Low == 0)
            return 0;
        DoubleDouble product = 1;
        for (; x.High < Far; x += 1)
            product *= x;
        return (x - 0.5) * Log(x) - x + HalfLogTwoPi + Series(x, n => 2 * n * (2 * n - 1)) * x - Log(product);
    }

    /// <summary>ψ(x) for x &gt; 0.</summary>
    public static DoubleDouble Digamma(DoubleDouble x)
    {
        DoubleDouble sum = 0;
        for (; x.High < Far; x += 1)
            sum += 1 / x;
        return Log(x) - 0.5 / x - Series(x, n => 2 * n) - sum;
    }

    /// <summary>Hurwitz' zeta function for q &gt; 0, by Euler's and Maclaurin's formula far out.</summary>
    public static DoubleDouble Zeta(double s, double order)
    {
        DoubleDouble sum = 0, q = order;
        for (; q.High < Far + 2 * s; q += 1)
            sum += Exp(-s * Log(q));
        DoubleDouble series = 0, factor = s / (2 * q);
        for (int n = 1; n <= Bernoulli.Length; n++)
        {
            series += (DoubleDouble)Bernoulli[n - 1].Numerator / Bernoulli[n - 1].Denominator * factor;
            factor = factor * (s + 2 * n - 1) / (2 * n + 1.0) * (s + 2 * n) / (2 * n + 2.0) / q / q;
        }
        return sum + Exp(-s * Log(q)) * (q / (s - 1) + 0.5 + series);
    }

    // Σ B₂ₙ/(d(n)·x²ⁿ).
    private static DoubleDouble Series(DoubleDouble x, Func<int, double> divisor)
    {
        DoubleDouble power = 1, sum = 0;
        for (int n = 1; n <= Bernoulli.Length; n++)
        {
            power = power / x / x;
            sum += (DoubleDouble)Bernoulli[n - 1].Numerator / (Bernoulli[n - 1].Denominator * divisor(n)) * power;
        }
        return sum;
    }
}
