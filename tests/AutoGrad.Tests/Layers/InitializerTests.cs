namespace AutoGrad.Tests.Layers;

public sealed class InitializerTests
{
    // A weight [out 300, in 100, kernel 2]: fan-in 200, fan-out 600.
    private static readonly Shape Weight = [300, 100, 2];

    public static TheoryData<Initializer, double, bool> Variances => new()
    {
        { Initializer.HeNormal, 2.0 / 200, true },
        { Initializer.HeUniform, 2.0 / 200, false },
        { Initializer.GlorotNormal, 2.0 / 800, true },
        { Initializer.GlorotUniform, 2.0 / 800, false },
        { Initializer.LeCunNormal, 1.0 / 200, true },
        { Initializer.LeCunUniform, 1.0 / 200, false },
        { Initializer.PyTorch, 1.0 / 600, false },
        { Initializer.Uniform(-0.5, 0.5), 1.0 / 12, false },
        { Initializer.Normal(0, 0.3), 0.09, true },
    };

    private static double[] Draw(Initializer initializer) => new Parameter("w", Weight, initializer, ElementType.Float64).Values<double>().ToArray();

    [Theory]
    [MemberData(nameof(Variances))]
    public void Values_have_the_variance_and_the_distribution_of_their_definition(Initializer initializer, double variance, bool isNormal)
    {
        double[] values = Draw(initializer);
        double n = values.Length, deviation = Math.Sqrt(variance);
        Assert.Equal(0, values.Average(), 4 * deviation / Math.Sqrt(n));
        Assert.Equal(1, values.Average(value => value * value) / variance, 6 / Math.Sqrt(n));
        // A normal distribution has kurtosis 3, a uniform one 1.8 and ends.
        Assert.Equal(isNormal ? 3 : 1.8, values.Average(value => Math.Pow(value / deviation, 4)), 0.15);
        Assert.Equal(isNormal, values.Max(Math.Abs) > Math.Sqrt(3) * deviation);
    }

    [Fact]
    public void Constants_are_what_they_say()
    {
        Assert.All(Draw(Initializer.Zeros), value => Assert.Equal(0, value));
        Assert.All(Draw(Initializer.Constant(0.25)), value => Assert.Equal(0.25, value));
        Assert.InRange(Draw(Initializer.Normal(5, 0.1)).Average(), 4.99, 5.01);
    }

    [Fact]
    public void Single_precision_has_the_rounded_values_of_double_precision()
    {
        var single = new Parameter("w", Weight, Initializer.HeNormal);
        Assert.Equal(Draw(Initializer.HeNormal).Select(value => (float)value), single.Values<float>().ToArray());
    }

    [Fact]
    public void Initializers_are_called_what_they_are()
    {
        Assert.Equal("HeNormal", Initializer.HeNormal.ToString());
        Assert.Equal("Uniform(-0.5, 0.5)", Initializer.Uniform(-0.5, 0.5).ToString());
        Assert.Equal("Normal(0, 1)", Initializer.Normal().ToString());
        Assert.Equal("Constant(2)", Initializer.Constant(2).ToString());
    }

    [Fact]
    public void What_cannot_be_drawn_is_explained()
    {
        Assert.Equal("Initializer.GlorotNormal: a parameter of shape [10] has no fan-in; weights [out, in, …] have. Uniform, Normal and Constant take any shape.",
            Assert.Throws<ShapeException>(() => new Parameter("bias", [10], Initializer.GlorotNormal)).Message);
        Assert.Equal("The parameter 'w' is int32; float32 and float64 values can be drawn.",
            Assert.Throws<ShapeException>(() => new Parameter("w", [10], Initializer.Zeros, ElementType.Int32)).Message);
        Assert.Equal("Initializer.Uniform(1, 0): the bounds must be finite, the lower one first.",
            Assert.Throws<ArgumentException>(() => Initializer.Uniform(1, 0)).Message);
        Assert.Equal("Initializer.Normal(0, -1): the mean must be finite, the deviation finite and not negative.",
            Assert.Throws<ArgumentException>(() => Initializer.Normal(0, -1)).Message);
    }
}
