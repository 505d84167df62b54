using System.Numerics;

namespace AutoGrad;

public static partial class Functions
{
    /// <summary>The sine of x radians.</summary>
    public static double Sin(double x) => Math.Sin(x);

    /// <inheritdoc cref="Sin(double)"/>
    public static T Sin<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Sin(Wide(x)));

    /// <inheritdoc cref="Sin(double)"/>
    public static Row Sin(Row x) => x.Map(Sin);

    /// <summary>The cosine of x radians.</summary>
    public static double Cos(double x) => Math.Cos(x);

    /// <inheritdoc cref="Cos(double)"/>
    public static T Cos<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Cos(Wide(x)));

    /// <inheritdoc cref="Cos(double)"/>
    public static Row Cos(Row x) => x.Map(Cos);

    /// <summary>The tangent of x radians.</summary>
    public static double Tan(double x) => Math.Tan(x);

    /// <inheritdoc cref="Tan(double)"/>
    public static T Tan<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Tan(Wide(x)));

    /// <inheritdoc cref="Tan(double)"/>
    public static Row Tan(Row x) => x.Map(Tan);

    /// <summary>The inverse sine, in radians; NaN outside −1 to 1.</summary>
    public static double Asin(double x) => Math.Asin(x);

    /// <inheritdoc cref="Asin(double)"/>
    public static T Asin<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Asin(Wide(x)));

    /// <inheritdoc cref="Asin(double)"/>
    public static Row Asin(Row x) => x.Map(Asin);

    /// <summary>The inverse cosine, in radians; NaN outside −1 to 1.</summary>
    public static double Acos(double x) => Math.Acos(x);

    /// <inheritdoc cref="Acos(double)"/>
    public static T Acos<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Acos(Wide(x)));

    /// <inheritdoc cref="Acos(double)"/>
    public static Row Acos(Row x) => x.Map(Acos);

    /// <summary>The inverse tangent, in radians.</summary>
    public static double Atan(double x) => Math.Atan(x);

    /// <inheritdoc cref="Atan(double)"/>
    public static T Atan<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Atan(Wide(x)));

    /// <inheritdoc cref="Atan(double)"/>
    public static Row Atan(Row x) => x.Map(Atan);

    /// <summary>The angle of the point (x, y), from −π to π.</summary>
    public static double Atan2(double y, double x) => Math.Atan2(y, x);

    /// <inheritdoc cref="Atan2(double, double)"/>
    public static T Atan2<T>(T y, T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Atan2(Wide(y), Wide(x)));

    /// <inheritdoc cref="Atan2(double, double)"/>
    public static Row Atan2(Row y, Row x) => y.Map(x, Atan2);

    /// <inheritdoc cref="Atan2(double, double)"/>
    public static Row Atan2(Row y, double x) => y.Map(value => Atan2(value, x));

    /// <inheritdoc cref="Atan2(double, double)"/>
    public static Row Atan2(double y, Row x) => x.Map(value => Atan2(y, value));
}
