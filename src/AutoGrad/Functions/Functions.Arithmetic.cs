using System.Numerics;

namespace AutoGrad;

public static partial class Functions
{
    /// <summary>x².</summary>
    public static double Square(double x) => x * x;

    /// <inheritdoc cref="Square(double)"/>
    public static T Square<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Square(Wide(x)));

    /// <inheritdoc cref="Square(double)"/>
    public static Row Square(Row x) => x.Map(Square);

    /// <summary>1/x.</summary>
    public static double Reciprocal(double x) => 1 / x;

    /// <inheritdoc cref="Reciprocal(double)"/>
    public static T Reciprocal<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Reciprocal(Wide(x)));

    /// <inheritdoc cref="Reciprocal(double)"/>
    public static Row Reciprocal(Row x) => x.Map(Reciprocal);

    /// <summary>√x; NaN below 0.</summary>
    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <inheritdoc cref="Sqrt(double)"/>
    public static T Sqrt<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Sqrt(Wide(x)));

    /// <inheritdoc cref="Sqrt(double)"/>
    public static Row Sqrt(Row x) => x.Map(Sqrt);

    /// <summary>1/√x; NaN below 0.</summary>
    public static double Rsqrt(double x) => 1 / Math.Sqrt(x);

    /// <inheritdoc cref="Rsqrt(double)"/>
    public static T Rsqrt<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Rsqrt(Wide(x)));

    /// <inheritdoc cref="Rsqrt(double)"/>
    public static Row Rsqrt(Row x) => x.Map(Rsqrt);

    /// <summary>xʸ.</summary>
    public static double Pow(double x, double y) => Math.Pow(x, y);

    /// <inheritdoc cref="Pow(double, double)"/>
    public static T Pow<T>(T x, T y) where T : IFloatingPointIeee754<T> => Narrow<T>(Pow(Wide(x), Wide(y)));

    /// <inheritdoc cref="Pow(double, double)"/>
    public static Row Pow(Row x, Row y) => x.Map(y, Pow);

    /// <inheritdoc cref="Pow(double, double)"/>
    public static Row Pow(Row x, double y) => x.Map(value => Pow(value, y));

    /// <inheritdoc cref="Pow(double, double)"/>
    public static Row Pow(double x, Row y) => y.Map(value => Pow(x, value));
}
