using AutoGrad.Kernels;

namespace AutoGrad.Tests;

/// <summary>The first elements of a vector, read and written, and numbers that are the same in all lanes.</summary>
public unsafe class PartialLanesTests
{
    [Fact]
    public void The_first_elements_are_read_and_written_and_no_others()
    {
        Check<Float512, float>();
        Check<Float256, float>();
        Check<Float128, float>();
        Check<Float1, float>();
        Check<Double512, double>();
        Check<Double256, double>();
        Check<Double128, double>();
        Check<Double1, double>();
    }

    [Fact]
    public void A_padded_block_does_the_same()
    {
        float* source = stackalloc float[] { 1, 2, 3, float.NaN };
        float* destination = stackalloc float[] { 7, 7, 7, 7 };
        var first = PartialVector.Load<Float128, float>(source, 3);
        PartialVector.Store(first + Float128.Const(1), destination, 2);

        Assert.Equal([1, 2, 3, 0], Enumerable.Range(0, 4).Select(lane => Float128.Get(first, lane)));
        Assert.Equal([2, 3, 7, 7], new ReadOnlySpan<float>(destination, 4).ToArray());
    }

    [Fact]
    public void A_uniform_number_is_rounded_to_the_lanes_precision()
    {
        Uniform tenth = 0.1;
        var (single, @double) = (Float256.Const(1.5), Double256.Const(1.5));

        foreach (var (name, actual, expected) in Operations(single, tenth, 0.1))
            Assert.True(Float256.Get(actual, 3).Equals(Float256.Get(expected, 3)), name);
        foreach (var (name, actual, expected) in Operations(@double, tenth, 0.1))
            Assert.True(Double256.Get(actual, 3).Equals(Double256.Get(expected, 3)), name);
    }

    // In differences the tenth keeps the digits that a lane has not: they are rounded once, at the end.
    private static IEnumerable<(string Name, V Actual, V Expected)> Operations<V>(V a, Uniform c, double value)
        where V : struct, ILanes<V> =>
    [
        ("constant", V.Const(c), V.Const(value)), ("c + a", c + a, value + a), ("a + c", a + c, a + value), ("c - a", c - a, V.Const(value - 1.5)), ("a - c", a - c, V.Const(1.5 - value)),
        ("c * a", c * a, value * a), ("a * c", a * c, a * value), ("c / a", c / a, value / a), ("a / c", a / c, a / value),
        ("a < c", V.Select(a < c, a, -a), V.Select(a < value, a, -a)), ("a > c", V.Select(a > c, a, -a), V.Select(a > value, a, -a)),
        ("a <= c", V.Select(a <= c, a, -a), V.Select(a <= value, a, -a)), ("a >= c", V.Select(a >= c, a, -a), V.Select(a >= value, a, -a)),
    ];

    private static void Check<V, T>()
        where V : struct, ILanes<V, T>
        where T : unmanaged, System.Numerics.INumber<T>
    {
        for (int count = 1; count <= V.Count; count++)
        {
            T[] source = [.. Enumerable.Range(1, count).Select(T.CreateChecked)], destination = [.. Enumerable.Repeat(T.CreateChecked(-7), V.Count + 1)];
            fixed (T* x = source, y = destination)
            {
                V first = V.LoadFirst(x, count);
                V.StoreFirst(first + first, y, count);
                Assert.Equal(Enumerable.Range(1, V.Count).Select(i => i <= count ? (double)i : 0), Enumerable.Range(0, V.Count).Select(lane => V.Get(first, lane)));
            }
            Assert.Equal(Enumerable.Range(1, V.Count + 1).Select(i => T.CreateChecked(i <= count ? 2 * i : -7)), destination);
        }
    }
}
