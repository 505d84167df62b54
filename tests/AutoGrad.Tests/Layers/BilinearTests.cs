namespace AutoGrad.Tests.Layers;

public sealed class BilinearTests
{
    [Fact]
    public void Each_output_is_a_bilinear_form_of_the_inputs_and_a_bias()
    {
        var layer = new Bilinear(2, 3, 4, type: ElementType.Float64);
        double[] a = layer.Weight.ToDoubles(), b = layer.Bias!.ToDoubles();
        Node first = Node.Input("x", [5, 2, 2], ElementType.Float64), second = Node.Input("y", [5, 2, 3], ElementType.Float64);
        double[] x = Compiled.Numbers(first, 1), y = Compiled.Numbers(second, 2);
        double[] expected = [.. Enumerable.Range(0, 10).SelectMany(row => Enumerable.Range(0, 4).Select(k =>
            b[k] + Enumerable.Range(0, 2).Sum(i => Enumerable.Range(0, 3).Sum(j => x[2 * row + i] * a[(k * 2 + i) * 3 + j] * y[3 * row + j]))))];
        var form = layer.Forward(first, second);
        Assert.Equal([5, 2, 4], form.Shape);
        Compiled.AssertClose(expected, form.Evaluate((first, x), (second, y)), 1e-14, form);
        Compiled.AgreesWithReference([form]);
        Assert.Null(new Bilinear(2, 3, 4, bias: false).Bias);
    }

    [Fact]
    public void Gradients_agree_with_differences_to_second_order_and_a_single_input_stands_for_both()
    {
        var layer = new Bilinear(3, 3, 2, type: ElementType.Float64);
        double[] at = [0.3, -1.2, 2, 0.7, -0.4, 1.1];
        GraphGradientCheck.Check(x => layer.Forward(x, Functions.Tanh(x)), at, [2, 3]);
        GraphGradientCheck.Check(layer.Forward, at, [2, 3]);
        var x = Node.Input("x", [2, 3], ElementType.Float64);
        Assert.Same(layer.Forward(x, x), layer.Forward(x));
    }

    [Fact]
    public void It_draws_as_PyTorch_does_unless_told_otherwise()
    {
        var layer = new Bilinear(25, 4, 40);
        Assert.All(layer.Weight.ToDoubles().Concat(layer.Bias!.ToDoubles()), value => Assert.InRange(value, -0.2, 0.2));
        Assert.True(layer.Weight.ToDoubles().Max() > 0.19 && layer.Bias!.ToDoubles().Max() > 0.15);
        var constant = new Bilinear(2, 2, 1, initializer: Initializer.Constant(3));
        Assert.Equal([3, 3, 3, 3], constant.Weight.ToDoubles());
        Assert.Equal([0], constant.Bias!.ToDoubles());
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => new Bilinear(0, 3, 4), "Bilinear: first is 0; it must be at least 1." },
        { () => new Bilinear(2, 3, -4), "Bilinear: outputs is -4; it must be at least 1." },
        { () => Forward([5, 2], [5, 2]), "Bilinear: the inputs have the shapes [5, 2] and [5, 2]; [..., 2] and [..., 3] with the same leading axes are expected. (in Bilinear)" },
        { () => Forward([5, 2], [4, 3]), "Bilinear: the inputs have the shapes [5, 2] and [4, 3]; [..., 2] and [..., 3] with the same leading axes are expected." },
        { () => Forward([], [4, 3]), "Bilinear: the inputs have the shapes [] and [4, 3]" },
        { () => new Bilinear(2, 3, 4).Forward(Node.Input("x", [5, 2])), "Bilinear: the inputs have the shapes [5, 2] and [5, 2]" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_does_not_fit_is_explained(Action make, string message) => Assert.StartsWith(message, Assert.ThrowsAny<Exception>(make).Message);

    private static Node Forward(Shape first, Shape second) => new Bilinear(2, 3, 4).Forward(Node.Input("x", first), Node.Input("y", second));
}
