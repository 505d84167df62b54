using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Activations of two inputs, and their forms that look at one axis.</summary>
public class GatedActivationTests
{
    private static readonly double[] Point = [.. Enumerable.Range(0, 24).Select(i => 2 * Math.Sin(1.7 * i + 0.4))];

    public static TheoryData<string> Names => [.. Forms.Keys];

    private static Dictionary<string, Func<Node, Node>> Forms => new()
    {
        ["GLU of two"] = x => GLU(x, Sin(x)),
        ["GLU of halves"] = x => GLU(x),
        ["GLU along an axis"] = x => GLU(x, 1),
        ["SwiGLU of two"] = x => SwiGLU(x, Sin(x)),
        ["SwiGLU of halves"] = x => SwiGLU(x),
        ["PReLU by the input"] = x => PReLU(x, Node.Constant([0.3, -0.2], [2], ElementType.Float64), axis: 1),
        ["PReLU by the weight"] = x => PReLU(Node.Constant(Point, [3, 2, 4], ElementType.Float64), x[.., 0, 0], axis: 0),
        ["PReLU broadcast"] = x => PReLU(x, Square(x[0])),
        ["Softmax2d"] = x => Softmax2d(Square(x)),
        ["Sparsemax"] = x => Square(Sparsemax(x, 1)),
        ["Sparsemax of four"] = x => Sin(Sparsemax(0.6 * x)) * x,
        ["the square of a Softmin"] = x => Square(Softmin(x, 1)),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_agree_with_differences_to_second_order(string name) =>
        GraphGradientCheck.Check(Forms[name], Point, [3, 2, 4]);

    [Fact]
    public void A_GLU_is_the_first_half_times_the_sigmoid_of_the_second_and_a_SwiGLU_the_SiLU_of_the_first_times_the_second()
    {
        Node x = Node.Input("x", [2, 4], ElementType.Float64);
        double[] at = [1, -2, 0.5, 3, 0, 4, -1, 2];
        Assert.Equal([Sigmoid(0.5), -2 * Sigmoid(3.0), 0, 4 * Sigmoid(2.0)], GLU(x).Evaluate((x, at)), Close);
        Assert.Equal([1 * Sigmoid(0.0), -2 * Sigmoid(4.0), 0.5 * Sigmoid(-1.0), 3 * Sigmoid(2.0)], GLU(x, 0).Evaluate((x, at)), Close);
        Assert.Equal([0.5 * SiLU(1.0), 3 * SiLU(-2.0), 0, 2 * SiLU(4.0)], SwiGLU(x).Evaluate((x, at)), Close);
        Assert.Equal(GLU(x, 0).Evaluate((x, at)), new GLU(0).Forward(x).Evaluate((x, at)));
        Assert.Equal(SwiGLU(x).Evaluate((x, at)), new SwiGLU().Forward(x).Evaluate((x, at)));
    }

    [Fact]
    public void A_PReLU_has_one_slope_or_one_a_channel()
    {
        Node x = Node.Input("x", [2, 2, 1], ElementType.Float64);
        double[] at = [-1, -2, 3, -4];
        Assert.Equal([-0.25, -0.5, 3, -1], new PReLU(type: ElementType.Float64).Forward(x).Evaluate((x, at)));
        var layer = new PReLU(2, 0.5, ElementType.Float64);
        layer.Weight.Values<double>()[1] = 10;
        Assert.Equal([-0.5, -20, 3, -40], layer.Forward(x).Evaluate((x, at)));
        Assert.Equal(["weight"], layer.Parameters.Select(pair => pair.Path));
    }

    [Fact]
    public void A_Softmax2d_is_the_softmax_over_channels()
    {
        Node x = Node.Input("x", [3, 2, 4], ElementType.Float64);
        double[] y = Softmax2d(x).Evaluate((x, Point));
        for (int place = 0; place < 8; place++)
            Assert.Equal(1, y[place] + y[8 + place] + y[16 + place], 1e-14);
        Assert.Equal(y, new Softmax2d().Forward(x).Evaluate((x, Point)));
    }

    [Fact]
    public void A_Sparsemax_is_the_nearest_distribution()
    {
        Node x = Node.Input("x", [4, 3], ElementType.Float64);
        double[] at = [0.1, 0.3, 0.2, 5, 1, 4.5, 2, 2, 2, 1000, 1000.4, -1000];
        double[] expected = [0.1 + 0.4 / 3, 0.3 + 0.4 / 3, 0.2 + 0.4 / 3, 0.75, 0, 0.25, 1.0 / 3, 1.0 / 3, 1.0 / 3, 0.3, 0.7, 0];
        Assert.Equal(expected, Sparsemax(x).Evaluate((x, at)), (a, b) => Math.Abs(a - b) <= 1e-12);
        Assert.Equal(Sparsemax(x, 0).Evaluate((x, at)), new Sparsemax(0).Forward(x).Evaluate((x, at)));
        Compiled.AgreesWithReference([Sparsemax(x), Gradient.Of(Square(Sparsemax(x)).Sum(), x)], new Dictionary<Node, double[]> { [x] = at });

        double[] random = [.. Enumerable.Range(0, 700).Select(i => 3 * Math.Sin(i * i))];
        Node rows = Node.Input("x", [100, 7], ElementType.Float64);
        double[] y = Sparsemax(rows).Evaluate((rows, random));
        for (int row = 0; row < 100; row++)
        {
            double[] p = y[(7 * row)..(7 * row + 7)], s = random[(7 * row)..(7 * row + 7)];
            Assert.Equal(1, p.Sum(), 1e-12);
            // One shift for all that are above 0, which leaves the others below it.
            double shift = s.Zip(p).Where(pair => pair.Second > 0).Select(pair => pair.First - pair.Second).Average();
            Assert.All(s.Zip(p), pair => Assert.Equal(Math.Max(0, pair.First - shift), pair.Second, 1e-12));
        }
        Assert.All(Sparsemax(x).Evaluate((x, [double.NaN, 1, 2, 1, 2, 3, 1, 2, 3, 1, 2, 3]))[..3], value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Node x = Node.Input("x", [4, 3, 5]);
        Fails("GLU: axis 2 of [4, 3, 5] has 5 elements; it is cut into a value and a gate, so their number must be even.", () => GLU(x));
        Fails("SwiGLU: axis 1 of [4, 3, 5] has 3 elements; it is cut into a value and a gate, so their number must be even.", () => SwiGLU(x, 1));
        Fails("GLU: axis 3", () => GLU(x, 3));
        Fails("Sparsemax: axis 3", () => Sparsemax(x, 3));
        Fails("PReLU: the weight is [4]; it must have one element, or one for each of the 3 channels along axis 1 of [4, 3, 5].", () => PReLU(x, Node.Input("w", [4]), axis: 1));
        Fails("PReLU: the weight is [2]; it must have one element, or one for each of the 3 channels along axis 1 of [4, 3, 5]. (in PReLU)", () => new PReLU(2).Forward(x));
        Fails("Softmax2d: of [4, 3]; it takes images, [N, C, H, W] or [C, H, W]. For another axis, use Softmax(x, axis).", () => Softmax2d(Node.Input("x", [4, 3])));
        Assert.Contains("PReLU: channels is 0; it must be at least 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new PReLU(0)).Message);
    }

    private static void Fails(string message, Func<object> build) => Assert.Contains(message, Assert.Throws<ShapeException>(build).Message);

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-14 * Math.Max(1, Math.Abs(a));
}
