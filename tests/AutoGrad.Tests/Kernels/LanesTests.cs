using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoGrad.Kernels;

namespace AutoGrad.Tests;

/// <summary>Every width computes, lane by lane, the bits that one lane computes.</summary>
public class LanesTests
{
    private static readonly double[] Values =
        [0.0, -0.0, 1, -1, 0.5, -2.5, 1.5, 2.5, -1e30, 1e-40, -1e-310, double.PositiveInfinity, double.NegativeInfinity, double.NaN, Math.PI, 3e9];

    [Fact]
    public void All_float_widths_agree_with_one_lane()
    {
        float[] values = Array.ConvertAll(Values, value => (float)value);
        Compare<Float512, Float1, float>(values);
        Compare<Float256, Float1, float>(values);
        Compare<Float128, Float1, float>(values);
    }

    [Fact]
    public void All_double_widths_agree_with_one_lane()
    {
        Compare<Double512, Double1, double>(Values);
        Compare<Double256, Double1, double>(Values);
        Compare<Double128, Double1, double>(Values);
    }

    [Fact]
    public void Reductions_over_lanes_are_those_of_the_lanes()
    {
        Reduce<Float512, float>();
        Reduce<Float256, float>();
        Reduce<Float128, float>();
        Reduce<Float1, float>();
        Reduce<Double512, double>();
        Reduce<Double256, double>();
        Reduce<Double128, double>();
        Reduce<Double1, double>();
    }

    [Fact]
    public void The_second_operand_of_the_quick_minimum_and_maximum_passes_its_NaN()
    {
        Passes<Float512, float>();
        Passes<Float256, float>();
        Passes<Float128, float>();
        Passes<Float1, float>();
        Passes<Double512, double>();
        Passes<Double256, double>();
        Passes<Double128, double>();
        Passes<Double1, double>();

        static void Passes<V, T>()
            where V : struct, ILanes<V, T>
            where T : unmanaged
        {
            // Read from memory, so that nothing is known of them at compile time.
            T[] values = [.. Enumerable.Repeat(Rounded<T>(double.NaN), V.Count), .. Enumerable.Repeat(Rounded<T>(3), V.Count)];
            V nan = V.Load(in values[0]), three = V.Load(in values[V.Count]);
            foreach (var (name, value) in new[]
            {
                ("min", V.MinNative(three, nan)), ("max", V.MaxNative(three, nan)), ("min of a constant", V.MinNative(V.Const(89), nan)), ("max of a constant", V.MaxNative(V.Const(-104), nan)),
                ("clamp", V.MinNative(V.Const(89), V.MaxNative(V.Const(-104), nan))), ("both", V.MinNative(nan, nan)),
            })
                for (int lane = 0; lane < V.Count; lane++)
                    Assert.True(double.IsNaN(V.Get(value, lane)), $"{typeof(V).Name}: {name} is {V.Get(value, lane)}.");
        }

        static T Rounded<T>(double value)
            where T : unmanaged => typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value);
    }

    [Fact]
    public void Scaling_by_a_power_of_two_is_exact_and_rounds_once_where_the_result_is_subnormal()
    {
        Scales<Float512, float>();
        Scales<Float256, float>();
        Scales<Float128, float>();
        Scales<Float1, float>();
        Scales<Double512, double>();
        Scales<Double256, double>();
        Scales<Double128, double>();
        Scales<Double1, double>();

        static void Scales<V, T>()
            where V : struct, ILanes<V, T>
            where T : unmanaged
        {
            foreach (double a in (double[])[1, 0.7109375, 1.4140625, 0.5])
                for (int n = V.IsDouble ? -1080 : -155; n <= (V.IsDouble ? 1025 : 129); n++)
                {
                    double expected = V.IsDouble ? Math.ScaleB(a, n) : MathF.ScaleB((float)a, n);
                    double actual = V.Get(V.Scale(V.Const(a), V.Const(n)), V.Count - 1);
                    Assert.True(expected.Equals(actual), $"{typeof(V).Name}: {a} times 2 to the {n} is {actual}, not {expected}.");
                }
        }
    }

    private static void Compare<V, S, T>(T[] values)
        where V : struct, ILanes<V, T>
        where S : struct, ILanes<S, T>
        where T : unmanaged
    {
        foreach (T second in values)
            for (int start = 0; start + V.Count <= values.Length; start += V.Count)
            {
                T other = second;
                T[] wide = new T[V.Count], single = new T[1], seconds = [.. Enumerable.Repeat(second, V.Count)];
                var results = Operations(V.Load(in values[start]), V.Load(in seconds[0]));
                for (int lane = 0; lane < V.Count; lane++)
                {
                    var expected = Operations(S.Load(in values[start + lane]), S.Load(in other));
                    for (int i = 0; i < results.Count; i++)
                    {
                        V.Store(results[i].Value, ref wide[0]);
                        S.Store(expected[i].Value, ref single[0]);
                        Assert.True(SameBits(wide[lane], single[0]), $"{typeof(V).Name}: {results[i].Name} of {values[start + lane]} and {second} is {wide[lane]}; one lane gives {single[0]}.");
                    }
                }
            }
    }

    private static List<(string Name, V Value)> Operations<V>(V a, V b)
        where V : struct, ILanes<V> =>
    [
        ("+", a + b), ("-", a - b), ("*", a * b), ("/", a / b), ("negate", -a),
        ("<", a < b), (">", a > b), ("<=", a <= b), (">=", a >= b), ("equals", V.Equals(a, b)),
        ("and", (a < b) & (a > b)), ("or", (a < b) | (a > b)), ("xor", (a < b) ^ (a > b)), ("not", ~(a < b)),
        ("select", V.Select(a < b, a, b)), ("multiply-add", V.MultiplyAdd(a, b, a)), ("multiply-add a constant", V.MultiplyAdd(a, b, 0.1)),
        ("min", V.Min(a, b)), ("max", V.Max(a, b)), ("abs", V.Abs(a)), ("sqrt", V.Sqrt(a)),
        ("floor", V.Floor(a)), ("ceiling", V.Ceiling(a)), ("round", V.Round(a)),
        ("shift left", V.ShiftLeft(a, 3)), ("shift right", V.ShiftRightLogical(a, 3)), ("add bits", V.AddBits(a, b)), ("subtract bits", V.SubtractBits(a, b)),
        ("bits to number", V.BitsToNumber(V.ShiftRightLogical(a, 20))), ("constant", V.Const(0.1)), ("bits", V.ConstBits(0x3F800000)),
        ("a + c", a + 0.1), ("c - a", 0.1 - a), ("c / a", 0.1 / a), ("a * c", a * 0.1), ("a < c", a < 0.1),
    ];

    private static void Reduce<V, T>()
        where V : struct, ILanes<V, T>
        where T : unmanaged, System.Numerics.INumber<T>
    {
        T[] positions = new T[V.Count];
        V.Store(V.Position, ref positions[0]);
        Assert.Equal([.. Enumerable.Range(0, V.Count).Select(T.CreateChecked)], positions);
        Assert.Equal(T.CreateChecked(V.Count * (V.Count - 1) / 2), V.Sum(V.Position));
        Assert.Equal(T.CreateChecked(V.Count - 1), V.Max(V.Position));
        Assert.Equal(T.Zero, V.Min(V.Position));

        var withNaN = V.With(V.Position, V.Count / 2, double.NaN);
        Assert.True(T.IsNaN(V.Max(withNaN)) && T.IsNaN(V.Min(withNaN)) && double.IsNaN(V.Get(withNaN, V.Count / 2)));
        Assert.True(V.Any(V.Position >= 0) && !V.Any(V.Position < 0));
    }

    // Any NaN is a NaN: the sign and payload of one that arithmetic makes are the processor's choice.
    private static bool SameBits<T>(T a, T b)
        where T : unmanaged =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in a)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in b)))
        || (IsNaN(a) && IsNaN(b));

    private static bool IsNaN<T>(T value) => value switch { float single => float.IsNaN(single), double number => double.IsNaN(number), _ => false };
}
