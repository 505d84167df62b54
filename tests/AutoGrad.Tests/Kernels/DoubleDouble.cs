namespace AutoGrad.Tests;

/// <summary>
/// A number as the unevaluated sum of two doubles, the second below half a unit in the last place of the first: about 32 digits. What
/// results in double precision are judged by.
/// </summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var (sum, lost) = Sum(a.High, b.High);
        var (lowSum, lowLost) = Sum(a.Low, b.Low);
        (sum, lost) = Renormalize(sum, lost + lowSum);
        return Renormalize(sum, lost + lowLost);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var (product, lost) = Product(a.High, b.High);
        return Renormalize(product, lost + (a.High * b.Low + a.Low * b.High));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        // Three steps of long division.
        double first = a.High / b.High;
        var rest = a - b * first;
        double second = rest.High / b.High;
        rest -= b * second;
        return Renormalize(first, second) + rest.High / b.High;
    }

    /// <summary>√a.</summary>
    public static DoubleDouble Sqrt(DoubleDouble a)
    {
        if (a.High == 0)
            return a;
        DoubleDouble root = Math.Sqrt(a.High);
        return root + (a - root * root) / (2 * root);
    }

    /// <summary>|a|.</summary>
    public static DoubleDouble Abs(DoubleDouble a) => a.High < 0 ? -a : a;

    /// <summary>a·2ⁿ.</summary>
    public static DoubleDouble Scale(DoubleDouble a, int n) => new(Math.ScaleB(a.High, n), Math.ScaleB(a.Low, n));

    /// <summary>a · b exactly.</summary>
    public static DoubleDouble Product(double a, double b)
    {
        double product = a * b;
        return new(product, Math.FusedMultiplyAdd(a, b, -product));
    }

    // a + b exactly (Knuth).
    private static DoubleDouble Sum(double a, double b)
    {
        double sum = a + b, part = sum - a;
        return new(sum, (a - (sum - part)) + (b - part));
    }

    // The same for |a| ≥ |b| (Dekker). An infinity has no rest.
    private static DoubleDouble Renormalize(double a, double b)
    {
        double sum = a + b;
        return new(sum, double.IsFinite(sum) ? b - (sum - a) : 0);
    }
}
