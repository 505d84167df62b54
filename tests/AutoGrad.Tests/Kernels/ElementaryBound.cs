using AutoGrad.Kernels;

namespace AutoGrad.Tests;

/// <summary>
/// A function on lanes: the domain over which its error is bounded in each precision, the bounds in units of the last place, and the
/// double-double function that judges it. docs/numerics.md shows these lines with what was measured.
/// </summary>
internal sealed record ElementaryBound(
    string Name, Func<DoubleDouble, DoubleDouble> Exact, ElementaryDomain Single, ElementaryDomain Double, Func<Float1, Float1> OfSingle, Func<Double1, Double1> OfDouble)
{
    public static readonly ElementaryBound[] All =
    [
        new("exp", DoubleDoubleMath.Exp, new(-87, 88.7, 2), new(-708, 709.7, 2), Elementary.Exp, Elementary.Exp),
        new("exp2", DoubleDoubleMath.Exp2, new(-126, 127.9, 2), new(-1022, 1023.9, 2), Elementary.Exp2, Elementary.Exp2),
        new("expm1", DoubleDoubleMath.Expm1, new(-20, 88.7, 2), new(-40, 709.7, 2), Elementary.Expm1, Elementary.Expm1),
        new("log", DoubleDoubleMath.Log, new(1e-44, 3e38, 2), new(1e-320, 1e308, 2), Elementary.Log, Elementary.Log),
        new("log2", DoubleDoubleMath.Log2, new(1e-44, 3e38, 2), new(1e-320, 1e308, 2), Elementary.Log2, Elementary.Log2),
        new("log10", DoubleDoubleMath.Log10, new(1e-44, 3e38, 2), new(1e-320, 1e308, 2), Elementary.Log10, Elementary.Log10),
        new("log1p", DoubleDoubleMath.Log1p, new(-0.999, 1e30, 2), new(-0.999, 1e300, 2), Elementary.Log1p, Elementary.Log1p),
        new("sinh", DoubleDoubleMath.Sinh, new(-88, 88, 4), new(-709, 709, 4), Elementary.Sinh, Elementary.Sinh),
        new("cosh", DoubleDoubleMath.Cosh, new(-88, 88, 4), new(-709, 709, 4), Elementary.Cosh, Elementary.Cosh),
        new("tanh", DoubleDoubleMath.Tanh, new(-12, 12, 3), new(-25, 25, 2), Elementary.Tanh, Elementary.Tanh),
        new("sigmoid", DoubleDoubleMath.Sigmoid, new(-87, 30, 3), new(-708, 50, 2), Elementary.Sigmoid, Elementary.Sigmoid),
        new("sigmoidslope", DoubleDoubleMath.SigmoidSlope, new(-87, 87, 4), new(-708, 708, 3), Elementary.SigmoidSlope, Elementary.SigmoidSlope),
        new("tanhsoftplus", DoubleDoubleMath.TanhSoftplus, new(-87, 30, 4), new(-708, 50, 4), Elementary.TanhSoftplus, Elementary.TanhSoftplus),
        new("tanhsoftplusslope", DoubleDoubleMath.TanhSoftplusSlope, new(-87, 43, 8), new(-708, 354, 8), Elementary.TanhSoftplusSlope, Elementary.TanhSoftplusSlope),
        new("softplus", DoubleDoubleMath.Softplus, new(-87, 100, 2), new(-708, 100, 2), Elementary.Softplus, Elementary.Softplus),
        new("logsigmoid", DoubleDoubleMath.LogSigmoid, new(-100, 87, 2), new(-100, 708, 2), Elementary.LogSigmoid, Elementary.LogSigmoid),
        new("sin", DoubleDoubleMath.Sin, new(-8000, 8000, 2), new(-1e6, 1e6, 2), Elementary.Sin, Elementary.Sin),
        new("cos", DoubleDoubleMath.Cos, new(-8000, 8000, 2), new(-1e6, 1e6, 2), Elementary.Cos, Elementary.Cos),
        new("tan", DoubleDoubleMath.Tan, new(-8000, 8000, 4), new(-1e6, 1e6, 4), Elementary.Tan, Elementary.Tan),
        new("asin", DoubleDoubleMath.Asin, new(-1, 1, 4), new(-1, 1, 4), Elementary.Asin, Elementary.Asin),
        new("acos", DoubleDoubleMath.Acos, new(-1, 1, 4), new(-1, 1, 4), Elementary.Acos, Elementary.Acos),
        new("atan", DoubleDoubleMath.Atan, new(-1e6, 1e6, 2), new(-1e6, 1e6, 2), Elementary.Atan, Elementary.Atan),
        new("asinh", DoubleDoubleMath.Asinh, new(-1e30, 1e30, 4), new(-1e300, 1e300, 4), Elementary.Asinh, Elementary.Asinh),
        new("acosh", DoubleDoubleMath.Acosh, new(1, 1e30, 4), new(1, 1e300, 4), Elementary.Acosh, Elementary.Acosh),
        new("atanh", DoubleDoubleMath.Atanh, new(-0.9999, 0.9999, 4), new(-0.9999, 0.9999, 4), Elementary.Atanh, Elementary.Atanh),
        new("gaussian", DoubleDoubleMath.Gaussian, new(-9.3, 9.3, 2), new(-26.6, 26.6, 2), Elementary.Gaussian, Elementary.Gaussian),
        new("erf", DoubleDoubleMath.Erf, new(-6, 6, 4), new(-8, 8, 4), Elementary.Erf, Elementary.Erf),
        new("erfc", DoubleDoubleMath.Erfc, new(-6, 9.1, 8), new(-8, 26.5, 4), Elementary.Erfc, Elementary.Erfc),
        new("lgamma", DoubleDoubleMath.LogGamma, new(1e-37, 1e36, 1), new(1e-300, 1e300, 4), Elementary.LogGamma, Elementary.LogGamma),
        new("digamma", DoubleDoubleMath.Digamma, new(1e-37, 1e36, 1), new(1e-300, 1e300, 4), Elementary.Digamma, Elementary.Digamma),
        new("rsqrt", x => 1 / DoubleDouble.Sqrt(x), new(1e-37, 1e38, 2), new(1e-300, 1e300, 2), Elementary.Rsqrt, Elementary.Rsqrt),
    ];
}

/// <summary>Where an error is bounded, and by how many units of the last place.</summary>
internal readonly record struct ElementaryDomain(double Low, double High, double Ulps)
{
    private const int Count = 7919;

    /// <summary>Points evenly spaced, and points evenly spaced in the exponent on both sides of 0.</summary>
    public IEnumerable<double> Samples(double smallest)
    {
        for (int i = 0; i <= Count; i++)
            yield return Low + (High - Low) * (i / (double)Count);
        var (first, last) = (Math.ILogB(smallest), Math.ILogB(Math.Max(Math.Abs(Low), Math.Abs(High))) + 1);
        for (int i = 0; i <= Count; i++)
        {
            double magnitude = PowerOfTwo(first + (last - first) * (i / (double)Count));
            if (magnitude >= Low && magnitude <= High)
                yield return magnitude;
            if (-magnitude >= Low && -magnitude <= High)
                yield return -magnitude;
        }
    }

    /// <summary>2ˣ, straight between the integers: the same bits on every machine, as those of a library's power need not be.</summary>
    public static double PowerOfTwo(double x) => Math.ScaleB(1 + (x - Math.Floor(x)), (int)Math.Floor(x));
}
