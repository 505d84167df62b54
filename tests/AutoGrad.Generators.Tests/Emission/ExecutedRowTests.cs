using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>Generated row functions, held against the user's own method and its differences.</summary>
public class ExecutedRowTests : Executed
{
    private static readonly Func<Row, Row> SoftAbs = Method<Func<Row, Row>>("SoftAbs");
    private static readonly Func<Row, double, Row> Standardized = Method<Func<Row, double, Row>>("Standardized");
    private static readonly Func<Row, Row, Row> Product = Method<Func<Row, Row, Row>>("Product");
    private static readonly Func<Row, int, double> OfLabel = Method<Func<Row, int, double>>("CrossEntropy");
    private static readonly Func<Row, Row, double> OfRow = Method<Func<Row, Row, double>>("CrossEntropy");

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Rows_hold_what_the_method_computes_at_every_length_and_in_place(int length)
    {
        if (length == 0)
            return;
        double[] x = Values(3 * length, 1), y = new double[3 * length];
        Method<RowMap<double>>("SoftAbs")(x, y, length);
        double[] expected = [.. x.Chunk(length).SelectMany(row => SoftAbs(row).ToArray())];
        for (int i = 0; i < y.Length; i++)
            AssertClose(expected[i], y[i], 1e-14);

        float[] single = Singles(x), result = new float[3 * length], inPlace = [.. single];
        Method<RowMap<float>>("SoftAbs")(single, result, length);
        double[] ofSingles = [.. single.Chunk(length).SelectMany(row => SoftAbs(Array.ConvertAll(row, value => (double)value)).ToArray())];
        for (int i = 0; i < y.Length; i++)
            AssertUlps(ofSingles[i], result[i], 6);

        Method<RowMap<float>>("SoftAbs")(inPlace, inPlace, length);
        Assert.Equal(result, inPlace);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(33)]
    public void The_gradient_of_a_row_function_is_that_of_upstream_times_its_values(int length)
    {
        double[] x = Values(2 * length, 1), upstream = Values(2 * length, 2), gradient = new double[2 * length], value = new double[2 * length];
        Method<RowMap<double, double>>("Standardized")(x, value, length, 0.01);
        Method<RowMap2<double, double>>("StandardizedGradient")(x, upstream, gradient, length, 0.01);
        AssertRows(row => Standardized(row, 0.01), x, upstream, value, gradient, length);

        Method<RowMap<double>>("SoftAbs")(x, value, length);
        Method<RowMap2<double>>("SoftAbsGradient")(x, upstream, gradient, length);
        AssertRows(SoftAbs, x, upstream, value, gradient, length);

        double[] inPlace = [.. x];
        Method<RowMap2<double>>("SoftAbsGradient")(inPlace, upstream, inPlace, length);
        Assert.Equal(gradient, inPlace);
    }

    [Fact]
    public void A_function_of_two_rows_has_a_gradient_by_each()
    {
        const int length = 19;
        double[] x = Values(length, 1), y = Values(length, 2), upstream = Values(length, 3), value = new double[length], gradient = new double[length];
        Method<RowMap2<double>>("Product")(x, y, value, length);
        Method<RowMap3<double>>("ProductGradientByX")(x, y, upstream, gradient, length);
        AssertRows(row => Product(row, y), x, upstream, value, gradient, length);
        Method<RowMap3<double>>("ProductGradientByY")(x, y, upstream, gradient, length);
        AssertRows(row => Product(x, row), y, upstream, value, gradient, length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(37)]
    public void A_loss_of_rows_and_labels_comes_with_its_gradient(int length)
    {
        double[] logits = Values(3 * length, 1), gradient = new double[3 * length], losses = new double[3], each = new double[3 * length];
        int[] labels = [0, length - 1, length / 2];
        double[] expected = [.. labels.Select((label, row) => OfLabel(logits[(row * length)..((row + 1) * length)], label))];

        double mean = Method<ReducedRowLoss<double, int>>("CrossEntropyWithGradient")(logits, labels, gradient, length, Reduction.Mean);
        Method<EachRowLoss<double, int>>("CrossEntropyWithGradient")(logits, labels, losses, each, length);
        double sum = Method<ReducedRowLoss<double, int>>("CrossEntropyWithGradient")(logits, labels, new double[3 * length], length, Reduction.Sum);

        AssertClose(expected.Average(), mean, 1e-14);
        AssertClose(expected.Sum(), sum, 1e-14);
        for (int row = 0; row < 3; row++)
        {
            AssertClose(expected[row], losses[row], 1e-14);
            for (int i = 0; i < length; i++)
            {
                int at = row * length + i;
                double slope = Slope(value => OfLabel(With(logits[(row * length)..((row + 1) * length)], i, value), labels[row]), logits[at]);
                AssertClose(slope, each[at], 1e-8);
                AssertClose(each[at] / 3, gradient[at], 1e-14);
            }
        }
    }

    [Fact]
    public void A_loss_of_rows_and_probabilities_comes_with_its_gradient()
    {
        const int length = 11;
        double[] logits = Values(2 * length, 1), target = [.. Values(2 * length, 2).Select(Math.Abs)], gradient = new double[2 * length];

        double sum = Method<ReducedRowLoss<double, double>>("CrossEntropyWithGradient")(logits, target, gradient, length, Reduction.Sum);

        AssertClose(OfRow(logits[..length], target[..length]) + OfRow(logits[length..], target[length..]), sum, 1e-14);
        for (int i = 0; i < 2 * length; i++)
        {
            var row = i < length ? ..length : length..;
            AssertClose(Slope(value => OfRow(With(logits[row], i % length, value), target[row]), logits[i]), gradient[i], 1e-8);
        }
    }

    [Fact]
    public void Rows_allocate_nothing()
    {
        var map = Method<RowMap<float>>("SoftAbs");
        var gradient = Method<RowMap2<float>>("SoftAbsGradient");
        var loss = Method<ReducedRowLoss<float, int>>("CrossEntropyWithGradient");
        float[] x = Singles(Values(640, 1)), y = new float[640];
        int[] labels = new int[10];
        AssertAllocatesNothing(() => map(x, y, 64));
        AssertAllocatesNothing(() => gradient(x, x, y, 64));
        AssertAllocatesNothing(() => loss(x, labels, y, 64, Reduction.Mean));
    }

    [Fact]
    public void Nodes_call_the_function_and_its_gradient()
    {
        Node x = Node.Input("x", [4, 7]), labels = Node.Input("labels", [4], ElementType.Int32), target = Node.Input("target", [4, 7]);
        var loss = Method<Func<Node, Node, Node>>("CrossEntropy");

        Assert.Equal(Shape.Scalar, loss(x, labels).Shape);
        Assert.Equal([4], Method<Func<Node, Node, Reduction, Node>>("CrossEntropy")(x, target, Reduction.None).Shape);
        Assert.Equal([4, 7], Method<Func<Node, int, Node>>("SoftAbs")(x, 0).Shape);
        Assert.Contains("cross_entropy_gradient", Gradient.Of(loss(x, labels), x).ToText());
        Assert.Contains("snake_gradient", Gradient.Of(Method<Func<Node, double, Node>>("Snake")(x, 2).Sum(), x).ToText());
        Assert.Contains("pinball_gradient", Gradient.Of(Method<Func<Node, Node, Node>>("Pinball")(x, target), target).ToText());
    }

    [Fact]
    public void An_update_of_parameters_is_one_step()
    {
        Parameter weight = new("weight", [3]), m = new("m", [3]), v = new("v", [3]);
        var adam = Method<Func<Parameter, Node, Parameter, Parameter, Node, Node, double, double, double, Update>>("Adam");
        var update = adam(weight, Node.Input("gradient", [3]), m, v, Node.Input("learning_rate", []), Node.Input("step", []), 0.9, 0.999, 1e-8);
        Assert.Contains("adam", update.ToString());
    }

    private static void AssertRows(Func<Row, Row> method, double[] x, double[] upstream, double[] value, double[] gradient, int length)
    {
        for (int start = 0; start < x.Length; start += length)
        {
            var (row, above) = (x[start..(start + length)], upstream[start..(start + length)]);
            var expected = method(row);
            for (int i = 0; i < length; i++)
            {
                AssertClose(expected[i], value[start + i], 1e-13);
                double slope = Slope(at => method(With(row, i, at)).Zip(above, (a, b) => a * b).Sum(), row[i]);
                AssertClose(slope, gradient[start + i], 2e-7);
            }
        }
    }

    private static double[] With(double[] row, int index, double value)
    {
        double[] changed = [.. row];
        changed[index] = value;
        return changed;
    }
}
