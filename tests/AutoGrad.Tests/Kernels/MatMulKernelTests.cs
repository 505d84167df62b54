using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Tests;

public sealed class MatMulKernelTests
{
    private static readonly int[] Sizes = [1, 2, 3, 6, 9, 12, 16, 17, 31, 33, 65];

    public static TheoryData<int> Widths => [512, 256, 128];

    [Theory]
    [MemberData(nameof(Widths))]
    public void The_product_is_that_of_a_plain_loop_in_single_precision(int width) => AllSizes<float>(width, 1e-5);

    [Theory]
    [MemberData(nameof(Widths))]
    public void The_product_is_that_of_a_plain_loop_in_double_precision(int width) => AllSizes<double>(width, 1e-14);

    [Theory]
    [InlineData(300, 200, 600)]
    [InlineData(193, 130, 257)]
    [InlineData(256, 129, 512)]
    [InlineData(196, 100, 300)]
    public void Blocks_in_all_directions_join(int m, int n, int k)
    {
        foreach (bool transposeA in new[] { false, true })
            foreach (bool transposeB in new[] { false, true })
            {
                Check<float>(MatMulKernel.Create<float>, m, n, k, transposeA, transposeB, 1e-5);
                Check<double>(MatMulKernel.Create<double>, m, n, k, transposeA, transposeB, 1e-14);
            }
    }

    [Theory]
    [InlineData(6, 25, 5000)]
    [InlineData(64, 70, 2304)]
    [InlineData(7, 40, 9001)]
    public void A_deep_product_with_a_small_result_is_that_of_a_plain_loop_and_the_same_bits_on_any_number_of_threads(int m, int n, int k)
    {
        foreach (int width in new[] { 512, 256, 128 })
            foreach (bool transposeA in new[] { false, true })
                foreach (bool transposeB in new[] { false, true })
                {
                    Check<float>(MakerOf<float>(width), m, n, k, transposeA, transposeB, 1e-5);
                    Check<double>(MakerOf<double>(width), m, n, k, transposeA, transposeB, 1e-13);
                }
        float[] a = Numbers<float>(m * k, 1), b = Numbers<float>(k * n, 2);
        var kernel = MatMulKernel.Create<float>(m, n, k, MatMulOperand.RowMajor(k), MatMulOperand.RowMajor(n));
        Assert.True(kernel.PieceCount(0) > 1);
        var one = KernelRun.Run<float, float>(kernel, m * n, 1, a, b);
        Assert.Equal(one, KernelRun.Run<float, float>(kernel, m * n, 2, a, b));
        Assert.Equal(one, KernelRun.Run<float, float>(kernel, m * n, 3, a, b));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(6)]
    public void Tiles_of_rows_cover_every_row_once_and_few_beyond(int tallest)
    {
        for (int rows = 0; rows <= 500; rows++)
        {
            var tiles = new RowTiles(rows, tallest);
            int next = 0;
            for (int tile = 0; tile < tiles.Count; tile++)
            {
                Assert.Equal(next, tiles.FirstRow(tile));
                Assert.InRange(tiles.Height(tile), 2, tallest);
                Assert.InRange(tiles.UsedHeight(tile), 1, tiles.Height(tile));
                next += tiles.UsedHeight(tile);
            }
            Assert.Equal(rows, next);
            Assert.InRange(tiles.CoveredRows, rows, rows + 1);
        }
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(5, 1)]
    [InlineData(40, 70)]
    public void A_product_over_nothing_is_zero(int m, int n)
    {
        var kernel = MatMulKernel.Create<float>(m, n, 0, MatMulOperand.RowMajor(0), MatMulOperand.RowMajor(n));
        float[] c = [.. Enumerable.Repeat(float.NaN, m * n)];
        KernelRun.Run(kernel, 2, [c], [Array.Empty<float>(), Array.Empty<float>()]);
        Assert.All(c, value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(0, 5, 3)]
    [InlineData(5, 0, 3)]
    [InlineData(0, 1, 3)]
    [InlineData(1, 0, 3)]
    [InlineData(0, 0, 0)]
    public void A_product_without_elements_does_nothing(int m, int n, int k)
    {
        var kernel = MatMulKernel.Create<float>(m, n, k, MatMulOperand.RowMajor(k), MatMulOperand.RowMajor(n));
        Assert.Empty(KernelRun.Run<float, float>(kernel, 0, 1, new float[m * k], new float[k * n]));
    }

    [Fact]
    public void Matrices_of_a_batch_are_found_by_their_offsets()
    {
        const int m = 5, n = 6, k = 7;
        float[] a = Numbers<float>(2 * m * k, 1), b = Numbers<float>(k * n, 2);
        var kernel = MatMulKernel.Create<float>(m, n, k, new([m * k, 0, m * k], k, 1), new([0, 0, 0], n, 1));
        var c = KernelRun.Run<float, float>(kernel, 3 * m * n, 2, a, b);
        for (int batch = 0; batch < 3; batch++)
            AssertClose(Naive(a[(batch == 1 ? 0 : m * k)..], b, m, n, k, MatMulOperand.RowMajor(k), MatMulOperand.RowMajor(n)), c[(batch * m * n)..((batch + 1) * m * n)], k, 1e-5);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Special_values_reach_their_row_and_no_other(float special)
    {
        const int m = 14, n = 35, k = 9;
        float[] a = Numbers<float>(m * k, 1), b = [.. Enumerable.Repeat(1f, k * n)];
        a[3 * k + 4] = special;
        var c = KernelRun.Run<float, float>(MatMulKernel.Create<float>(m, n, k, MatMulOperand.RowMajor(k), MatMulOperand.RowMajor(n)), m * n, 1, a, b);
        for (int i = 0; i < c.Length; i++)
            if (i / n == 3)
                Assert.Equal(special, c[i]);
            else
                Assert.True(float.IsFinite(c[i]));
    }

    [Theory]
    [InlineData(200, 300, 100)]
    [InlineData(1, 700, 300)]
    [InlineData(700, 1, 300)]
    public void The_number_of_threads_does_not_change_a_bit(int m, int n, int k)
    {
        float[] a = Numbers<float>(m * k, 1), b = Numbers<float>(k * n, 2);
        var kernel = MatMulKernel.Create<float>(m, n, k, MatMulOperand.RowMajor(k), MatMulOperand.RowMajor(n));
        var one = KernelRun.Run<float, float>(kernel, m * n, 1, a, b);
        Assert.Equal(one, KernelRun.Run<float, float>(kernel, m * n, 2, a, b));
        Assert.Equal(one, KernelRun.Run<float, float>(kernel, m * n, 5, a, b));
    }

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Axes_joined_of_several_are_read_as_they_lie(int width)
    {
        // Rows of A, depth in A, depth in B, columns of B: runs of every kind, and strides that overlap, as windows do.
        (int, long)[][][] cases =
        [
            [[(3, 400), (5, 20)], [(4, 100), (7, 1)], [(4, 300), (7, 17)], [(6, 40), (11, 1)]],
            [[(13, 1)], [(3, 50), (2, 20), (5, 1)], [(3, 26), (2, 1), (5, 3)], [(9, 26), (8, 1)]],
            [[(7, 1), (30, 9)], [(2, 300), (3, 1)], [(2, 90), (3, 1)], [(5, 9), (7, 1)]],
            [[(2, 900), (3, 40)], [(23, 40), (13, 1)], [(23, 20), (13, 1)], [(4, 500), (3, 2), (3, 1)]],
            [[(1, 5), (1, 9)], [(3, 7), (2, 3)], [(3, 5), (2, 2)], [(3, 20), (7, 2)]],
            [[(3, 7), (2, 3)], [(3, 5), (2, 2)], [(3, 20), (2, 2)], [(1, 5)]],
        ];
        foreach (var axes in cases)
        {
            int Count((int Extent, long Stride)[] joined) => joined.Aggregate(1, (product, axis) => product * axis.Extent);
            int Elements((int Extent, long Stride)[] one, (int Extent, long Stride)[] other) => (int)one.Concat(other).Sum(axis => (axis.Extent - 1) * axis.Stride) + 1;
            int m = Count(axes[0]), k = Count(axes[1]), n = Count(axes[3]);
            MatMulOperand a = new([0], MatMulAxis.Joined(axes[0]), MatMulAxis.Joined(axes[1])), b = new([0], MatMulAxis.Joined(axes[2]), MatMulAxis.Joined(axes[3]));
            float[] left = Numbers<float>(Elements(axes[0], axes[1]), 1), right = Numbers<float>(Elements(axes[2], axes[3]), 2);
            double[] leftWide = Array.ConvertAll(left, value => (double)value), rightWide = Array.ConvertAll(right, value => (double)value);
            double[] expected = Naive(leftWide, rightWide, m, n, k, a, b);
            for (int threads = 1; threads <= 2; threads++)
            {
                AssertClose(expected, KernelRun.Run<float, float>(MakerOf<float>(width)(m, n, k, a, b), m * n, threads, left, right), k, 1e-5);
                AssertClose(expected, KernelRun.Run<double, double>(MakerOf<double>(width)(m, n, k, a, b), m * n, threads, leftWide, rightWide), k, 1e-14);
            }
        }
    }

    private delegate NodeKernel Maker(int m, int n, int k, MatMulOperand a, MatMulOperand b);

    private static void AllSizes<T>(int width, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var make = MakerOf<T>(width);
        foreach (int m in Sizes)
            foreach (int n in Sizes)
                foreach (int k in Sizes)
                    Check<T>(make, m, n, k, transposeA: (m + n) % 2 == 0, transposeB: (n + k) % 2 == 0, tolerance);
    }

    private static Maker MakerOf<T>(int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => width switch
        {
            512 => (m, n, k, a, b) => MatMulKernel.Create<T, ProductLanes512<T>>(m, n, k, a, b, tallestTile: 12),
            256 => (m, n, k, a, b) => MatMulKernel.Create<T, ProductLanes256<T>>(m, n, k, a, b, tallestTile: 6),
            _ => (m, n, k, a, b) => MatMulKernel.Create<T, ProductLanes128<T>>(m, n, k, a, b, tallestTile: 6),
        };

    private static void Check<T>(Maker make, int m, int n, int k, bool transposeA, bool transposeB, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] a = Numbers<T>(m * k, 1), b = Numbers<T>(k * n, 2);
        MatMulOperand operandA = transposeA ? MatMulOperand.RowMajor(m).Transposed : MatMulOperand.RowMajor(k);
        MatMulOperand operandB = transposeB ? MatMulOperand.RowMajor(k).Transposed : MatMulOperand.RowMajor(n);
        var c = KernelRun.Run<T, T>(make(m, n, k, operandA, operandB), m * n, 1, a, b);
        var expected = Naive(a, b, m, n, k, operandA, operandB);
        AssertClose(expected, c, k, tolerance);
    }

    private static T[] Numbers<T>(int count, ulong stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new double[count];
        new Philox(11, stream).FillUniform(values);
        return Array.ConvertAll(values, value => T.CreateChecked(2 * value - 1));
    }

    private static double[] Naive<T>(T[] a, T[] b, int m, int n, int k, MatMulOperand operandA, MatMulOperand operandB)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var c = new double[m * n];
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
                for (int p = 0; p < k; p++)
                    c[i * n + j] += double.CreateChecked(a[operandA.Rows[i] + operandA.Columns[p]]) * double.CreateChecked(b[operandB.Rows[p] + operandB.Columns[j]]);
        return c;
    }

    private static void AssertClose<T>(double[] expected, T[] actual, int k, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            if (!(Math.Abs(expected[i] - double.CreateChecked(actual[i])) <= tolerance * Math.Sqrt(k)))
                Assert.Fail($"element {i}: expected {expected[i]}, got {actual[i]}");
    }
}
