using AutoGrad.Kernels;

namespace AutoGrad.Tests;

/// <summary>A function of two arguments: as <see cref="ElementaryBound"/>, over pairs of arguments whose range a text describes.</summary>
internal sealed record ElementaryBoundOfTwo(
    string Name, Func<double, double, DoubleDouble> Exact, Func<bool, IEnumerable<(double X, double Y)>> Samples, (string Domain, double Ulps) Single,
    (string Domain, double Ulps) Double, Func<Float1, Float1, Float1> OfSingle, Func<Double1, Double1, Double1> OfDouble)
{
    public static readonly ElementaryBoundOfTwo[] All =
    [
        new("atan2", DoubleDoubleMath.Atan2, Points, ("x, y: 2⁻³⁰ … 2³⁰", 3), ("x, y: 2⁻³⁰ … 2³⁰", 3), Elementary.Atan2, Elementary.Atan2),
        new("zeta", DoubleDoubleMath.Zeta, Orders, ("s: 2 … 6, q: 2⁻¹⁰ … 2²⁰", 1), ("s: 2 … 6, q: 2⁻¹⁰ … 2²⁰", 4), Elementary.Zeta, Elementary.Zeta),
        new("pow", DoubleDoubleMath.Pow, Powers, ("results 2⁻¹²⁵ … 2¹²⁷", 8), ("results 2⁻¹⁰²⁰ … 2¹⁰²²", 4), Elementary.Pow, Elementary.Pow),
    ];

    private static IEnumerable<(double, double)> Points(bool isDouble)
    {
        var random = new Random(1);
        for (int i = 0; i < 8000; i++)
            yield return (Coordinate(), Coordinate());

        double Coordinate() => (random.Next(2) * 2 - 1) * ElementaryDomain.PowerOfTwo(random.NextDouble() * 60 - 30);
    }

    private static IEnumerable<(double, double)> Orders(bool isDouble)
    {
        var random = new Random(3);
        for (int i = 0; i < 3000; i++)
            yield return (2 + i % 5, ElementaryDomain.PowerOfTwo(random.NextDouble() * 30 - 10));
    }

    // Bases of every size and close to 1, exponents that reach all over the range of results; and small powers.
    private static IEnumerable<(double, double)> Powers(bool isDouble)
    {
        var random = new Random(2);
        var (lowest, highest) = isDouble ? (-1020, 1022) : (-125, 127);
        for (int i = 0; i < 20_000; i++)
        {
            double logarithm = i % 4 == 0 ? Math.ScaleB(random.NextDouble() - 0.5, random.Next(-20, 0)) : lowest + (highest - lowest) * random.NextDouble();
            double x = ElementaryDomain.PowerOfTwo(logarithm);
            x = isDouble ? x : (float)x;
            // Rounded, so that the last bit of the library's logarithm does not count.
            double y = (float)((lowest + (highest - lowest) * random.NextDouble()) / Math.Log2(x));
            if (x != 1)
                yield return (x, y);
            yield return (10 * random.NextDouble(), random.Next(-6, 7) * 0.5);
        }
    }
}
