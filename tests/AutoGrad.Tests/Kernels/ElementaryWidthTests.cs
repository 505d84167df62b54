using System.Runtime.InteropServices;
using AutoGrad.Kernels;

namespace AutoGrad.Tests;

/// <summary>Every function at every width gives the bits that one lane gives, wherever the argument lies.</summary>
public class ElementaryWidthTests
{
    private static readonly double[] Arguments =
    [
        0.0, -0.0, 1, -1, 0.3, -0.3, 0.7, -0.9, 2.5, -3, 7, -12, 30, -90, 300, -800, 9000, -2e6, 1e30, -1e-30, 1e-40, 1e-310, 5e-324, 1e300,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, 0.999, 1.001, 0.5, -0.5, 4,
    ];

    [Fact]
    public void Every_width_gives_the_bits_of_one_lane()
    {
        float[] singles = Array.ConvertAll(Arguments, x => (float)x);
        Compare<Float512, Float1, float>(singles);
        Compare<Float256, Float1, float>(singles);
        Compare<Float128, Float1, float>(singles);
        Compare<Double512, Double1, double>(Arguments);
        Compare<Double256, Double1, double>(Arguments);
        Compare<Double128, Double1, double>(Arguments);
    }

    private static void Compare<V, S, T>(T[] arguments)
        where V : struct, ILanes<V, T>
        where S : struct, ILanes<S, T>
        where T : unmanaged
    {
        T[] wide = new T[V.Count], one = new T[1];
        for (int start = 0; start < arguments.Length; start += V.Count)
            for (int shift = 0; shift < arguments.Length; shift += 5)
            {
                T[] seconds = [.. Enumerable.Range(start + shift, V.Count).Select(i => arguments[i % arguments.Length])];
                var results = Results(V.Load(in arguments[start]), V.Load(in seconds[0]));
                for (int lane = 0; lane < V.Count; lane++)
                {
                    var expected = Results(S.Load(in arguments[start + lane]), S.Load(in seconds[lane]));
                    for (int i = 0; i < results.Length; i++)
                    {
                        V.Store(results[i].Value, ref wide[0]);
                        S.Store(expected[i].Value, ref one[0]);
                        Assert.True(
                            SameBits(wide[lane], one[0]),
                            $"{typeof(V).Name}: {results[i].Name} of {arguments[start + lane]} and {seconds[lane]} is {wide[lane]}; one lane gives {one[0]}.");
                    }
                }
            }
    }

    private static (string Name, V Value)[] Results<V>(V x, V y)
        where V : struct, ILanes<V> =>
    [
        ("exp", Elementary.Exp(x)), ("expm1", Elementary.Expm1(x)), ("log", Elementary.Log(x)), ("log1p", Elementary.Log1p(x)), ("sinh", Elementary.Sinh(x)),
        ("cosh", Elementary.Cosh(x)), ("tanh", Elementary.Tanh(x)), ("sigmoid", Elementary.Sigmoid(x)), ("softplus", Elementary.Softplus(x)),
        ("logsigmoid", Elementary.LogSigmoid(x)), ("sin", Elementary.Sin(x)), ("cos", Elementary.Cos(x)), ("tan", Elementary.Tan(x)), ("asin", Elementary.Asin(x)),
        ("acos", Elementary.Acos(x)), ("atan", Elementary.Atan(x)), ("asinh", Elementary.Asinh(x)), ("acosh", Elementary.Acosh(x)), ("atanh", Elementary.Atanh(x)),
        ("exp2", Elementary.Exp2(x)), ("log2", Elementary.Log2(x)), ("log10", Elementary.Log10(x)), ("truncate", Elementary.Truncate(x)), ("lgamma", Elementary.LogGamma(x)),
        ("digamma", Elementary.Digamma(x)), ("zeta", Elementary.Zeta(y, x)),
        ("sigmoidslope", Elementary.SigmoidSlope(x)), ("tanhsoftplus", Elementary.TanhSoftplus(x)), ("tanhsoftplusslope", Elementary.TanhSoftplusSlope(x)), ("gaussian", Elementary.Gaussian(x)),
        ("erf", Elementary.Erf(x)), ("erfc", Elementary.Erfc(x)), ("rsqrt", Elementary.Rsqrt(x)), ("sign", Elementary.Sign(x)), ("atan2", Elementary.Atan2(x, y)), ("pow", Elementary.Pow(x, y)),
    ];

    // The sign and payload of a NaN that arithmetic makes are the processor's choice.
    private static bool SameBits<T>(T a, T b)
        where T : unmanaged =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in a)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in b)))
        || (a is float.NaN && b is float.NaN) || (a is double.NaN && b is double.NaN);
}
