using System.Numerics;
using AutoGrad.Symbolics;

namespace AutoGrad;

public static partial class Functions
{
    /// <summary>|x|; its derivative at 0 is 0.</summary>
    public static double Abs(double x) => Math.Abs(x);

    /// <inheritdoc cref="Abs(double)"/>
    public static T Abs<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Abs(Wide(x)));

    /// <inheritdoc cref="Abs(double)"/>
    public static Row Abs(Row x) => x.Map(Abs);

    /// <summary>−1, 0 or 1 with the sign of x; its derivative is 0.</summary>
    public static double Sign(double x) => ReferenceMath.Sign(x);

    /// <inheritdoc cref="Sign(double)"/>
    public static T Sign<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Sign(Wide(x)));

    /// <inheritdoc cref="Sign(double)"/>
    public static Row Sign(Row x) => x.Map(Sign);

    /// <summary>The largest integer not above x; its derivative is 0.</summary>
    public static double Floor(double x) => Math.Floor(x);

    /// <inheritdoc cref="Floor(double)"/>
    public static T Floor<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Floor(Wide(x)));

    /// <inheritdoc cref="Floor(double)"/>
    public static Row Floor(Row x) => x.Map(Floor);

    /// <summary>The smallest integer not below x; its derivative is 0.</summary>
    public static double Ceiling(double x) => Math.Ceiling(x);

    /// <inheritdoc cref="Ceiling(double)"/>
    public static T Ceiling<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Ceiling(Wide(x)));

    /// <inheritdoc cref="Ceiling(double)"/>
    public static Row Ceiling(Row x) => x.Map(Ceiling);

    /// <summary>The nearest integer, halves to even; its derivative is 0.</summary>
    public static double Round(double x) => Math.Round(x);

    /// <inheritdoc cref="Round(double)"/>
    public static T Round<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Round(Wide(x)));

    /// <inheritdoc cref="Round(double)"/>
    public static Row Round(Row x) => x.Map(Round);

    /// <summary>x without its fraction; its derivative is 0.</summary>
    public static double Truncate(double x) => Math.Truncate(x);

    /// <inheritdoc cref="Truncate(double)"/>
    public static T Truncate<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Truncate(Wide(x)));

    /// <inheritdoc cref="Truncate(double)"/>
    public static Row Truncate(Row x) => x.Map(Truncate);

    /// <summary>x itself, but a constant to whoever differentiates.</summary>
    public static double StopGradient(double x) => x;

    /// <inheritdoc cref="StopGradient(double)"/>
    public static T StopGradient<T>(T x) where T : IFloatingPointIeee754<T> => x;

    /// <inheritdoc cref="StopGradient(double)"/>
    public static Row StopGradient(Row x) => x;

    /// <inheritdoc cref="StopGradient(double)"/>
    public static Node StopGradient(Node x) => x.StopGradient();

    /// <summary>The smaller, NaN where either is; at a tie each has half of the gradient.</summary>
    public static double Min(double a, double b) => Math.Min(a, b);

    /// <inheritdoc cref="Min(double, double)"/>
    public static T Min<T>(T a, T b) where T : IFloatingPointIeee754<T> => Narrow<T>(Min(Wide(a), Wide(b)));

    /// <inheritdoc cref="Min(double, double)"/>
    public static Row Min(Row a, Row b) => a.Map(b, Min);

    /// <inheritdoc cref="Min(double, double)"/>
    public static Row Min(Row a, double b) => a.Map(x => Min(x, b));

    /// <inheritdoc cref="Min(double, double)"/>
    public static Row Min(double a, Row b) => b.Map(x => Min(a, x));

    /// <summary>The larger, NaN where either is; at a tie each has half of the gradient.</summary>
    public static double Max(double a, double b) => Math.Max(a, b);

    /// <inheritdoc cref="Max(double, double)"/>
    public static T Max<T>(T a, T b) where T : IFloatingPointIeee754<T> => Narrow<T>(Max(Wide(a), Wide(b)));

    /// <inheritdoc cref="Max(double, double)"/>
    public static Row Max(Row a, Row b) => a.Map(b, Max);

    /// <inheritdoc cref="Max(double, double)"/>
    public static Row Max(Row a, double b) => a.Map(x => Max(x, b));

    /// <inheritdoc cref="Max(double, double)"/>
    public static Row Max(double a, Row b) => b.Map(x => Max(a, x));
}
