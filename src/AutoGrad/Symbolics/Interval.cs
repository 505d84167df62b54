namespace AutoGrad.Symbolics;

/// <summary>All numbers from <paramref name="Low"/> to <paramref name="High"/>, ends included. NaN is in no interval.</summary>
internal readonly record struct Interval(double Low, double High)
{
    public static Interval All => new(double.NegativeInfinity, double.PositiveInfinity);

    public static Interval Truth => new(0, 1);

    public static Interval NotNegative => new(0, double.PositiveInfinity);

    public bool Contains(double value) => Low <= value && value <= High;

    public bool IsPoint => Low == High;

    /// <summary>The image under a function that never falls.</summary>
    public Interval Rising(Func<double, double> f) => new(Ordered(f(Low), double.NegativeInfinity), Ordered(f(High), double.PositiveInfinity));

    /// <summary>The image under a function that never rises.</summary>
    public Interval Falling(Func<double, double> f) => new(Ordered(f(High), double.NegativeInfinity), Ordered(f(Low), double.PositiveInfinity));

    /// <summary>The smallest interval that holds both.</summary>
    public static Interval Union(Interval a, Interval b) => new(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High));

    public static Interval operator +(Interval a, Interval b) =>
        new(Ordered(a.Low + b.Low, double.NegativeInfinity), Ordered(a.High + b.High, double.PositiveInfinity));

    public static Interval operator -(Interval a) => new(-a.High, -a.Low);

    public static Interval operator -(Interval a, Interval b) => a + -b;

    public static Interval operator *(Interval a, Interval b)
    {
        double[] products = [Product(a.Low, b.Low), Product(a.Low, b.High), Product(a.High, b.Low), Product(a.High, b.High)];
        return new(products.Min(), products.Max());
    }

    public static Interval operator /(Interval a, Interval b) =>
        b.Contains(0) ? All : a * new Interval(1 / b.High, 1 / b.Low);

    public Interval Square()
    {
        double low = Low * Low, high = High * High;
        return new(Contains(0) ? 0 : Math.Min(low, high), Math.Max(low, high));
    }

    // ∞ · 0 counts as 0: the ends are limits that are never reached.
    private static double Product(double x, double y) => x == 0 || y == 0 ? 0 : x * y;

    private static double Ordered(double value, double whenNaN) => double.IsNaN(value) ? whenNaN : value;
}
