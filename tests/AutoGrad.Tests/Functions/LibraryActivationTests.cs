using System.Numerics;

namespace AutoGrad.Tests;

/// <summary>Every element-wise activation of the library, in every generated form, against the method it was generated from.</summary>
public class LibraryActivationTests
{
    // Far in the lower tail the rounding of the argument of erfc or σ is multiplied by the slope of its logarithm, which grows with x².
    private static readonly Dictionary<string, double> LargestErrors = new() { ["GELU"] = 200, ["GELUTanh"] = 200, ["QuickGELU"] = 40 };

    // x − tanh(x) loses digits of x near 0, as in every library: it is as good as x is.
    private static readonly string[] Differences = ["TanhShrink"];

    public static TheoryData<string> Names => [.. LibraryActivation.Names];

    [Fact]
    public void There_are_as_many_as_the_documents_say() => Assert.Equal(30, LibraryActivation.Names.Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void Body_and_tail_are_the_same_bits_at_every_length_and_offset_and_in_place(string name)
    {
        var activation = LibraryActivation.Of(name);
        SameBits(activation.Map<float>(), activation.Gradient<float>(), BitConverter.SingleToInt32Bits);
        SameBits(activation.Map<double>(), activation.Gradient<double>(), BitConverter.DoubleToInt64Bits);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Results_in_single_precision_are_within_4_units_of_the_last_place(string name)
    {
        var activation = LibraryActivation.Of(name);
        float[] x = [.. Enumerable.Range(-4000, 8001).Select(i => i / 250f), .. Enumerable.Range(-140, 180).SelectMany(e => new[] { float.ScaleB(1.3f, e), -float.ScaleB(1.7f, e) }).Where(v => MathF.Abs(v) < 80)];
        var y = new float[x.Length];
        activation.Map<float>()(x, y);
        double largest = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double expected = activation.Value(x[i]);
            float magnitude = MathF.Max(MathF.Abs(Differences.Contains(name) ? x[i] : (float)expected), 1.17549435E-38f);
            double ulps = Math.Abs(y[i] - expected) / (MathF.BitIncrement(magnitude) - magnitude);
            largest = Math.Max(largest, ulps);
            Assert.True(ulps <= LargestErrors.GetValueOrDefault(name, 4), $"{name}({x[i]:R}) = {y[i]:R}, the method gives {expected:R}: {ulps:0.0} ulp.");
        }
        // A bound that is far above what is found would hide a loss of accuracy.
        Assert.True(!LargestErrors.ContainsKey(name) || largest > 4, $"{name}: the largest error is {largest}, so it needs no bound of its own.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_in_single_precision_are_within_4_units_of_the_last_place_of_1_or_of_themselves(string name)
    {
        // Many derivatives cross zero, where no number of their own last places can be promised.
        var activation = LibraryActivation.Of(name);
        float[] x = [.. Enumerable.Range(-4000, 8001).Select(i => i / 250f)], ones = [.. x.Select(_ => 1f)], slopes = new float[x.Length];
        double[] expected = new double[x.Length];
        activation.Gradient<float>()(x, ones, slopes);
        activation.Gradient<double>()([.. x.Select(v => (double)v)], [.. x.Select(_ => 1.0)], expected);
        for (int i = 0; i < x.Length; i++)
            Assert.True(
                Math.Abs(slopes[i] - expected[i]) <= 4 * 1.1920929e-7 * Math.Max(1, Math.Abs(expected[i])),
                $"{name}′({x[i]:R}) = {slopes[i]:R}, in double precision {expected[i]:R}: {Math.Abs(slopes[i] - expected[i]) / 1.1920929e-7 / Math.Max(1, Math.Abs(expected[i])):0.0} units.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Special_values_come_out_as_the_method_gives_them(string name)
    {
        var activation = LibraryActivation.Of(name);
        double[] x = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, double.MaxValue, double.MinValue], y = new double[x.Length];
        activation.Map<double>()(x, y);
        for (int i = 0; i < x.Length; i++)
            Assert.True(y[i].Equals(activation.Value(x[i])) || Math.Abs(y[i] / activation.Value(x[i]) - 1) < 1e-14, $"{name}({x[i]}) = {y[i]}, the method gives {activation.Value(x[i])}.");
        Assert.True(double.IsNaN(y[0]), $"{name} of NaN is {y[0]}.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_agree_with_differences_to_second_order(string name)
    {
        var activation = LibraryActivation.Of(name);
        // None of them at a kink: those are at −3, −1, ±0.5, 0, 1, 3 and 6.
        double[] x = [-4.2, -2.7, -1.6, -0.55, 0.35, 1.4, 2.2, 3.7, 6.8], upstream = [1, -0.5, 2, 0.3, 1.7, -1, 0.8, 1.1, -2], gradient = new double[x.Length];
        activation.Gradient<double>()(x, upstream, gradient);
        for (int i = 0; i < x.Length; i++)
            Assert.Equal(upstream[i] * Slope(activation.Value, x[i]), gradient[i], 1e-8);

        Node node = Node.Input("x", [x.Length], ElementType.Float64), given = Node.Constant(upstream, [x.Length], ElementType.Float64);
        var first = Gradient.Vjp(activation.Call(node), node, given);
        Assert.Equal(gradient, first.Evaluate((node, x)), (a, b) => Math.Abs(a - b) <= 1e-13 * Math.Max(1, Math.Abs(a)));
        double[] second = Gradient.Of(first.Sum(), [node], Disconnected.Zero)[0].Evaluate((node, x));
        for (int i = 0; i < x.Length; i++)
            Assert.Equal(upstream[i] * Slope(at => SlopeBySpan(activation, at), x[i]), second[i], 1e-7);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_layer_applies_the_function_with_its_defaults(string name)
    {
        var activation = LibraryActivation.Of(name);
        Node x = Node.Input("x", [5], ElementType.Float64);
        double[] at = [-2.5, -0.7, 0.2, 0.8, 7];
        Assert.Equal(at.Select(activation.Value), activation.Layer().Forward(x).Evaluate((x, at)), (a, b) => Math.Abs(a - b) <= 1e-14 * Math.Max(1, Math.Abs(a)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Spans_allocate_nothing(string name)
    {
        var activation = LibraryActivation.Of(name);
        var (map, gradient) = (activation.Map<float>(), activation.Gradient<double>());
        float[] x = new float[1000];
        double[] y = new double[1000];
        map(x, x);
        gradient(y, y, y);
        long before = GC.GetAllocatedBytesForCurrentThread();
        map(x, x);
        gradient(y, y, y);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void SameBits<T, B>(Map<T> map, GradientMap<T> gradient, Func<T, B> bits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T[] special = [T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.Zero, T.NegativeZero, T.Epsilon, -T.Epsilon, T.MaxValue, T.MinValue, T.CreateChecked(100), T.CreateChecked(-100)];
        T[] x = [.. Enumerable.Range(0, 71).Select(i => i % 4 == 3 ? special[i / 4 % special.Length] : T.CreateChecked(4 * Math.Sin(1.1 * i)))];
        T[] upstream = [.. x.Select((_, i) => T.CreateChecked(1 + Math.Cos(i)))], values = new T[x.Length], slopes = new T[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            map(x.AsSpan(i, 1), values.AsSpan(i, 1));
            gradient(x.AsSpan(i, 1), upstream.AsSpan(i, 1), slopes.AsSpan(i, 1));
        }
        for (int offset = 0; offset < 4; offset++)
            for (int length = 0; length + offset < x.Length && length < 68; length++)
            {
                T[] result = new T[length], inPlace = [.. x.AsSpan(offset, length)], slope = [.. upstream.AsSpan(offset, length)];
                map(x.AsSpan(offset, length), result);
                map(inPlace, inPlace);
                gradient(x.AsSpan(offset, length), slope, slope);
                Assert.Equal(values.Skip(offset).Take(length).Select(bits), result.Select(bits));
                Assert.Equal(result.Select(bits), inPlace.Select(bits));
                Assert.Equal(slopes.Skip(offset).Take(length).Select(bits), slope.Select(bits));
            }
    }

    private static double SlopeBySpan(LibraryActivation activation, double x)
    {
        double[] slope = new double[1];
        activation.Gradient<double>()([x], [1], slope);
        return slope[0];
    }

    // Richardson's extrapolation of central differences: its error is of the fourth order in the step.
    private static double Slope(Func<double, double> f, double x)
    {
        double Central(double step) => (f(x + step) - f(x - step)) / (2 * step);
        return (4 * Central(5e-4) - Central(1e-3)) / 3;
    }
}
