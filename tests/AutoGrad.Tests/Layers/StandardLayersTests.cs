using static AutoGrad.Functions;

namespace AutoGrad.Tests.Layers;

public sealed class StandardLayersTests
{
    [Fact]
    public void Linear_multiplies_by_the_transposed_weight_and_adds_the_bias()
    {
        var linear = new Linear(3, 2, type: ElementType.Float64);
        Assert.Equal([2, 3], linear.Weight.Shape);
        ((double[])[1, 2, 3, 4, 5, 6]).CopyTo(linear.Weight.Values<double>());
        ((double[])[10, 20]).CopyTo(linear.Bias!.Values<double>());
        var x = Node.Input("x", [2, 3], ElementType.Float64);
        Assert.Equal([10 + 14, 20 + 32, 10 + 3, 20 + 6], linear.Forward(x).Evaluate((x, [1, 2, 3, 0, 0, 1])));
        Assert.Null(new Linear(3, 2, bias: false).Bias);
    }

    [Fact]
    public void Linear_takes_any_number_of_leading_axes()
    {
        Assert.Equal([7, 5, 2], new Linear(3, 2).Forward(Node.Input("x", [7, 5, 3])).Shape);
        Assert.Equal([2], new Linear(3, 2).Forward(Node.Input("x", [3])).Shape);
    }

    [Fact]
    public void Linear_draws_as_PyTorch_does_unless_told_otherwise()
    {
        var linear = new Linear(100, 50);
        Assert.All(linear.Weight.Values<float>().ToArray().Concat(linear.Bias!.Values<float>().ToArray()), value => Assert.InRange(value, -0.1f, 0.1f));
        Assert.True(linear.Weight.Values<float>().ToArray().Max() > 0.099);
        Assert.True(linear.Bias.Values<float>().ToArray().Max() > 0.08);
        var he = new Linear(100, 50, initializer: Initializer.HeNormal);
        Assert.True(he.Weight.Values<float>().ToArray().Max() > 0.3);
        Assert.All(he.Bias!.Values<float>().ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Linear_needs_features()
    {
        Assert.StartsWith("Linear: inputs is 0; it must be at least 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new Linear(0, 1)).Message);
        Assert.StartsWith("Linear: outputs is -1; it must be at least 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new Linear(1, -1)).Message);
    }

    [Fact]
    public void Flatten_keeps_the_first_axis()
    {
        Assert.Equal([5, 12], new Flatten().Forward(Node.Input("x", [5, 3, 4])).Shape);
        Assert.Equal([5, 1], new Flatten().Forward(Node.Input("x", [5])).Shape);
        Assert.Equal("Flatten: a single number has no samples; the first axis counts them. (in Flatten)",
            Assert.Throws<ShapeException>(() => new Flatten().Forward(Node.Constant(1))).Message);
    }

    [Fact]
    public void Sequential_takes_layers_and_functions_as_a_collection()
    {
        var model = new Sequential { new Linear(2, 3), Functions.Tanh, new Dropout(0.1), h => 2 * h };
        Assert.Equal(4, model.Count);
        Assert.Equal("Functions.Tanh", ((Lambda)model[1]).Text);
        Assert.Equal("h => 2 * h", model[3].ToString());
        Assert.Equal(model.ToArray(), new Sequential(model[0], model[1], model[2], model[3]).ToArray());
        var x = Node.Input("x", [1, 2]);
        Assert.Same(x, new Sequential().Forward(x));
        Assert.Same(2 * Tanh(((Linear)model[0]).Forward(x)), model.Forward(x));
    }
}
