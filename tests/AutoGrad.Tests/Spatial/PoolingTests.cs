using static AutoGrad.Functions;

namespace AutoGrad.Tests.Spatial;

public sealed class PoolingTests
{
    // Shape, kernel, stride, padding, dilation, rounding up.
    private static readonly (int[] X, int[] Kernel, int[] Stride, int[] Padding, int[] Dilation, bool RoundsUp)[] All =
    [
        ([2, 3, 9], [3], [2], [1], [1], false),
        ([2, 3, 10], [3], [2], [0], [2], true),
        ([2, 3, 6, 8], [2, 2], [2, 2], [0, 0], [1, 1], false),
        ([2, 3, 7, 8], [3, 3], [2, 2], [1, 1], [1, 1], false),
        ([1, 2, 7, 8], [3, 2], [2, 3], [1, 0], [1, 1], true),
        ([1, 2, 5, 6], [2, 3], [1, 1], [1, 1], [2, 1], false),
        ([1, 2, 4, 5, 6], [2, 3, 2], [2, 1, 3], [1, 0, 1], [1, 1, 2], true),
        ([1, 1, 600], [3], [2], [1], [1], false),
        ([1, 2, 80, 71], [2, 2], [2, 2], [0, 0], [1, 1], true),
        ([0, 2, 4, 4], [2, 2], [2, 2], [0, 0], [1, 1], false),
        // Rounding up, a window may be larger than the input.
        ([1, 2, 2], [3], [2], [0], [1], true),
        ([2, 1, 3], [3], [4], [0], [2], true),
        ([1, 2, 1, 4], [2, 3], [3, 2], [0, 1], [1, 1], true),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Max_pooling_is_what_its_definition_says(int index)
    {
        var (shape, kernel, stride, padding, dilation, roundsUp) = All[index];
        foreach (var type in new[] { ElementType.Float32, ElementType.Float64 })
        {
            var x = Node.Input("x", Shape.Create(shape), type);
            var (values, indices) = MaxPoolWithIndices(x, PerAxis.Create(kernel), PerAxis.Create(stride), PerAxis.Create(padding), PerAxis.Create(dilation), roundsUp);
            // Whole numbers, so that there are ties; negative, so that padding with zeros would be seen.
            double[] numbers = [.. Compiled.Numbers(x, 1).Select(value => Math.Round(value) - 5)];
            var expected = Windows(shape, kernel, stride, padding, dilation, roundsUp).Select(window => window.Aggregate((best, at) => numbers[at] > numbers[best] ? at : best)).ToArray();
            int plane = shape[2..].Aggregate(1, (a, b) => a * b);
            Assert.Equal(expected.Select(at => numbers[at]), values.Evaluate((x, numbers)));
            Assert.Equal(expected.Select(at => (double)(at % plane)), indices.Evaluate((x, numbers)));
            var upstream = Node.Constant([.. Enumerable.Range(1, expected.Length).Select(i => (double)i)], values.Shape, type);
            var gradient = Gradient.Vjp(values, x, upstream);
            var sums = new double[numbers.Length];
            for (int i = 0; i < expected.Length; i++)
                sums[expected[i]] += i + 1;
            Assert.Equal(sums, gradient.Evaluate((x, numbers)));
            Compiled.AgreesWithReference([values, indices, gradient], new Dictionary<Node, double[]> { [x] = numbers });
        }
    }

    [Fact]
    public void Max_pooling_takes_the_first_of_several_and_the_first_NaN()
    {
        var x = Node.Input("x", [1, 1, 8], ElementType.Float64);
        double inf = double.PositiveInfinity;
        double[] numbers = [3, 3, 1, double.NaN, double.NaN, 9, -inf, -inf];
        var (values, indices) = MaxPoolWithIndices(x, 2);
        Assert.Equal([3, double.NaN, double.NaN, -inf], values.Evaluate((x, numbers)));
        Assert.Equal([0, 3, 4, 6], indices.Evaluate((x, numbers)));
        Assert.Equal([1, 0, 0, 1, 1, 0, 1, 0], Gradient.Of(values.Sum(), x).Evaluate((x, numbers)));
        Compiled.AgreesWithReference([values, indices], new Dictionary<Node, double[]> { [x] = numbers });
        Compiled.AgreesWithReference([MaxPoolWithIndices(Node.Input("n", [1, 1, 9], ElementType.Int32), 2).Indices, MaxPool(Node.Input("m", [1, 1, 9], ElementType.Int64), 2)]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Average_and_power_pooling_are_what_their_definitions_say(int index)
    {
        var (shape, kernel, stride, padding, dilation, roundsUp) = All[index];
        if (dilation.Any(number => number != 1))
            return;
        var x = Node.Input("x", Shape.Create(shape), ElementType.Float64);
        double[] numbers = Compiled.Numbers(x, 2);
        int[][] windows = [.. Windows(shape, kernel, stride, padding, dilation, roundsUp)];
        var excluding = AveragePool(x, PerAxis.Create(kernel), PerAxis.Create(stride), PerAxis.Create(padding), roundsUp, countIncludePad: false);
        Compiled.AssertClose([.. windows.Select(window => window.Average(at => numbers[at]))], excluding.Evaluate((x, numbers)), 1e-12, excluding);
        // The padding counts, but not what a window that rounds up reaches beyond it.
        int[] counts = [.. ByDefinition.Positions(Counts(shape, kernel, stride, padding, dilation, roundsUp)).Select(at => Enumerable.Range(0, kernel.Length).Aggregate(1, (product, i) =>
            product * (Math.Min(at[i] * stride[i] - padding[i] + kernel[i], shape[2 + i] + padding[i]) - at[i] * stride[i] + padding[i])))];
        var including = AveragePool(x, PerAxis.Create(kernel), PerAxis.Create(stride), PerAxis.Create(padding), roundsUp);
        Compiled.AssertClose([.. windows.Select((window, i) => window.Sum(at => numbers[at]) / counts[i % counts.Length])], including.Evaluate((x, numbers)), 1e-12, including);
        Compiled.AgreesWithReference([including, excluding, .. Gradient.Of((Square(including) + excluding).Sum(), [x])]);
        if (padding.Any(number => number != 0))
            return;
        double[] positive = [.. numbers.Select(Math.Abs)];
        foreach (double p in new[] { 1, 2, 3.5 })
        {
            var power = LpPool(x, p, PerAxis.Create(kernel), PerAxis.Create(stride), roundsUp);
            Compiled.AssertClose([.. windows.Select(window => Math.Pow(window.Sum(at => Math.Pow(positive[at], p)), 1 / p))], power.Evaluate((x, positive)), 1e-12, power);
        }
    }

    [Fact]
    public void Gradients_of_poolings_agree_with_differences_to_second_order()
    {
        double[] at = [.. Enumerable.Range(0, 48).Select(i => Math.Sin(1.7 * i) + 0.01 * i)], positive = [.. at.Select(value => value + 2)];
        GraphGradientCheck.Check(x => Square(MaxPool(x, 3, 2, 1)), at, [1, 2, 4, 6]);
        GraphGradientCheck.Check(x => Exp(AveragePool(x, 3, 2, 1, roundsUp: true, countIncludePad: false)), at, [1, 2, 4, 6]);
        GraphGradientCheck.Check(x => LpPool(x, 3, 2), positive, [1, 2, 4, 6]);
        GraphGradientCheck.Check(x => Exp(AdaptiveAveragePool(x, [3, 4])), at, [1, 2, 4, 6]);
        GraphGradientCheck.Check(x => Square(AdaptiveMaxPool(x, [3, 4])), at, [1, 2, 4, 6]);
        GraphGradientCheck.Check(x => Square(GlobalMaxPool(x)) * GlobalAveragePool(x), at, [2, 2, 12]);
    }

    [Fact]
    public void The_gradient_of_power_pooling_is_zero_where_the_sum_is()
    {
        var x = Node.Input("x", [1, 1, 4], ElementType.Float64);
        Assert.Equal([0, 0, 0.6, 0.8], Gradient.Of(LpPool(x, 2, 2).Sum(), x).Evaluate((x, [0, 0, 3, 4])), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(8, 4)]
    [InlineData(5, 8)]
    [InlineData(6, 1)]
    public void Adaptive_windows_share_the_axis_out_as_PyTorchs(int extent, int count)
    {
        Node x = Node.Input("x", [1, 2, extent], ElementType.Float64), tall = Node.Input("tall", [1, 2, extent, 3], ElementType.Float64);
        double[] numbers = Compiled.Numbers(x, 3), others = Compiled.Numbers(tall, 3);
        int[][] windows = [.. Enumerable.Range(0, count).Select(i => (Start: i * extent / count, End: (int)Math.Ceiling((i + 1) * (double)extent / count))).Select(w => Enumerable.Range(w.Start, w.End - w.Start).ToArray())];
        double[] Expected(Func<IEnumerable<double>, double> combine) => [.. Enumerable.Range(0, 2).SelectMany(channel => windows.Select(window => combine(window.Select(at => numbers[channel * extent + at]))))];
        Compiled.AssertClose(Expected(Enumerable.Average), AdaptiveAveragePool(x, count).Evaluate((x, numbers)), 1e-14, x);
        Assert.Equal(Expected(Enumerable.Max), AdaptiveMaxPool(x, count).Evaluate((x, numbers)));
        Compiled.AgreesWithReference([AdaptiveAveragePool(tall, [count, 2]), AdaptiveMaxPool(tall, [count, 2]), AdaptiveMaxPoolWithIndices(tall, [count, 3]).Indices], new Dictionary<Node, double[]> { [tall] = others });
        Assert.Equal([1, 2, count, 2], AdaptiveMaxPool(tall, [count, 2]).Shape);
    }

    [Fact]
    public void Global_pooling_leaves_a_number_a_channel()
    {
        var x = Node.Input("x", [1, 2, 2, 2], ElementType.Float64);
        double[] numbers = [1, 2, 3, 6, 5, 5, 5, 1];
        Assert.Equal([3, 4], GlobalAveragePool(x).Evaluate((x, numbers)));
        Assert.Equal([6, 5], GlobalMaxPool(x).Evaluate((x, numbers)));
        Assert.Equal([1, 2], GlobalMaxPool(x).Shape);
        Assert.Equal([1, 2, 1, 1], GlobalMaxPool(x, keepDims: true).Shape);
        Assert.Equal([1, 2, 1, 1], GlobalAveragePool(x, keepDims: true).Shape);
        Assert.Equal([0, 0, 0, 1, 1, 0, 0, 0], Gradient.Of(GlobalMaxPool(x).Sum(), x).Evaluate((x, numbers)));
    }

    [Fact]
    public void Unpooling_puts_the_largest_back_where_they_were()
    {
        var x = Node.Input("x", [2, 3, 7, 8], ElementType.Float64);
        double[] numbers = [.. Compiled.Numbers(x, 4).Select(value => value + 3)];
        var (values, indices) = MaxPoolWithIndices(x, [2, 3], [3, 3]);
        var back = MaxUnpool(values, indices, [2, 3], 3, outputSize: [7, 8]);
        Assert.Equal(x.Shape, back.Shape);
        double[] expected = Gradient.Of(values.Sum(), x).Evaluate((x, numbers));
        Assert.Equal(expected.Zip(numbers, (taken, value) => taken * value), back.Evaluate((x, numbers)));
        Assert.Equal([2, 3, 5, 6], MaxUnpool(values, indices, [2, 3], 3).Shape);
        Assert.Equal(values.Evaluate((x, numbers)), MaxPool(back, [2, 3], 3).Evaluate((x, numbers)));
        Compiled.AgreesWithReference([back, .. Gradient.Of((back * x).Sum(), [x])], new Dictionary<Node, double[]> { [x] = numbers });
        GraphGradientCheck.Check(v => Exp(MaxUnpool(v, Node.Constant(new[] { 0, 3, 2, 5 }, [1, 2, 2]), 3)), [1, 2, 3, 4], [1, 2, 2]);
    }

    [Fact]
    public void What_is_the_largest_of_several_windows_is_put_back_once()
    {
        var x = Node.Input("x", [1, 1, 5], ElementType.Float64);
        double[] numbers = [1, 2, 7, 3, 4];
        var (values, indices) = MaxPoolWithIndices(x, 3, 1);
        var back = MaxUnpool(values, indices, 3, 1);
        Assert.Equal([7, 7, 7], values.Evaluate((x, numbers)));
        Assert.Equal([0, 0, 7, 0, 0], back.Evaluate((x, numbers)));
        Assert.Equal([0, 0, 1, 0, 0], Gradient.Of(back.Sum(), x).Evaluate((x, numbers)));
        Compiled.AgreesWithReference([back, Gradient.Of(Square(back).Sum(), x)], new Dictionary<Node, double[]> { [x] = numbers });
    }

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "MaxPool: the input has the shape [2, 3]; [samples, channels, …] with one to three spatial axes is expected.", () => MaxPool(Input(2, 3), 2) },
        { "GlobalAveragePool: the input has the shape [2, 3]", () => GlobalAveragePool(Input(2, 3)) },
        { "MaxPool: no kernel size is given.", () => MaxPool(Input(2, 3, 8), default) },
        { "MaxPool: [2, 2] is given as the kernel, for 1 spatial axis", () => MaxPool(Input(2, 3, 8), [2, 2]) },
        { "MaxPool: the kernel 0 is too small; it is at least 1.", () => MaxPool(Input(2, 3, 8), 0) },
        { "AveragePool: the stride 0 is too small; it is at least 1.", () => AveragePool(Input(2, 3, 8), 2, 0) },
        { "MaxPool: the padding 2 of axis 2 of [2, 3, 8] is more than half of a window, which spans 3 elements; a window could have nothing but padding.", () => MaxPool(Input(2, 3, 8), 3, 1, 2) },
        { "MaxPool: no window fits axis 2 of [2, 3, 2]: a window of 3 with dilation 2 spans 2 · (3 − 1) + 1 = 5 elements, the axis has 2, 4 with padding.", () => MaxPool(Input(2, 3, 2), 3, 1, 1, 2) },
        { "AveragePool: no window fits axis 3 of [2, 3, 4, 2]: a window of 3 with dilation 1 spans 1 · (3 − 1) + 1 = 3 elements, the axis has 2.", () => AveragePool(Input(2, 3, 4, 2), 3) },
        { "MaxPool: no window fits axis 2 of [2, 3, 2]: a window of 4 with dilation 1 spans 1 · (4 − 1) + 1 = 4 elements, the axis has 2.", () => MaxPool(Input(2, 3, 2), 4, 2, roundsUp: true) },
        { "MaxPool: window 0 of axis 2 of [2, 3, 1] has nothing but padding.", () => MaxPool(Input(2, 3, 1), 2, 1, 2, 3) },
        { "MaxPool: a channel of [1, 1, 16777217] has more than 16777216 elements, whose positions single precision cannot tell apart.", () => MaxPool(Input(1, 1, 16777217), 2, 1 << 24) },
        { "MaxPool: conditions have no largest; cast with Cast(ElementType.Int32).", () => MaxPool(Node.Input("p", [2, 3, 8], ElementType.Bool), 2) },
        { "AdaptiveMaxPool: axis 2 of [2, 3, 0] has no elements.", () => AdaptiveMaxPool(Input(2, 3, 0), 1) },
        { "AdaptiveAveragePool: no output size is given.", () => AdaptiveAveragePool(Input(2, 3, 8), default) },
        { "AdaptiveAveragePool: the output size 0 is too small; it is at least 1.", () => AdaptiveAveragePool(Input(2, 3, 8), 0) },
        { "MaxUnpool: the input has the shape [2, 3, 4] and its indices [2, 3, 5]; both must have one.", () => MaxUnpool(Input(2, 3, 4), Node.Input("i", [2, 3, 5], ElementType.Int32), 2) },
        { "MaxUnpool: nothing is left of spatial axis 0: (1 − 1) · 2 − 2 · 1 + 2 = 0.", () => MaxUnpool(Input(2, 3, 1), Node.Input("i", [2, 3, 1], ElementType.Int32), 2, padding: 1) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_when_the_graph_is_built(string message, Action mistake) =>
        Assert.Contains(message, Assert.Throws<ShapeException>(mistake).Message);

    [Fact]
    public void What_has_no_meaning_is_refused()
    {
        Assert.Contains("the power is a positive number; MaxPool is the pooling with an infinite one", Assert.Throws<ArgumentOutOfRangeException>(() => LpPool(Input(2, 3, 8), double.PositiveInfinity, 2)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => LpPool(Input(2, 3, 8), double.NaN, 2));
        var x = Node.Input("x", [1, 1, 2], ElementType.Float64);
        var indices = Node.Constant(new[] { 0, 4 }, [1, 1, 2]);
        Assert.Contains("index 4", Assert.Throws<ArgumentOutOfRangeException>(() => MaxUnpool(x, indices, 2).Evaluate((x, [1, 2]))).Message);
        Assert.Contains(
            "The positions of the largest elements of windows have no derivative",
            Assert.Throws<DifferentiationException>(() => Gradient.Of(MaxPoolWithIndices(x, 2).Indices.Cast(ElementType.Float64).Sum(), x)).Message);
    }

    private static Node Input(params int[] shape) => Node.Input("x", Shape.Create(shape));

    private static int[] Counts(int[] shape, int[] kernel, int[] stride, int[] padding, int[] dilation, bool roundsUp) => [.. Enumerable.Range(0, kernel.Length).Select(i =>
    {
        double room = shape[2 + i] + 2 * padding[i] - dilation[i] * (kernel[i] - 1) - 1;
        int count = (int)(roundsUp ? Math.Ceiling(room / stride[i]) : Math.Floor(room / stride[i])) + 1;
        // As PyTorch has it, the last window begins in the input or in the padding before it.
        return roundsUp && (count - 1) * stride[i] >= shape[2 + i] + padding[i] ? count - 1 : count;
    })];

    // The positions in the whole tensor of the elements of each window, row by row.
    private static IEnumerable<int[]> Windows(int[] shape, int[] kernel, int[] stride, int[] padding, int[] dilation, bool roundsUp)
    {
        int[] counts = Counts(shape, kernel, stride, padding, dilation, roundsUp);
        foreach (int[] p in ByDefinition.Positions([shape[0], shape[1], .. counts]))
            yield return [.. ByDefinition.Positions(kernel)
                .Select(k => Enumerable.Range(0, kernel.Length).Select(i => p[2 + i] * stride[i] + k[i] * dilation[i] - padding[i]).ToArray())
                .Where(at => at.Zip(shape[2..], (position, extent) => position >= 0 && position < extent).All(inside => inside))
                .Select(at => at.Zip(shape[2..]).Aggregate(p[0] * shape[1] + p[1], (offset, axis) => offset * axis.Second + axis.First))];
    }
}
