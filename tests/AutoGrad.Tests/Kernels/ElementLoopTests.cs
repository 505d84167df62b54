using System.Runtime.InteropServices;
using AutoGrad.Kernels;

namespace AutoGrad.Tests;

/// <summary>The element loop at every length and offset: body and tail are the same arithmetic, bit for bit.</summary>
public unsafe class ElementLoopTests
{
    private static readonly double[] Specials = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, 1e-310, -1e-42, 1e300];

    [Fact]
    public void Every_element_is_what_it_would_be_alone_at_any_length_and_offset()
    {
        ForEveryLength<float>();
        ForEveryLength<double>();
    }

    [Fact]
    public void Results_can_be_written_over_the_input()
    {
        for (int length = 0; length <= 67; length++)
        {
            float[] x = Values<float>(length), expected = new float[length];
            ElementLoops.Map(new Silu(), x, expected.AsSpan());
            ElementLoops.Map(new Silu(), x, x.AsSpan());
            Assert.True(SameBits<float>(expected, x));
        }
    }

    [Fact]
    public void Every_width_gives_the_bits_of_one_lane()
    {
        float[] x = Values<float>(67), one = new float[67], wide = new float[67];
        Run<Float1>(x, one);
        Run<Float128>(x, wide);
        Assert.True(SameBits<float>(one, wide));
        Run<Float256>(x, wide);
        Assert.True(SameBits<float>(one, wide));
        Run<Float512>(x, wide);
        Assert.True(SameBits<float>(one, wide));

        static void Run<V>(float[] x, float[] y)
            where V : struct, ILanes<V, float>
        {
            fixed (float* input = x, output = y)
            {
                float* a = input, b = output;
                ElementLoop.Run<Body1<Silu>, V, float>(new(new()), &a, &b, x.Length);
            }
        }
    }

    [Fact]
    public void Several_inputs_and_results_keep_their_places()
    {
        double[] a = Values<double>(21), b = [.. a.Select(value => value + 1)], c = [.. a.Select(value => value * 2)], d = [.. a.Select(value => value - 3)];
        double[] y = new double[21], z = new double[21], u = new double[21];

        ElementLoops.Map(new Weighted2(10), a, b, y.AsSpan());
        Assert.Equal(a.Zip(b, (p, q) => p + 10 * q), y);
        ElementLoops.Map(new Weighted3(), a, b, c, y.AsSpan());
        Assert.Equal(Enumerable.Range(0, 21).Select(i => a[i] + 10 * b[i] + 100 * c[i]), y);
        ElementLoops.Map(new Weighted4(), a, b, c, d, y.AsSpan());
        Assert.Equal(Enumerable.Range(0, 21).Select(i => a[i] + 10 * b[i] + 100 * c[i] + 1000 * d[i]), y);
        ElementLoops.Map2To2(new SumAndDifference(), a, b, y, z);
        Assert.Equal(a.Zip(b, (p, q) => p + q), y);
        Assert.Equal(a.Zip(b, (p, q) => p - q), z);
        ElementLoops.Map3To2(new Momentum(0.9), a, b, c, y, z);
        Assert.Equal(Enumerable.Range(0, 21).Select(i => a[i] - (0.9 * c[i] + b[i])), y);
        Assert.Equal(Enumerable.Range(0, 21).Select(i => 0.9 * c[i] + b[i]), z);
        ElementLoops.Map4To3(new Rotation(), a, b, c, d, y, z, u);
        Assert.Equal(b, y);
        Assert.Equal(c, z);
        Assert.Equal(d, u);
        double[] e = [.. a.Select(value => value - 5)], s = new double[21];
        ElementLoops.Map5To4(new Rotation5(), a, b, c, d, e, y, z, u, s);
        Assert.Equal([b, c, d, e], [y, z, u, s]);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] x = Values<float>(1000), y = new float[1000];
        ElementLoops.Map(new Silu(), x, y.AsSpan());
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            ElementLoops.Map(new Silu(), x, y.AsSpan());

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Wrong_spans_are_told_by_name()
    {
        float[] x = new float[8];

        Assert.Contains(
            "The span 'a' has 8 elements, 'destination' has 7: they must be as long as each other.",
            Assert.Throws<ArgumentException>(() => ElementLoops.Map(new Silu(), x, x.AsSpan(1))).Message);
        Assert.Contains(
            "The spans 'a' and 'destination' overlap by all but 1 elements",
            Assert.Throws<ArgumentException>(() => ElementLoops.Map(new Silu(), x.AsSpan(0, 7), x.AsSpan(1))).Message);
        Assert.Contains("not on Int32", Assert.Throws<NotSupportedException>(() => ElementLoops.Map(new Silu(), new int[3], new int[3].AsSpan())).Message);
    }

    [Fact]
    public void Every_span_of_every_loop_is_checked_under_its_own_name()
    {
        double[] x = new double[8], y = new double[8], z = new double[8], u = new double[8], shorter = new double[7];
        void Fails(string message, Action action) => Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message);

        Fails("'b' has 7 elements, 'destination' has 8", () => ElementLoops.Map(new Weighted2(1), x, shorter, y.AsSpan()));
        Fails("'c' has 7 elements, 'destination' has 8", () => ElementLoops.Map(new Weighted3(), x, x, shorter, y.AsSpan()));
        Fails("'d' has 7 elements, 'destination' has 8", () => ElementLoops.Map(new Weighted4(), x, x, x, shorter, y.AsSpan()));
        Fails("'b' has 7 elements, 'first' has 8", () => ElementLoops.Map2To2(new SumAndDifference(), x, shorter, y, z));
        Fails("'c' has 7 elements, 'first' has 8", () => ElementLoops.Map3To2(new Momentum(1), x, x, shorter, y, z));
        Fails("'c' has 7 elements, 'first' has 8", () => ElementLoops.Map4To3(new Rotation(), x, x, shorter, x, y, z, u));
        Fails("'a' has 8 elements, 'third' has 7", () => ElementLoops.Map4To3(new Rotation(), x, x, x, x, y, z, shorter));
        Fails("'e' has 7 elements, 'first' has 8", () => ElementLoops.Map5To4(new Rotation5(), x, x, x, x, shorter, y, z, u, new double[8]));
        Fails("'a' has 8 elements, 'fourth' has 7", () => ElementLoops.Map5To4(new Rotation5(), x, x, x, x, x, y, z, u, shorter));
    }

    [Fact]
    public void Results_that_overlap_are_refused()
    {
        double[] x = new double[8], y = new double[8], z = new double[9];
        void Fails(string message, Action action) => Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message);

        Fails("The results 'first' and 'second' overlap", () => ElementLoops.Map2To2(new SumAndDifference(), x, x, y, y));
        Fails("The results 'first' and 'second' overlap", () => ElementLoops.Map3To2(new Momentum(1), x, x, x, z.AsSpan(0, 8), z.AsSpan(1)));
        Fails("The results 'second' and 'third' overlap", () => ElementLoops.Map4To3(new Rotation(), x, x, x, x, y, z.AsSpan(0, 8), z.AsSpan(0, 8)));
        Fails("The results 'second' and 'fourth' overlap", () => ElementLoops.Map5To4(new Rotation5(), x, x, x, x, x, y, z.AsSpan(0, 8), new double[8], z.AsSpan(1)));
    }

    private static void ForEveryLength<T>()
        where T : unmanaged, System.Numerics.INumber<T>
    {
        T[] alone = new T[1], x = Values<T>(80), y = new T[80];
        for (int length = 0; length <= 67; length++)
            for (int offset = 0; offset < 4; offset++)
            {
                Array.Fill(y, T.CreateChecked(7));
                ElementLoops.Map(new Silu(), x.AsSpan(offset, length), y.AsSpan(offset, length));
                for (int i = 0; i < length; i++)
                {
                    ElementLoops.Map(new Silu(), x.AsSpan(offset + i, 1), alone.AsSpan());
                    Assert.True(SameBits<T>(alone, y.AsSpan(offset + i, 1)), $"Element {i} of {length} at offset {offset}: {y[offset + i]}, alone {alone[0]}.");
                }
                Assert.All(y[..offset].Concat(y[(offset + length)..]), untouched => Assert.Equal(T.CreateChecked(7), untouched));
            }
    }

    private static T[] Values<T>(int count)
        where T : unmanaged, System.Numerics.INumber<T> =>
        [.. Enumerable.Range(0, count).Select(i => T.CreateSaturating(i % 9 == 8 ? Specials[i / 9 % Specials.Length] : Math.Sin(i) * 20))];

    private static bool SameBits<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged => MemoryMarshal.AsBytes(a).SequenceEqual(MemoryMarshal.AsBytes(b));

    private readonly struct Silu : IKernel1<Silu>
    {
        public static Silu Create(ReadOnlySpan<double> parameters) => default;

        public V Invoke<V>(V a)
            where V : struct, ILanes<V> => a * Elementary.Sigmoid(a);
    }

    private readonly struct Weighted2(double weight) : IKernel2<Weighted2>
    {
        public static Weighted2 Create(ReadOnlySpan<double> parameters) => new(parameters[0]);

        public V Invoke<V>(V a, V b)
            where V : struct, ILanes<V> => a + weight * b;
    }

    private readonly struct Weighted3 : IKernel3<Weighted3>
    {
        public static Weighted3 Create(ReadOnlySpan<double> parameters) => default;

        public V Invoke<V>(V a, V b, V c)
            where V : struct, ILanes<V> => a + 10 * b + 100 * c;
    }

    private readonly struct Weighted4 : IKernel4<Weighted4>
    {
        public static Weighted4 Create(ReadOnlySpan<double> parameters) => default;

        public V Invoke<V>(V a, V b, V c, V d)
            where V : struct, ILanes<V> => a + 10 * b + 100 * c + 1000 * d;
    }

    private readonly struct SumAndDifference : IKernel2To2<SumAndDifference>
    {
        public static SumAndDifference Create(ReadOnlySpan<double> parameters) => default;

        public void Invoke<V>(V a, V b, out V first, out V second)
            where V : struct, ILanes<V> => (first, second) = (a + b, a - b);
    }

    private readonly struct Momentum(double decay) : IKernel3To2<Momentum>
    {
        public static Momentum Create(ReadOnlySpan<double> parameters) => new(parameters[0]);

        public void Invoke<V>(V a, V b, V c, out V first, out V second)
            where V : struct, ILanes<V>
        {
            second = decay * c + b;
            first = a - second;
        }
    }

    private readonly struct Rotation : IKernel4To3<Rotation>
    {
        public static Rotation Create(ReadOnlySpan<double> parameters) => default;

        public void Invoke<V>(V a, V b, V c, V d, out V first, out V second, out V third)
            where V : struct, ILanes<V> => (first, second, third) = (b, c, d);
    }

    private readonly struct Rotation5 : IKernel5To4<Rotation5>
    {
        public static Rotation5 Create(ReadOnlySpan<double> parameters) => default;

        public void Invoke<V>(V a, V b, V c, V d, V e, out V first, out V second, out V third, out V fourth)
            where V : struct, ILanes<V> => (first, second, third, fourth) = (b, c, d, e);
    }
}
