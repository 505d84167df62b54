using AutoGrad.Kernels;

namespace AutoGrad.Tests;

public sealed class ReductionKernelTests
{
    public static TheoryData<int[]> Shapes => [[], [0], [1], [67], [5000], [3, 70], [70, 3], [200, 33], [4, 5, 6], [2, 1, 19, 3], [3, 0, 2]];

    [Fact]
    public void Runs_of_more_elements_than_an_int_counts_are_several()
    {
        var layout = ReductionLayout.Of([65536, 65536], [true, true]);
        Assert.Equal(1L << 32, (long)layout.RunLength * layout.ReducedOffsets.Length * layout.KeptStarts.Length);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Sums_maxima_and_minima_over_any_axes_are_those_of_a_plain_loop(int[] shape)
    {
        for (int mask = 0; mask < 1 << shape.Length; mask++)
        {
            bool[] axes = [.. Enumerable.Range(0, shape.Length).Select(axis => (mask >> axis & 1) == 1)];
            Check(ReductionKernel.Single<SumReduction>(shape, axes), ReductionKernel.Double<SumReduction>(shape, axes), shape, axes, 0, (a, b) => a + b);
            Check(ReductionKernel.Single<MaxReduction>(shape, axes), ReductionKernel.Double<MaxReduction>(shape, axes), shape, axes, double.NegativeInfinity, Math.Max);
            Check(ReductionKernel.Single<MinReduction>(shape, axes), ReductionKernel.Double<MinReduction>(shape, axes), shape, axes, double.PositiveInfinity, Math.Min);
        }
    }

    [Fact]
    public void A_mean_is_a_scaled_sum()
    {
        var kernel = ReductionKernel.Single<SumReduction>([2, 4], [false, true], scale: 0.25);
        Assert.Equal([2.5f, 6.5f], KernelRun.Run<float, float>(kernel, 2, 1, [1, 2, 3, 4, 5, 6, 7, 8]));
    }

    [Fact]
    public void A_sum_of_many_equal_numbers_keeps_their_digits()
    {
        float[] values = [.. Enumerable.Repeat(0.1f, 1_000_000)];
        Assert.Equal(100_000f, KernelRun.Run<float, float>(ReductionKernel.Single<SumReduction>([1_000_000], [true]), 1, 1, values)[0], 0.1f);
        var columns = KernelRun.Run<float, float>(ReductionKernel.Single<SumReduction>([100_000, 10], [true, false]), 10, 1, values);
        Assert.All(columns, sum => Assert.Equal(10_000f, sum, 0.5f));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_NaN_anywhere_is_found(bool alongColumns)
    {
        bool[] axes = [alongColumns, !alongColumns];
        for (int at = 0; at < 67; at++)
        {
            var values = new float[67];
            values[at] = float.NaN;
            int[] shape = alongColumns ? [67, 1] : [1, 67];
            Assert.Equal([float.NaN], KernelRun.Run<float, float>(ReductionKernel.Single<MaxReduction>(shape, axes), 1, 1, values));
            Assert.Equal([float.NaN], KernelRun.Run<float, float>(ReductionKernel.Single<MinReduction>(shape, axes), 1, 1, values));
        }
    }

    [Fact]
    public void Offset_and_threads_do_not_change_a_bit()
    {
        var row = new float[301];
        new Philox(1, 1).FillUniform(row);
        float[] rows = [.. Enumerable.Range(0, 400).SelectMany(_ => row)];
        var kernel = ReductionKernel.Single<SumReduction>([400, 301], [false, true]);
        var sums = KernelRun.Run<float, float>(kernel, 400, 1, rows);
        Assert.Single(sums.Distinct());
        Assert.Equal(sums, KernelRun.Run<float, float>(kernel, 400, 3, rows));
    }

    private static void Check(NodeKernel single, NodeKernel inDouble, int[] shape, bool[] axes, double identity, Func<double, double, double> combine)
    {
        int count = shape.Aggregate(1, (a, b) => a * b), results = 1;
        for (int axis = 0; axis < shape.Length; axis++)
            results *= axes[axis] ? 1 : shape[axis];
        var values = new double[count];
        new Philox(3, 4).FillNormal(values);
        float[] singles = Array.ConvertAll(values, value => (float)value);
        var expected = Enumerable.Repeat(identity, results).ToArray();
        for (int i = 0; i < count; i++)
        {
            int position = 0, stride = 1, rest = i;
            for (int axis = shape.Length - 1; axis >= 0; rest /= shape[axis--])
                if (!axes[axis])
                {
                    position += rest % shape[axis] * stride;
                    stride *= shape[axis];
                }
            expected[position] = combine(expected[position], values[i]);
        }
        AssertClose(expected, Array.ConvertAll(KernelRun.Run<float, float>(single, results, 1, singles), value => (double)value), 1e-3);
        AssertClose(expected, KernelRun.Run<double, double>(inDouble, results, 1, values), 1e-12);
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(expected[i] == actual[i] || Math.Abs(expected[i] - actual[i]) <= tolerance, $"result {i}: expected {expected[i]}, got {actual[i]}");
    }
}
