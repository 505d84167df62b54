using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>Generated element functions, held against the user's own method and its differences.</summary>
public class ExecutedElementTests : Executed
{
    private static readonly Func<double, double, double> Snake = Method<Func<double, double, double>>("Snake");
    private static readonly Func<double, double, double> Kinked = Method<Func<double, double, double>>("Kinked");
    private static readonly Func<double, double, double, double> Gate = Method<Func<double, double, double, double>>("Gate");
    private static readonly Func<double, double, double, double> Blend = Method<Func<double, double, double, double>>("Blend");

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Spans_hold_what_the_method_computes_at_every_length_and_in_place(int length)
    {
        double[] x = Values(length, 1), y = new double[length];
        Method<Map1<double, double>>("Snake")(x, y, 0.9);
        for (int i = 0; i < length; i++)
            AssertClose(Snake(x[i], 0.9), y[i], 1e-14);

        float[] single = Singles(x), inPlace = [.. single], result = new float[length];
        Method<Map1<float, float>>("Snake")(single, result, 0.9f);
        for (int i = 0; i < length; i++)
            AssertUlps(Snake(single[i], 0.9f), result[i], 4);

        Method<Map1<float, float>>("Snake")(inPlace, inPlace, 0.9f);
        Assert.Equal(result, inPlace);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void The_gradient_on_spans_is_upstream_times_the_slope(int length)
    {
        double[] x = Values(length, 2), upstream = Values(length, 3), gradient = new double[length];
        Method<Map2<double, double>>("SnakeGradient")(x, upstream, gradient, 0.9);
        for (int i = 0; i < length; i++)
            AssertClose(upstream[i] * Slope(value => Snake(value, 0.9), x[i]), gradient[i], 1e-8);

        float[] inPlace = Singles(upstream);
        Method<Map2<float, float>>("SnakeGradient")(Singles(x), inPlace, inPlace, 0.9f);
        for (int i = 0; i < length; i++)
            AssertClose(gradient[i], inPlace[i], 2e-6);
    }

    [Fact]
    public void A_choice_takes_the_branch_of_the_method_with_its_slope()
    {
        double[] x = [-2, -0.5, -0.0, 0, 0.5, 2, double.NaN, double.PositiveInfinity, double.NegativeInfinity], y = new double[x.Length], gradient = new double[x.Length];
        double[] ones = [.. x.Select(_ => 1.0)];

        Method<Map1<double, double>>("Kinked")(x, y, 0.25);
        Method<Map2<double, double>>("KinkedGradient")(x, ones, gradient, 0.25);

        Assert.Equal(x.Select(value => Kinked(value, 0.25)), y);
        Assert.Equal([0.25, 0.25, 1, 1, 1, 1, 0.25, 1, 0.25], gradient);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Gradients_by_two_inputs_come_in_one_pass(int length)
    {
        double[] x = Values(length, 4), y = Values(length, 5), upstream = Values(length, 6), byX = new double[length], byY = new double[length], value = new double[length];
        Method<Map2<double, double>>("Gate")(x, y, value, 1.1);
        Method<Gradient2<double, double>>("GateGradient")(x, y, upstream, byX, byY, 1.1);
        for (int i = 0; i < length; i++)
        {
            AssertClose(Gate(x[i], y[i], 1.1), value[i], 1e-14);
            AssertClose(upstream[i] * Slope(v => Gate(v, y[i], 1.1), x[i]), byX[i], 1e-8);
            AssertClose(upstream[i] * Slope(v => Gate(x[i], v, 1.1), y[i]), byY[i], 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_kernel_that_calls_its_functions_computes_what_the_method_does(int length)
    {
        var bumpy = Method<Func<double, double>>("Bumpy");
        double[] x = Values(length, 1), upstream = Values(length, 2), y = new double[length], gradient = new double[length];
        float[] single = new float[length];
        Method<Map1<double>>("Bumpy")(x, y);
        Method<Map2<double>>("BumpyGradient")(x, upstream, gradient);
        Method<Map1<float>>("Bumpy")(Singles(x), single);
        for (int i = 0; i < length; i++)
        {
            AssertClose(bumpy(x[i]), y[i], 1e-14);
            AssertClose(upstream[i] * Slope(bumpy, x[i]), gradient[i], 1e-8);
            AssertUlps(bumpy((float)x[i]), single[i], 4);
        }
    }

    [Fact]
    public void Gradients_by_three_inputs_come_in_one_pass()
    {
        double[] x = Values(37, 7), y = Values(37, 8), z = Values(37, 9), upstream = Values(37, 10), value = new double[37];
        double[] byX = new double[37], byY = new double[37], byZ = new double[37];
        Method<Map3<double>>("Blend")(x, y, z, value);
        Method<Gradient3<double>>("BlendGradient")(x, y, z, upstream, byX, byY, byZ);
        for (int i = 0; i < 37; i++)
        {
            AssertClose(Blend(x[i], y[i], z[i]), value[i], 1e-14);
            AssertClose(upstream[i] * Slope(v => Blend(v, y[i], z[i]), x[i]), byX[i], 1e-8);
            AssertClose(upstream[i] * Slope(v => Blend(x[i], v, z[i]), y[i]), byY[i], 1e-8);
            AssertClose(upstream[i] * Slope(v => Blend(x[i], y[i], v), z[i]), byZ[i], 1e-8);
        }
    }

    [Fact]
    public void A_function_that_does_not_depend_on_its_input_is_the_number_everywhere()
    {
        double[] value = new double[5], gradient = [1, 1, 1, 1, 1];
        Method<Map1<double, double>>("Constant")(Values(5, 1), value, 4);
        Method<Map2<double, double>>("ConstantGradient")(Values(5, 1), Values(5, 2), gradient, 4);

        Assert.Equal([12.0, 12, 12, 12, 12], value);
        Assert.Equal([0.0, 0, 0, 0, 0], gradient);
    }

    [Fact]
    public void The_forms_for_single_precision_and_rows_are_the_method()
    {
        Assert.Equal((float)Snake(0.3f, 0.5f), Method<Func<float, float, float>>("Snake")(0.3f, 0.5f));
        Assert.Equal(Row.Create([Snake(1, 2), Snake(-3, 2)]), Method<Func<Row, double, Row>>("Snake")(Row.Create([1, -3]), 2));
        Assert.Equal(Row.Create([Gate(1, 5, 2), Gate(-3, 6, 2)]), Method<Func<Row, Row, double, Row>>("Gate")(Row.Create([1, -3]), Row.Create([5, 6]), 2));
    }

    [Fact]
    public void Spans_allocate_nothing()
    {
        var (map, gradient) = (Method<Map1<float, float>>("Snake"), Method<Map2<float, float>>("SnakeGradient"));
        float[] x = Singles(Values(1000, 1)), y = new float[1000];
        AssertAllocatesNothing(() => map(x, y, 1));
        AssertAllocatesNothing(() => gradient(x, x, y, 1));
    }

    [Fact]
    public void A_loss_and_its_gradient_come_in_one_pass_under_each_reduction()
    {
        var pinball = Method<Func<double, double, double, double>>("Pinball");
        double[] prediction = Values(67, 1), target = Values(67, 2), gradient = new double[67], losses = new double[67], each = new double[67];
        double[] expected = [.. prediction.Zip(target, (p, t) => pinball(p, t, 0.4))];

        double mean = Method<ReducedLoss<double, double>>("PinballWithGradient")(prediction, target, gradient, 0.4, Reduction.Mean);
        Method<EachLoss<double, double>>("PinballWithGradient")(prediction, target, losses, each, 0.4);
        double sum = Method<ReducedLoss<double, double>>("PinballWithGradient")(prediction, target, [.. gradient], 0.4, Reduction.Sum);

        AssertClose(expected.Average(), mean, 1e-14);
        AssertClose(expected.Sum(), sum, 1e-14);
        Assert.Equal(expected, losses);
        for (int i = 0; i < 67; i++)
        {
            AssertClose(Slope(p => pinball(p, target[i], 0.4), prediction[i]), each[i], 1e-8);
            AssertClose(each[i] / 67, gradient[i], 1e-15);
        }
    }

    [Fact]
    public void A_loss_without_a_reduction_names_the_overload_that_has_none()
    {
        var error = Assert.Throws<ArgumentException>(() => Method<ReducedLoss<float, float>>("PinballWithGradient")(new float[3], new float[3], new float[3], 0.5f, Reduction.None));
        Assert.StartsWith("PinballWithGradient: the result is one number, so Reduction.None cannot be asked for; the overload with a span 'losses' yields each loss.", error.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(67)]
    public void An_update_changes_weights_and_states_in_place(int length)
    {
        double[] weight = Values(length, 1), gradient = Values(length, 2), m = Values(length, 3), v = [.. Values(length, 4).Select(Math.Abs)];
        double[] newM = [.. m.Zip(gradient, (state, g) => 0.9 * state + (1 - 0.9) * g)], newV = [.. v.Zip(gradient, (state, g) => 0.999 * state + (1 - 0.999) * g * g)];
        double[] newWeight = [.. Enumerable.Range(0, length).Select(i =>
            weight[i] - 0.01 * (newM[i] / (1 - Math.Pow(0.9, 3))) / (Math.Sqrt(newV[i] / (1 - Math.Pow(0.999, 3))) + 1e-8))];

        float[] single = Singles(weight), singleM = Singles(m), singleV = Singles(v);
        Method<AdamStep<float>>("Adam")(single, Singles(gradient), singleM, singleV, 0.01f, 3, 0.9, 0.999, 1e-8);
        Method<AdamStep<double>>("Adam")(weight, gradient, m, v, 0.01, 3, 0.9, 0.999, 1e-8);

        for (int i = 0; i < length; i++)
        {
            AssertClose(newWeight[i], weight[i], 1e-14);
            AssertClose(newM[i], m[i], 1e-14);
            AssertClose(newV[i], v[i], 1e-14);
            AssertClose(newWeight[i], single[i], 1e-6);
        }
    }

    [Fact]
    public void An_update_without_states_is_a_kernel_of_two_inputs()
    {
        double[] weight = [1, 2, 3];
        Method<DescentStep<double>>("Descent")(weight, [1, 10, 100], 0.5);
        Assert.Equal([0.5, -3, -47], weight);
    }
}
