using System.Numerics;
using AutoGrad.Symbolics;

namespace AutoGrad;

public static partial class Functions
{
    /// <summary>eˣ.</summary>
    public static double Exp(double x) => Math.Exp(x);

    /// <inheritdoc cref="Exp(double)"/>
    public static T Exp<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Exp(Wide(x)));

    /// <inheritdoc cref="Exp(double)"/>
    public static Row Exp(Row x) => x.Map(Exp);

    /// <summary>The natural logarithm; NaN below 0.</summary>
    public static double Log(double x) => Math.Log(x);

    /// <inheritdoc cref="Log(double)"/>
    public static T Log<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Log(Wide(x)));

    /// <inheritdoc cref="Log(double)"/>
    public static Row Log(Row x) => x.Map(Log);

    /// <summary>2ˣ.</summary>
    public static double Exp2(double x) => Math.Pow(2, x);

    /// <inheritdoc cref="Exp2(double)"/>
    public static T Exp2<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Exp2(Wide(x)));

    /// <inheritdoc cref="Exp2(double)"/>
    public static Row Exp2(Row x) => x.Map(Exp2);

    /// <summary>The logarithm to base 2, exact for powers of two; NaN below 0.</summary>
    public static double Log2(double x) => ReferenceMath.Log2(x);

    /// <inheritdoc cref="Log2(double)"/>
    public static T Log2<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Log2(Wide(x)));

    /// <inheritdoc cref="Log2(double)"/>
    public static Row Log2(Row x) => x.Map(Log2);

    /// <summary>The logarithm to base 10; NaN below 0.</summary>
    public static double Log10(double x) => Math.Log10(x);

    /// <inheritdoc cref="Log10(double)"/>
    public static T Log10<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Log10(Wide(x)));

    /// <inheritdoc cref="Log10(double)"/>
    public static Row Log10(Row x) => x.Map(Log10);

    /// <summary>ln(1 + x), exact near 0.</summary>
    public static double Log1p(double x) => ReferenceMath.Log1p(x);

    /// <inheritdoc cref="Log1p(double)"/>
    public static T Log1p<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Log1p(Wide(x)));

    /// <inheritdoc cref="Log1p(double)"/>
    public static Row Log1p(Row x) => x.Map(Log1p);

    /// <summary>eˣ − 1, exact near 0.</summary>
    public static double Expm1(double x) => ReferenceMath.Expm1(x);

    /// <inheritdoc cref="Expm1(double)"/>
    public static T Expm1<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Expm1(Wide(x)));

    /// <inheritdoc cref="Expm1(double)"/>
    public static Row Expm1(Row x) => x.Map(Expm1);

    /// <summary>The hyperbolic sine.</summary>
    public static double Sinh(double x) => Math.Sinh(x);

    /// <inheritdoc cref="Sinh(double)"/>
    public static T Sinh<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Sinh(Wide(x)));

    /// <inheritdoc cref="Sinh(double)"/>
    public static Row Sinh(Row x) => x.Map(Sinh);

    /// <summary>The hyperbolic cosine.</summary>
    public static double Cosh(double x) => Math.Cosh(x);

    /// <inheritdoc cref="Cosh(double)"/>
    public static T Cosh<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Cosh(Wide(x)));

    /// <inheritdoc cref="Cosh(double)"/>
    public static Row Cosh(Row x) => x.Map(Cosh);

    /// <summary>The inverse hyperbolic sine.</summary>
    public static double Asinh(double x) => ReferenceMath.Asinh(x);

    /// <inheritdoc cref="Asinh(double)"/>
    public static T Asinh<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Asinh(Wide(x)));

    /// <inheritdoc cref="Asinh(double)"/>
    public static Row Asinh(Row x) => x.Map(Asinh);

    /// <summary>The inverse hyperbolic cosine; NaN below 1.</summary>
    public static double Acosh(double x) => ReferenceMath.Acosh(x);

    /// <inheritdoc cref="Acosh(double)"/>
    public static T Acosh<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Acosh(Wide(x)));

    /// <inheritdoc cref="Acosh(double)"/>
    public static Row Acosh(Row x) => x.Map(Acosh);

    /// <summary>The inverse hyperbolic tangent; NaN outside −1 to 1.</summary>
    public static double Atanh(double x) => ReferenceMath.Atanh(x);

    /// <inheritdoc cref="Atanh(double)"/>
    public static T Atanh<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Atanh(Wide(x)));

    /// <inheritdoc cref="Atanh(double)"/>
    public static Row Atanh(Row x) => x.Map(Atanh);

    /// <summary>2/√π · ∫₀ˣ exp(−t²) dt.</summary>
    public static double Erf(double x) => ReferenceMath.Erf(x);

    /// <inheritdoc cref="Erf(double)"/>
    public static T Erf<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Erf(Wide(x)));

    /// <inheritdoc cref="Erf(double)"/>
    public static Row Erf(Row x) => x.Map(Erf);

    /// <summary>1 − erf(x), exact in the upper tail.</summary>
    public static double Erfc(double x) => ReferenceMath.Erfc(x);

    /// <inheritdoc cref="Erfc(double)"/>
    public static T Erfc<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Erfc(Wide(x)));

    /// <inheritdoc cref="Erfc(double)"/>
    public static Row Erfc(Row x) => x.Map(Erfc);

    /// <summary>The derivative of the sigmoid, σ(x)·σ(−x): exact in both tails.</summary>
    public static double SigmoidSlope(double x) => ReferenceMath.SigmoidSlope(x);

    /// <inheritdoc cref="SigmoidSlope(double)"/>
    public static T SigmoidSlope<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(SigmoidSlope(Wide(x)));

    /// <inheritdoc cref="SigmoidSlope(double)"/>
    public static Row SigmoidSlope(Row x) => x.Map(SigmoidSlope);

    /// <summary>tanh(softplus(x)), the gate of <see cref="Mish(double)"/>: exact in the lower tail.</summary>
    public static double TanhSoftplus(double x) => ReferenceMath.TanhSoftplus(x);

    /// <inheritdoc cref="TanhSoftplus(double)"/>
    public static T TanhSoftplus<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(TanhSoftplus(Wide(x)));

    /// <inheritdoc cref="TanhSoftplus(double)"/>
    public static Row TanhSoftplus(Row x) => x.Map(TanhSoftplus);

    /// <summary>The derivative of tanh(softplus(x)): exact in both tails.</summary>
    public static double TanhSoftplusSlope(double x) => ReferenceMath.TanhSoftplusSlope(x);

    /// <inheritdoc cref="TanhSoftplusSlope(double)"/>
    public static T TanhSoftplusSlope<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(TanhSoftplusSlope(Wide(x)));

    /// <inheritdoc cref="TanhSoftplusSlope(double)"/>
    public static Row TanhSoftplusSlope(Row x) => x.Map(TanhSoftplusSlope);

    /// <summary>exp(−x²), exact in both tails.</summary>
    public static double Gaussian(double x) => ReferenceMath.Gaussian(x);

    /// <inheritdoc cref="Gaussian(double)"/>
    public static T Gaussian<T>(T x) where T : IFloatingPointIeee754<T> => Narrow<T>(Gaussian(Wide(x)));

    /// <inheritdoc cref="Gaussian(double)"/>
    public static Row Gaussian(Row x) => x.Map(Gaussian);
}
