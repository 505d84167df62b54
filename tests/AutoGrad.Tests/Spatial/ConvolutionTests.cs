using static AutoGrad.Functions;

namespace AutoGrad.Tests.Spatial;

public sealed class ConvolutionTests
{
    // Shape, weight, stride, padding, dilation, groups, mode.
    private static readonly (int[] X, int[] W, int[] Stride, int[] Padding, int[] Dilation, int Groups, PaddingMode Mode)[] All =
    [
        ([2, 3, 8], [4, 3, 3], [1], [0], [1], 1, PaddingMode.Zeros),
        ([2, 4, 9], [6, 2, 3], [2], [2], [2], 2, PaddingMode.Zeros),
        ([1, 1, 1], [1, 1, 1], [1], [0], [1], 1, PaddingMode.Zeros),
        ([2, 3, 5, 6], [4, 3, 2, 3], [1, 2], [1, 0], [1, 1], 1, PaddingMode.Zeros),
        ([2, 4, 6, 5], [4, 1, 3, 3], [1, 1], [1, 1], [1, 1], 4, PaddingMode.Zeros),
        ([1, 2, 5, 6], [4, 1, 3, 2], [2, 1], [1, 1], [1, 2], 2, PaddingMode.Zeros),
        ([2, 3, 4, 5], [4, 3, 1, 1], [1, 1], [0, 0], [1, 1], 1, PaddingMode.Zeros),
        ([2, 2, 4, 5], [3, 2, 3, 3], [1, 1], [2, 1], [1, 1], 1, PaddingMode.Reflect),
        ([2, 2, 4, 5], [3, 2, 3, 3], [1, 2], [2, 1], [1, 1], 1, PaddingMode.Replicate),
        ([2, 2, 4, 5], [3, 2, 3, 3], [1, 1], [4, 2], [2, 1], 1, PaddingMode.Circular),
        ([0, 2, 4, 5], [3, 2, 3, 3], [1, 1], [0, 0], [1, 1], 1, PaddingMode.Zeros),
        ([1, 2, 3, 4, 3], [2, 2, 2, 2, 2], [1, 1, 1], [0, 1, 0], [1, 1, 1], 1, PaddingMode.Zeros),
        ([1, 2, 4, 4, 3], [2, 1, 2, 3, 2], [2, 1, 1], [1, 1, 1], [1, 1, 2], 2, PaddingMode.Circular),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_convolution_is_what_its_definition_says(int index)
    {
        var (xShape, wShape, stride, padding, dilation, groups, mode) = All[index];
        foreach (var type in new[] { ElementType.Float32, ElementType.Float64 })
        {
            Node x = Node.Input("x", Shape.Create(xShape), type), w = Node.Input("w", Shape.Create(wShape), type), b = Node.Input("b", [wShape[0]], type);
            var values = new Dictionary<Node, double[]> { [x] = Compiled.Numbers(x, 1), [w] = Compiled.Numbers(w, 2), [b] = Compiled.Numbers(b, 3) };
            var y = Convolution(x, w, b, PerAxis.Create(stride), Padding.Create(padding), PerAxis.Create(dilation), groups, mode);
            double[] expected = ByDefinition.Convolution(values[x], xShape, values[w], wShape, values[b], stride, padding, dilation, groups, mode);
            Compiled.AssertClose(expected, y.Evaluate([.. values.Select(pair => (pair.Key, pair.Value))]), 1e-12, y);
            Compiled.AgreesWithReference([y], values, type == ElementType.Float32 ? 1e-4 : 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_of_a_convolution_agree_with_differences_to_second_order(int index)
    {
        var (xShape, wShape, stride, padding, dilation, groups, mode) = All[index];
        // Weight and input both come from one vector, so that second order mixes them.
        int size = xShape.Aggregate(1, (a, b) => a * b), weights = wShape.Aggregate(1, (a, b) => a * b);
        double[] at = [.. Enumerable.Range(0, size + weights).Select(i => Math.Sin(1.7 * i))];
        GraphGradientCheck.Check(
            v => Convolution(
                v[..size].ReshapeTo(Shape.Create(xShape)), v[size..].ReshapeTo(Shape.Create(wShape)), null,
                PerAxis.Create(stride), Padding.Create(padding), PerAxis.Create(dilation), groups, mode),
            at, [size + weights]);
    }

    [Theory]
    [InlineData(1, 0, 0, 1, 1)]
    [InlineData(2, 1, 1, 1, 1)]
    [InlineData(3, 2, 2, 1, 2)]
    [InlineData(1, 0, 2, 3, 2)]
    [InlineData(2, 0, 1, 2, 1)]
    public void A_transposed_convolution_is_the_adjoint_of_the_convolution(int stride, int padding, int outputPadding, int dilation, int groups)
    {
        foreach (int axes in new[] { 1, 2, 3 })
        {
            int[] small = [.. new[] { 3, 4, 2 }.Take(axes)], kernel = [.. new[] { 3, 2, 2 }.Take(axes)];
            Node x = Node.Input("x", [2, 4, .. small], ElementType.Float64), w = Node.Input("w", [4, 6 / groups, .. kernel], ElementType.Float64), b = Node.Input("b", [6], ElementType.Float64);
            var y = ConvolutionTranspose(x, w, b, stride, padding, outputPadding, dilation, groups);
            Assert.Equal([2, 6, .. small.Zip(kernel, (extent, size) => (extent - 1) * stride - 2 * padding + dilation * (size - 1) + outputPadding + 1)], y.Shape);
            // ⟨y, z⟩ as a function of x is ⟨x, convolution of z⟩.
            var z = Node.Input("z", y.Shape, ElementType.Float64);
            var convolved = Convolution(z, w, null, stride, padding, dilation, groups);
            Node[] slices = [x, convolved[.., .., ..small[0]]];
            if (axes > 1)
                slices[1] = slices[1][.., .., .., ..small[1]];
            if (axes > 2)
                slices[1] = slices[1][.., .., .., .., ..small[2]];
            var difference = ((y - b.ReshapeTo([6, .. Enumerable.Repeat(1, axes)])) * z).Sum() - (slices[0] * slices[1]).Sum();
            (Node, double[])[] feeds = [.. new[] { x, w, b, z }.Select((node, i) => (node, Compiled.Numbers(node, i)))];
            Assert.Equal(0, difference.Evaluate(feeds)[0], 1e-10);
            Compiled.AgreesWithReference([y, .. Gradient.Of(Square(y).Sum(), [x, w, b])], feeds.Take(3).ToDictionary(pair => pair.Item1, pair => pair.Item2));
        }
    }

    [Fact]
    public void Gradients_of_a_transposed_convolution_agree_with_differences_to_second_order() => GraphGradientCheck.Check(
        v => ConvolutionTranspose(v[..24].Reshape(2, 2, 2, 3), v[24..].Reshape(2, 2, 2, 2), null, [2, 1], [1, 0], [1, 0]),
        [.. Enumerable.Range(0, 40).Select(i => Math.Cos(1.3 * i))], [40]);

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(3, 2)]
    [InlineData(2, 3)]
    [InlineData(1, 1)]
    public void Padding_same_keeps_the_extents_and_puts_an_odd_element_after(int kernel, int dilation)
    {
        Node x = Node.Input("x", [1, 1, 7, 5], ElementType.Float64), w = Node.Input("w", [2, 1, kernel, kernel], ElementType.Float64);
        var same = Convolution(x, w, padding: Padding.Same, dilation: dilation);
        Assert.Equal([1, 2, 7, 5], same.Shape);
        int total = dilation * (kernel - 1), before = total / 2;
        var enough = Convolution(x, w, padding: total, dilation: dilation)[.., .., (total - before)..(total - before + 7), (total - before)..(total - before + 5)];
        Assert.Equal(enough.Evaluate((x, Compiled.Numbers(x, 1)), (w, Compiled.Numbers(w, 2))), same.Evaluate((x, Compiled.Numbers(x, 1)), (w, Compiled.Numbers(w, 2))));
        Assert.Same(Convolution(x, w, padding: Padding.Valid, dilation: dilation), Convolution(x, w, dilation: dilation));
    }

    [Fact]
    public void A_convolution_of_the_size_of_a_real_one_is_the_references()
    {
        Node x = Node.Input("x", [3, 5, 20, 21]), w = Node.Input("w", [20, 5, 5, 3]), b = Node.Input("b", [20]);
        var y = Convolution(x, w, b, padding: [2, 0]);
        Compiled.AgreesWithReference([y, .. Gradient.Of(Square(y).Mean(), [x, w, b])], 2e-4);
    }

    [Fact]
    public void The_windows_of_a_convolution_are_never_copied()
    {
        Node x = Node.Input("x", [3, 6, 20, 21]), w = Node.Input("w", [20, 6, 5, 3]), grouped = Node.Input("grouped", [21, 2, 5, 3]);
        var loss = Square(Convolution(x, w)).Mean() + Square(Convolution(x, grouped, groups: 3)).Mean();
        var plan = Planner.Plan([.. Gradient.Of(loss, [x, w, grouped])], []);
        Assert.DoesNotContain(plan.Steps, step => step.Name == "copy");
        Assert.All(plan.Steps.Where(step => step.Name == "matmul"), step => Assert.True(step.Node!.Shape.Rank <= 4));
        PlanVerifier.Verify(plan);
    }

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "Convolution: the weight has the shape [4, 3]; [outputs, inputs / groups, …kernel] with one to 3 kernel axes is expected, none of them empty.", () => Convolution(Input(2, 3, 8), Input(4, 3)) },
        { "Convolution: the weight has the shape [4, 3, 0]", () => Convolution(Input(2, 3, 8), Input(4, 3, 0)) },
        { "Convolution: the weight has the shape [1, 1, 1, 1, 1, 1]", () => Convolution(Input(2, 3, 8), Input(1, 1, 1, 1, 1, 1)) },
        { "Convolution: the input has the shape [2, 3, 8]; [samples, channels, …] with 2 spatial axes, like the kernel of the weight [4, 3, 3, 3], is expected.", () => Convolution(Input(2, 3, 8), Input(4, 3, 3, 3)) },
        { "with 1 spatial axis, like the kernel of the weight [4, 3, 3], is expected", () => Convolution(Input(2, 3, 8, 8), Input(4, 3, 3)) },
        { "Convolution: the input is float32, the weight float64; both must be float32 or both float64. Cast one with Cast.", () => Convolution(Input(2, 3, 8), Node.Input("w", [4, 3, 3], ElementType.Float64)) },
        { "Convolution: the 3 channels of the input [2, 3, 8] cannot be shared out by 2 groups.", () => Convolution(Input(2, 3, 8), Input(4, 3, 3), groups: 2) },
        { "Convolution: the 3 channels of the input [2, 3, 8] cannot be shared out by 0 groups.", () => Convolution(Input(2, 3, 8), Input(4, 3, 3), groups: 0) },
        { "Convolution: the 5 output channels of the weight [5, 2, 3] cannot be shared out by 2 groups.", () => Convolution(Input(2, 4, 8), Input(5, 2, 3), groups: 2) },
        { "Convolution: the input [2, 3, 8] has 3 channels; the weight [4, 2, 3] takes 2.", () => Convolution(Input(2, 3, 8), Input(4, 2, 3)) },
        { "Convolution: the input [2, 4, 8] has 4 channels, 2 in each of 2 groups; the weight [4, 4, 3] takes 4.", () => Convolution(Input(2, 4, 8), Input(4, 4, 3), groups: 2) },
        { "Convolution: the bias has the shape [3]; a number for each of the 4 output channels is expected, [4].", () => Convolution(Input(2, 3, 8), Input(4, 3, 3), Input(3)) },
        { "Convolution: no window fits axis 2 of [2, 3, 8]: a window of 5 with dilation 2 spans 2 · (5 − 1) + 1 = 9 elements, the axis has 8.", () => Convolution(Input(2, 3, 8), Input(4, 3, 5), dilation: 2) },
        { "Convolution of [2, 3, 2], with [1] elements before and [1] after its spatial axes: no window fits axis 2 of [2, 3, 4]: a window of 5", () => Convolution(Input(2, 3, 2), Input(4, 3, 5), padding: 1) },
        { "Convolution: [1, 2, 3] is given as the stride, for 2 spatial axes; give one number for all or one for each.", () => Convolution(Input(2, 3, 8, 8), Input(4, 3, 3, 3), stride: [1, 2, 3]) },
        { "Convolution: [1, 2] is given as the padding, for 1 spatial axis; give one number for all or one for each.", () => Convolution(Input(2, 3, 8), Input(4, 3, 3), padding: [1, 2]) },
        { "Convolution: the stride 0 is too small; it is at least 1.", () => Convolution(Input(2, 3, 8), Input(4, 3, 3), stride: 0) },
        { "Convolution: the dilation -1 is too small; it is at least 1.", () => Convolution(Input(2, 3, 8), Input(4, 3, 3), dilation: -1) },
        { "Convolution: the padding -1 is too small; it is at least 0.", () => Convolution(Input(2, 3, 8), Input(4, 3, 3), padding: -1) },
        { "Convolution: padding \"same\" with the stride [2]; it keeps extents with stride 1 alone, so give numbers.", () => Convolution(Input(2, 3, 8), Input(4, 3, 3), stride: 2, padding: Padding.Same) },
        { "Convolution: 8 elements of reflect padding for axis 2 of [2, 3, 8]; 8 elements give at most 7.", () => Convolution(Input(2, 3, 8), Input(4, 3, 3), padding: 8, mode: PaddingMode.Reflect) },
        { "Convolution: 9 elements of circular padding for axis 2 of [2, 3, 8]; 8 elements give at most 8.", () => Convolution(Input(2, 3, 8), Input(4, 3, 3), padding: 9, mode: PaddingMode.Circular) },
        { "Convolution: 1 elements of replicate padding for axis 2 of [2, 3, 0]; 0 elements give at most 0.", () => Convolution(Input(2, 3, 0), Input(4, 3, 3), padding: 1, mode: PaddingMode.Replicate) },
        { "ConvolutionTranspose: the input [2, 3, 8] has 3 channels; the weight [4, 2, 3] takes 4.", () => ConvolutionTranspose(Input(2, 3, 8), Input(4, 2, 3)) },
        { "ConvolutionTranspose: the weight has the shape [4, 2]; [inputs, outputs / groups, …kernel] with one to 3", () => ConvolutionTranspose(Input(2, 4, 8), Input(4, 2)) },
        { "ConvolutionTranspose: the bias has the shape [4]; a number for each of the 2 output channels is expected, [2].", () => ConvolutionTranspose(Input(2, 4, 8), Input(4, 2, 3), Input(4)) },
        { "ConvolutionTranspose: the output padding 2 of spatial axis 0 is as large as its stride 2 and its dilation 1; it must be smaller than one of them.", () => ConvolutionTranspose(Input(2, 4, 8), Input(4, 2, 3), stride: 2, outputPadding: 2) },
        { "ConvolutionTranspose: nothing is left of spatial axis 0: (2 − 1) · 1 − 2 · 2 + 1 · (3 − 1) + 0 + 1 = 0.", () => ConvolutionTranspose(Input(2, 4, 2), Input(4, 2, 3), padding: 2) },
        { "ConvolutionTranspose: spatial axis 0 of the input [2, 4, 0] has no elements.", () => ConvolutionTranspose(Input(2, 4, 0), Input(4, 2, 3)) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_when_the_graph_is_built(string message, Action mistake) =>
        Assert.Contains(message, Assert.Throws<ShapeException>(mistake).Message);

    [Fact]
    public void A_missing_tensor_is_told()
    {
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => Convolution(null!, Input(4, 3, 3))).ParamName);
        Assert.Equal("weight", Assert.Throws<ArgumentNullException>(() => ConvolutionTranspose(Input(2, 3, 8), null!)).ParamName);
    }

    private static Node Input(params int[] shape) => Node.Input("x", Shape.Create(shape));
}
