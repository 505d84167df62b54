using System.Numerics;

namespace AutoGrad;

// Every function has a form for double, in which formulas are written; a generic one, which rounds what double gives; and one for rows.
// A whole number picks the form for double: the generic one asks for a floating-point type.
public static partial class Functions
{
    private static double Wide<T>(T x) where T : IFloatingPointIeee754<T> => double.CreateTruncating(x);

    private static T Narrow<T>(double x) where T : IFloatingPointIeee754<T> => T.CreateTruncating(x);
}
