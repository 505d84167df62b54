using System.Numerics;
using static AutoGrad.Functions;

namespace AutoGrad.Tests.Layers;

public sealed class PositionalEncodingTests
{
    private const ElementType Double = ElementType.Float64;
    private static readonly double[] Point = [.. Enumerable.Range(0, 24).Select(i => Math.Sin(1.3 * i) * 1.5)];

    [Fact]
    public void Sines_and_cosines_are_those_of_the_paper()
    {
        double[] encoding = SinusoidalPositionalEncoding(30, 6, type: Double).Evaluate();
        Assert.Equal([0, 1, 0, 1, 0, 1], encoding[..6]);
        for (int position = 0; position < 30; position++)
            for (int feature = 0; feature < 6; feature++)
            {
                double angle = position / Math.Pow(10_000, feature / 2 * 2 / 6.0);
                Assert.Equal(feature % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle), encoding[position * 6 + feature], 1e-15);
            }
        Assert.Equal(Math.Sin(3 / 10.0), SinusoidalPositionalEncoding(4, 4, period: 100, type: Double).Evaluate()[3 * 4 + 2], 1e-15);
    }

    [Fact]
    public void Single_precision_is_exact_at_large_positions_too() => Assert.Equal(
        SinusoidalPositionalEncoding(5000, 4, type: Double).Evaluate()[^4..].Select(value => (double)(float)value),
        SinusoidalPositionalEncoding(5000, 4).Evaluate()[^4..]);

    [Theory]
    [InlineData(Double)]
    [InlineData(ElementType.Float32)]
    public void The_sinusoidal_layer_adds_them_to_sequences_of_any_length(ElementType type)
    {
        var layer = new SinusoidalPositionalEncoding(period: 50);
        foreach (int positions in new[] { 1, 3, 7 })
        {
            var x = Node.Input("x", [2, positions, 4], type);
            Assert.Same(x + SinusoidalPositionalEncoding(positions, 4, 50, type), layer.Forward(x));
        }
        Assert.Empty(layer.Parameters);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_rotary_encoding_multiplies_pairs_as_complex_numbers(bool interleaved)
    {
        var x = Node.Input("x", [2, 3, 4], Double);
        double[] turned = RotaryPositionalEncoding(x, 100, interleaved).Evaluate((x, Point));
        for (int row = 0; row < 6; row++)
            for (int pair = 0; pair < 2; pair++)
            {
                var (real, imaginary) = interleaved ? (2 * pair, 2 * pair + 1) : (pair, pair + 2);
                var expected = new Complex(Point[row * 4 + real], Point[row * 4 + imaginary]) * Complex.FromPolarCoordinates(1, row % 3 / Math.Pow(100, pair / 2.0));
                Assert.Equal(expected.Real, turned[row * 4 + real], 1e-14);
                Assert.Equal(expected.Imaginary, turned[row * 4 + imaginary], 1e-14);
            }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Products_of_turned_queries_and_keys_depend_on_their_distance_alone(bool interleaved)
    {
        Node Everywhere(int from) => Node.Constant(Point[from..(from + 6)], [1, 6], Double).BroadcastTo([9, 6]);
        double[] scores = RotaryPositionalEncoding(Everywhere(0), interleaved: interleaved).MatMul(RotaryPositionalEncoding(Everywhere(9), interleaved: interleaved).Transpose()).Evaluate();
        for (int i = 0; i < 8; i++)
            for (int j = 0; j < 8; j++)
                Assert.Equal(scores[i * 9 + j], scores[(i + 1) * 9 + j + 1], 1e-13);
        Assert.NotEqual(scores[0], scores[1], 1e-3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Its_gradient_turns_back(bool interleaved)
    {
        GraphGradientCheck.Check(x => Sin(RotaryPositionalEncoding(x, interleaved: interleaved)), Point, [2, 3, 4]);
        var x = Node.Input("x", [2, 3, 4], Double);
        var y = new RotaryPositionalEncoding(interleaved: interleaved).Forward(x);
        Compiled.AssertClose(Point, Gradient.Of(Square(y).Sum() / 2, x).Evaluate((x, Point)), 1e-14, y);
        Compiled.AgreesWithReference([y, Gradient.Of(Sin(y).Sum(), x)]);
        var single = Node.Input("x", [2, 3, 4]);
        Compiled.AgreesWithReference([RotaryPositionalEncoding(single, interleaved: interleaved)], 1e-6);
    }

    [Fact]
    public void Learned_rows_are_added_and_those_beyond_the_sequence_are_not_learned()
    {
        var layer = new LearnedPositionalEncoding(4, 3, type: Double);
        var x = Node.Input("x", [2, 2, 3], Double);
        double[] rows = layer.Weight.Values<double>().ToArray(), values = Point[..12];
        Assert.Equal(values.Select((value, i) => value + rows[i % 6]), layer.Forward(x).Evaluate((x, values)));
        Assert.Equal([2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0], Gradient.Of(layer.Forward(x).Sum(), layer.Weight).Evaluate((x, values)));
        Assert.Equal(["weight"], layer.Parameters.Select(pair => pair.Path));
    }

    [Fact]
    public void Learned_rows_begin_small_unless_told_otherwise()
    {
        float[] values = new LearnedPositionalEncoding(100, 100).Weight.Values<float>().ToArray();
        Assert.Equal(0.02, Math.Sqrt(values.Average(value => (double)value * value)), 0.001);
        Assert.All(new LearnedPositionalEncoding(3, 4, Initializer.Zeros).Weight.Values<float>().ToArray(), value => Assert.Equal(0, value));
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => SinusoidalPositionalEncoding(4, 5), "SinusoidalPositionalEncoding: 5 features; they are taken in pairs, so their number is even and at least 2." },
        { () => SinusoidalPositionalEncoding(4, 0), "SinusoidalPositionalEncoding: 0 features; they are taken in pairs, so their number is even and at least 2." },
        { () => SinusoidalPositionalEncoding(-1, 4), "SinusoidalPositionalEncoding: -1 positions; there are 0 or more." },
        { () => SinusoidalPositionalEncoding(4, 4, type: ElementType.Int32), "SinusoidalPositionalEncoding: of int32; sines are float32 or float64." },
        { () => SinusoidalPositionalEncoding(4, 4, period: double.NaN), "SinusoidalPositionalEncoding: the period must be a positive number." },
        { () => new SinusoidalPositionalEncoding().Forward(Node.Input("x", [4])), "SinusoidalPositionalEncoding: the input has the shape [4]; […, positions, features] is expected. (in SinusoidalPositionalEncoding)" },
        { () => new SinusoidalPositionalEncoding().Forward(Node.Input("x", [2, 3, 7])), "SinusoidalPositionalEncoding: 7 features; they are taken in pairs, so their number is even and at least 2. (in SinusoidalPositionalEncoding)" },
        { () => SinusoidalPositionalEncoding(50_000, 50_000), "SinusoidalPositionalEncoding: 50000 positions of 50000 features are 2500000000 numbers; an array holds 2147483591." },
        { () => RotaryPositionalEncoding(Node.Input("x", [2, 3])), "RotaryPositionalEncoding: 3 features; they are taken in pairs, so their number is even and at least 2." },
        { () => RotaryPositionalEncoding(Node.Input("x", [4])), "RotaryPositionalEncoding: the input is x : float32 [4]; float32 or float64 […, positions, width] is expected." },
        { () => RotaryPositionalEncoding(Node.Input("x", [4, 4], ElementType.Int64)), "RotaryPositionalEncoding: the input is x : int64 [4, 4]; float32 or float64 […, positions, width] is expected." },
        { () => RotaryPositionalEncoding(Node.Input("x", [2, 4]), period: 0), "RotaryPositionalEncoding: the period must be a positive number." },
        { () => new LearnedPositionalEncoding(0, 4), "LearnedPositionalEncoding: positions is 0; it must be at least 1." },
        { () => new LearnedPositionalEncoding(8, 4).Forward(Node.Input("x", [2, 9, 4])), "LearnedPositionalEncoding: a sequence of 9 positions is too long for the 8 that are learned: give the layer more, or the sequence in parts. (in LearnedPositionalEncoding)" },
        { () => new LearnedPositionalEncoding(8, 4).Forward(Node.Input("x", [2, 8, 5])), "LearnedPositionalEncoding: the input has the shape [2, 8, 5]; […, positions, 4] is expected. (in LearnedPositionalEncoding)" },
        { () => new MultiHeadAttention(6, 2, rotary: new()), "MultiHeadAttention: 2 heads have 3 of 6 features each; to be turned in pairs they need an even number." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_has_no_such_positions_is_explained(Action make, string message) => Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(make).Message);
}
