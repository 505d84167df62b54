using System.Text.Json;
using AutoGrad.Conformance;

namespace AutoGrad.Tests.Golden;

public sealed class GoldenFileTests
{
    [Fact]
    public void Every_case_of_every_family_is_read() => Assert.Equal(
        [("activations.json", 38), ("layers.json", 23), ("losses.json", 84), ("operations.json", 101), ("optimizers.json", 14), ("schedules.json", 9)],
        GoldenCases.All.GroupBy(golden => golden.File).Select(file => (file.Key, file.Count())));

    [Fact]
    public void Every_tensor_has_as_many_values_as_its_shape_says() => Assert.All(GoldenCases.Graphs, golden =>
    {
        foreach (var tensor in golden.Inputs.Values.Concat(golden.Outputs).Concat(golden.Cotangents).Concat(golden.Gradients.Values).Concat(golden.SecondOrder.Values))
            Assert.Equal(tensor.Shape.Aggregate(1, (count, extent) => count * extent), tensor.Data.Length);
    });

    [Fact]
    public void Every_output_has_its_cotangent_and_where_there_is_a_second_order_every_input_has_it() => Assert.All(GoldenCases.Graphs, golden =>
    {
        Assert.Equal(golden.Outputs.Select(output => output.Shape), golden.Cotangents.Select(cotangent => cotangent.Shape));
        if (golden.SecondOrder.Count == 0)
            return;
        Assert.Equal(golden.Gradients.Keys, golden.SecondOrder.Keys);
        Assert.Equal(golden.Gradients.Keys, golden.SecondOrderDirection.Keys);
    });

    [Fact]
    public void A_case_has_its_parameters_and_values()
    {
        var relu = GoldenCases.Of("ReLU").Single();
        Assert.Equal([40], relu.Inputs["x"].Shape);
        Assert.Equal(2.818059781967362, relu.Outputs[0].Numbers[6]);
        Assert.Equal(0.43782130291788796, relu.Gradients["x"].Numbers[6]);
        var softmax = GoldenCases.Of("Softmax").First();
        Assert.True(softmax.Parameters.Has("axis"));
        Assert.NotEmpty(softmax.SecondOrder["x"].Numbers);
        Assert.Equal("none", GoldenCases.Of("L1").First().Parameters.Text("reduction"));
        Assert.IsType<long[]>(GoldenCases.Of("NegativeLogLikelihood").First().Inputs["target"].Data);
    }

    [Fact]
    public void Special_values_are_read_from_their_names()
    {
        using var document = JsonDocument.Parse("""{"shape": [4], "dtype": "float64", "data": ["NaN", "Infinity", "-Infinity", 1.5]}""");
        Assert.Equal([double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1.5], GoldenFile.ReadTensor(document.RootElement).Numbers);
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
