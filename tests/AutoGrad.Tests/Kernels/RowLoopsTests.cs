using System.Numerics;
using System.Runtime.InteropServices;
using AutoGrad.Kernels;
using AutoGrad.Symbolics;
using static AutoGrad.Tests.HandMadeRows;

namespace AutoGrad.Tests;

/// <summary>Row kernels at every length, offset and width, on spans.</summary>
public unsafe class RowLoopsTests
{
    [Fact]
    public void Rows_have_the_same_bits_wherever_they_lie_and_are_what_the_formula_says()
    {
        ForEveryLength<float>(1e-5);
        ForEveryLength<double>(1e-13);
    }

    [Fact]
    public void Results_can_be_written_over_either_input()
    {
        for (int length = 1; length <= 67; length++)
        {
            float[] x = Values<float>(3 * length, 0), upstream = Values<float>(3 * length, 1), expected = new float[3 * length];
            RowLoops.Run(default(SoftmaxGradientKernel), new RowOperands<float> { A = x, B = upstream, Rows = expected }, length);
            float[] overFirst = [.. x], overSecond = [.. upstream];
            RowLoops.Run(default(SoftmaxGradientKernel), new RowOperands<float> { A = overFirst, B = upstream, Rows = overFirst }, length);
            RowLoops.Run(default(SoftmaxGradientKernel), new RowOperands<float> { A = x, B = overSecond, Rows = overSecond }, length);

            Assert.True(SameBits<float>(expected, overFirst) && SameBits<float>(expected, overSecond), $"Length {length}.");
        }
    }

    [Fact]
    public void Every_width_agrees_with_one_lane()
    {
        double[] x = Values<double>(67, 0), y = Values<double>(67, 1);
        double[] one = Run<Double1>(x, y);

        // Sums are taken in another order; what is not summed has the same bits.
        Assert.All(one.Zip(Run<Double128>(x, y)), pair => Assert.Equal(pair.First, pair.Second, Math.Abs(pair.First) * 1e-14));
        Assert.All(one.Zip(Run<Double256>(x, y)), pair => Assert.Equal(pair.First, pair.Second, Math.Abs(pair.First) * 1e-14));
        Assert.All(one.Zip(Run<Double512>(x, y)), pair => Assert.Equal(pair.First, pair.Second, Math.Abs(pair.First) * 1e-14));

        static double[] Run<V>(double[] x, double[] y)
            where V : struct, ILanes<V, double>
        {
            var result = new double[x.Length];
            fixed (double* a = x, b = y, r = result)
                RowLoop.Run<EverythingKernel, V, double>(default, new RowAddresses<double> { A = a, B = b, Result = r }, x.Length, 0, 1, null);
            return result;
        }
    }

    [Theory]
    [InlineData(new[] { double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity }, double.NegativeInfinity)]
    [InlineData(new[] { double.NegativeInfinity, 2.0, double.NegativeInfinity }, 2.0)]
    [InlineData(new[] { 0.0, double.PositiveInfinity, -1.0 }, double.PositiveInfinity)]
    [InlineData(new[] { 0.0, double.PositiveInfinity, double.NaN }, double.NaN)]
    [InlineData(new[] { 1000.0, 1000.0, double.NegativeInfinity }, 1000.6931471805599)]
    [InlineData(new[] { -1000.0, -1000.0, double.NegativeInfinity }, -999.30685281944)]
    [InlineData(new[] { 1e-310, -0.0, double.NegativeInfinity }, 0.69314718055994529)]
    public void The_logarithm_of_a_sum_of_exponentials_is_right_at_the_ends_of_the_numbers(double[] logits, double expected)
    {
        // In every place of a longer row.
        for (int place = 0; place <= 20; place++)
        {
            double[] row = [.. Enumerable.Repeat(double.NegativeInfinity, place), .. logits], values = new double[1];
            RowLoops.Run(new LogSumExpKernel(), new RowOperands<double> { A = row, Values = values }, row.Length);
            Assert.True(expected.Equals(values[0]) || Math.Abs(expected - values[0]) <= 1e-14 * Math.Abs(expected), $"{values[0]:R}");
        }
    }

    [Fact]
    public void A_row_of_a_million_keeps_its_digits()
    {
        float[] x = [.. Enumerable.Range(0, 1 << 20).Select(i => (float)Math.Sin(i))], y = new float[x.Length];
        RowLoops.Run(default(SoftmaxKernel), new RowOperands<float> { A = x, Rows = y }, x.Length);
        double sum = x.Sum(value => Math.Exp(value));

        Assert.Equal(1, y.Sum(value => (double)value), 1e-6);
        Assert.Equal(Math.Exp(x[12345]) / sum, y[12345], 1e-6 * y[12345]);
    }

    [Fact]
    public void Large_logits_cost_no_digits_of_their_exponentials()
    {
        float[] x = [.. Enumerable.Range(0, 37).Select(i => 1000 + (float)Math.Sin(i))], upstream = new float[37], y = new float[37];
        upstream[5] = 1;
        RowLoops.Run(default(SoftmaxGradientKernel), new RowOperands<float> { A = x, B = upstream, Rows = y }, 37);
        double sum = x.Sum(value => Math.Exp(value - 1000.0));
        double[] softmax = [.. x.Select(value => Math.Exp(value - 1000.0) / sum)];

        for (int i = 0; i < 37; i++)
        {
            double expected = softmax[i] * (upstream[i] - softmax[5]);
            Assert.Equal(expected, y[i], 5e-7 * Math.Abs(expected));
        }
    }

    [Fact]
    public void Loss_and_gradient_come_in_one_run_with_their_sum()
    {
        double[] logits = Values<double>(3 * 5, 0), gradient = new double[15], losses = new double[3];
        int[] labels = [4, 0, 2];
        double[] each = [.. labels.Select((label, row) => Loss(logits.AsSpan(5 * row, 5), label))];
        double sum = RowLoops.Run(
            new CrossEntropyWithGradientKernel(1), new RowOperands<double> { A = logits, Labels = labels, Numbers = [0.5], Rows = gradient, Values = losses }, 5);

        Assert.Equal(each, losses, (a, b) => Math.Abs(a - b) < 1e-13);
        Assert.Equal(each.Sum(), sum, 1e-13);
        Assert.Equal(sum, RowLoops.Run(new CrossEntropyWithGradientKernel(1), new RowOperands<double> { A = logits, Labels = labels, Numbers = [0.5], Rows = gradient }, 5));
        Assert.Equal(0.5 * (Math.Exp(logits[0] - LogSumExp(logits.AsSpan(0, 5))) - 0), gradient[0], 1e-13);
        Assert.Equal(0.5 * (Math.Exp(logits[4] - LogSumExp(logits.AsSpan(0, 5))) - 1), gradient[4], 1e-13);
        Assert.All(Enumerable.Range(0, 3), row => Assert.Equal(0, gradient.AsSpan(5 * row, 5).ToArray().Sum(), 1e-13));

        static double Loss(ReadOnlySpan<double> row, int label) => LogSumExp(row) - row[label];
        static double LogSumExp(ReadOnlySpan<double> row) => AutoGrad.Functions.LogSumExp(Row.Create(row));
    }

    [Fact]
    public void Each_row_has_its_own_number_or_all_have_one()
    {
        double[] logits = Values<double>(10, 0), each = new double[10], all = new double[10];
        int[] labels = [1, 1];
        RowLoops.Run(new CrossEntropyGradientKernel(1), new RowOperands<double> { A = logits, Labels = labels, Numbers = [2, 3], Rows = each }, 5);
        RowLoops.Run(new CrossEntropyGradientKernel(1), new RowOperands<double> { A = logits, Labels = labels, Numbers = [1], Rows = all }, 5);

        Assert.Equal(all.Select((value, i) => i < 5 ? 2 * value : 3 * value), each, (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void A_label_without_an_element_is_told_with_its_row()
    {
        float[] logits = new float[12], values = new float[4];
        void Fails(int[] labels, string message) => Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(
            () => RowLoops.Run(new CrossEntropyKernel(1), new RowOperands<float> { A = logits, Labels = labels, Values = values }, 3)).Message);

        Fails([0, 1, 3, 2], "Row 2 has the label 3; a row of 3 elements has the labels 0 to 2.");
        Fails([0, 1, 2, -1], "Row 3 has the label -1; a row of 3 elements has the labels 0 to 2.");
        Assert.Contains("Row 1 has the label 6", Assert.Throws<ArgumentOutOfRangeException>(
            () => RowLoops.Run(new PickNext(), new RowOperands<float> { A = logits, Labels = [1, 2], Values = new float[2] }, 6)).Message);
    }

    [Fact]
    public void Spans_that_do_not_fit_are_told_apart()
    {
        float[] x = new float[12];
        void Fails(string message, Action run) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(run).Message);

        Fails("A row length of 0: a row has at least 1 element.", () => RowLoops.Run(default(SoftmaxKernel), new RowOperands<float> { A = x, Rows = x }, 0));
        Fails("12 elements, which are no whole number of rows of 5: 2 remain", () => RowLoops.Run(default(SoftmaxKernel), new RowOperands<float> { A = x, Rows = x }, 5));
        Fails("The result has 9 elements, the first input 12", () => RowLoops.Run(default(SoftmaxKernel), new RowOperands<float> { A = x, Rows = new float[9] }, 3));
        Fails("The second input has 0 elements, the first input 12", () => RowLoops.Run(default(SoftmaxGradientKernel), new RowOperands<float> { A = x, Rows = x }, 3));
        Fails("The first input and the result overlap by all but 3 elements", () => RowLoops.Run(default(SoftmaxKernel), new RowOperands<float> { A = x.AsSpan(0, 9), Rows = x.AsSpan(3) }, 3));
        Fails("There are 3 labels for 4 rows", () => RowLoops.Run(new CrossEntropyKernel(1), new RowOperands<float> { A = x, Labels = [0, 1, 2], Values = new float[4] }, 3));
        Fails("There are 0 labels for 4 rows", () => RowLoops.Run(new CrossEntropyKernel(1), new RowOperands<float> { A = x, Values = new float[4] }, 3));
        Fails("There are 2 numbers for 4 rows", () => RowLoops.Run(new CrossEntropyGradientKernel(1), new RowOperands<float> { A = x, Labels = new int[4], Numbers = [1, 2], Rows = new float[12] }, 3));
        Fails("There are 5 results for 4 rows", () => RowLoops.Run(new CrossEntropyKernel(1), new RowOperands<float> { A = x, Labels = new int[4], Values = new float[5] }, 3));
        Fails("overlap: one would overwrite the other", () =>
        {
            float[] results = new float[16];
            RowLoops.Run(new CrossEntropyWithGradientKernel(1), new RowOperands<float> { A = x, Labels = new int[4], Numbers = [1], Rows = results.AsSpan(0, 12), Values = results.AsSpan(10, 4) }, 3);
        });
        Assert.Contains("not on Int32", Assert.Throws<NotSupportedException>(() => RowLoops.Run(default(SoftmaxKernel), new RowOperands<int> { A = new int[3], Rows = new int[3] }, 3)).Message);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] x = Values<float>(64 * 10, 0), y = new float[640];
        int[] labels = new int[64];
        RunAll();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
            RunAll();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void RunAll()
        {
            RowLoops.Run(default(SoftmaxKernel), new RowOperands<float> { A = x, Rows = y }, 10);
            RowLoops.Run(new CrossEntropyWithGradientKernel(1), new RowOperands<float> { A = x, Labels = labels, Numbers = [1], Rows = y }, 10);
        }
    }

    private static void ForEveryLength<T>(double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] source = Values<T>(3 * 67 + 4, 0), second = Values<T>(3 * 67 + 4, 1), result = new T[3 * 67 + 4], first = new T[67];
        for (int length = 1; length <= 67; length++)
            for (int offset = 0; offset < 4; offset++)
            {
                Array.Fill(result, T.CreateChecked(7));
                Run(source.AsSpan(offset, 3 * length), second.AsSpan(offset, 3 * length), result.AsSpan(offset, 3 * length), length);
                Assert.All(result[..offset].Concat(result[(offset + 3 * length)..]), untouched => Assert.Equal(T.CreateChecked(7), untouched));
                for (int row = 0; row < 3; row++)
                {
                    T[] x = source[(offset + row * length)..(offset + (row + 1) * length)], y = second[(offset + row * length)..(offset + (row + 1) * length)];
                    Run(x, y, first.AsSpan(0, length), length);
                    Assert.True(SameBits<T>(first.AsSpan(0, length), result.AsSpan(offset + row * length, length)), $"Row {row} of {length} at offset {offset}.");
                    if (offset == 0)
                        AssertFormula(x, y, first[..length], tolerance);
                }
            }

        static void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result, int length) =>
            RowLoops.Run(default(EverythingKernel), new RowOperands<T> { A = x, B = y, Rows = result }, length);
    }

    private static void AssertFormula<T>(T[] x, T[] y, T[] actual, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] expected = Evaluation.Evaluate(
            Everything.Formula.Body, x.Length, variable => [.. (variable.Name == "x" ? x : y).Select(value => double.CreateChecked(value))]);
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < actual.Length; i++)
            Assert.Equal(expected[i], double.CreateChecked(actual[i]), tolerance * scale);
    }

    private static T[] Values<T>(int count, double phase)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. Enumerable.Range(0, count).Select(i => T.CreateChecked(3 * Math.Sin(phase + 1.7 * i)))];

    private static bool SameBits<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged => MemoryMarshal.AsBytes(a).SequenceEqual(MemoryMarshal.AsBytes(b));

    private readonly struct LogSumExpKernel : IRowKernel<LogSumExpKernel>
    {
        public static int Rows => 1;

        public static int Numbers => 0;

        public static bool YieldsRow => false;

        public static bool YieldsNumber => true;

        public static LogSumExpKernel Create(ReadOnlySpan<double> parameters) => default;

        public void Invoke<V, T>(in RowArguments<T> row)
            where V : struct, ILanes<V, T>
            where T : unmanaged => row.Yield(RowLoops.LogSumExp<Self, V, T>(default, row));
    }

    private readonly struct PickNext : IRowKernel<PickNext>
    {
        public static int Rows => 1;

        public static int Numbers => 1;

        public static bool YieldsRow => false;

        public static bool YieldsNumber => true;

        public static PickNext Create(ReadOnlySpan<double> parameters) => default;

        public void Invoke<V, T>(in RowArguments<T> row)
            where V : struct, ILanes<V, T>
            where T : unmanaged => row.Yield(RowLoops.Pick<Self, T>(default, row, row.Number(0) + 4));
    }

    private readonly struct Self : IRowPass<Self>
    {
        public static int Rows => 1;

        public static bool ReadsPosition => false;

        public V Invoke<V>(V position, V a, V b, V c)
            where V : struct, ILanes<V> => a;
    }
}
