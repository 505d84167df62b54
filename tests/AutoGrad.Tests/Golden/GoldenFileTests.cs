using System.Text.Json;

namespace AutoGrad.Tests.Golden;

public sealed class GoldenFileTests
{
    [Fact]
    public void Every_case_of_the_three_families_is_read()
    {
        Assert.Equal(38, GoldenFile.Activations.Count);
        Assert.Equal(84, GoldenFile.Losses.Count);
        Assert.Equal(101, GoldenFile.Operations.Count);
    }

    [Fact]
    public void Every_tensor_has_as_many_values_as_its_shape_says()
    {
        foreach (var golden in GoldenFile.Activations.Concat(GoldenFile.Losses).Concat(GoldenFile.Operations))
        {
            foreach (var tensor in golden.Inputs.Values.Concat(golden.Outputs).Concat(golden.Cotangents).Concat(golden.Gradients.Values))
            {
                Assert.Equal(tensor.Shape.Aggregate(1, (count, extent) => count * extent), tensor.Data.Length);
            }
        }
    }

    [Fact]
    public void A_case_has_its_parameters_and_values()
    {
        var relu = GoldenFile.Activations.Single(golden => golden.Name == "ReLU");
        Assert.Equal([40], relu.Inputs["x"].Shape);
        Assert.Equal(2.818059781967362, relu.Outputs[0].Doubles[6]);
        Assert.Equal(0.43782130291788796, relu.Gradients["x"].Doubles[6]);
        var softmax = GoldenFile.Activations.First(golden => golden.Name == "Softmax");
        Assert.True(softmax.Parameters.Has("axis"));
        Assert.NotEmpty(softmax.SecondOrder["x"].Doubles);
        Assert.Equal("none", GoldenFile.Losses.First(golden => golden.Name == "L1").Parameters.Text("reduction"));
        Assert.True(GoldenFile.Losses.First(golden => golden.Name == "NegativeLogLikelihood").Inputs["target"].Is<long>());
    }

    [Fact]
    public void Special_values_are_read_from_their_names()
    {
        using var document = JsonDocument.Parse("""{"shape": [4], "dtype": "float64", "data": ["NaN", "Infinity", "-Infinity", 1.5]}""");
        Assert.Equal([double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1.5], GoldenFile.ReadTensor(document.RootElement).Doubles);
    }

    [Theory]
    [InlineData(1, 1 + 0.9e-9, true)]
    [InlineData(1, 1 + 1.1e-9, false)]
    [InlineData(1e6, 1e6 + 0.9e-3, true)]
    [InlineData(0, 0.9e-9, true)]
    [InlineData(0, 1.1e-9, false)]
    [InlineData(double.NaN, double.NaN, true)]
    [InlineData(double.NaN, 0, false)]
    [InlineData(0, double.NaN, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, true)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, false)]
    [InlineData(double.PositiveInfinity, 1e300, false)]
    [InlineData(1e300, double.PositiveInfinity, false)]
    public void Values_are_close_relative_to_the_golden_one(double expected, double actual, bool close)
    {
        var error = Record.Exception(() => GoldenAssert.Close([expected], [actual], "value"));
        Assert.Equal(close, error is null);
    }
}
