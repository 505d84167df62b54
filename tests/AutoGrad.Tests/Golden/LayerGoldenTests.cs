namespace AutoGrad.Tests.Golden;

/// <summary>Layers against PyTorch in float64, from the same weights.</summary>
public sealed class LayerGoldenTests
{
    [Fact]
    public void A_linear_layer_has_PyTorchs_values_and_gradients()
    {
        var golden = Assert.Single(GoldenCases.Of("Linear"));
        var shape = golden.Inputs["weight"].Shape;
        var linear = new Linear(shape[1], shape[0], type: ElementType.Float64);
        golden.Inputs["weight"].Numbers.CopyTo(linear.Weight.Values<double>());
        golden.Inputs["bias"].Numbers.CopyTo(linear.Bias!.Values<double>());
        var x = Node.Input("x", golden.Inputs["input"].Shape, ElementType.Float64);
        var y = linear.Forward(x);
        var upstream = Node.Constant(golden.Cotangents[0].Numbers, y.Shape, ElementType.Float64);
        var gradients = Gradient.Of((y * upstream).Sum(), [x, linear.Weight, linear.Bias]);
        using var executable = Executable.Compile([y, .. gradients]);
        executable.Feed(x, golden.Inputs["input"].Numbers);
        executable.Run();
        GoldenAssert.Close(golden.Outputs[0].Numbers, executable.Fetch<double>(y), "output");
        foreach (var (name, gradient) in new[] { "input", "weight", "bias" }.Zip(gradients))
            GoldenAssert.Close(golden.Gradients[name].Numbers, executable.Fetch<double>(gradient), name);
    }

    [Theory]
    [InlineData("RNNTanh")]
    [InlineData("GRU")]
    [InlineData("LSTM")]
    public void A_recurrent_layer_has_PyTorchs_sequence(string name)
    {
        var golden = Assert.Single(GoldenCases.Of(name));
        var x = Node.Input("x", golden.Inputs["input"].Shape, ElementType.Float64);
        int inputs = x.Shape[2], hidden = golden.Parameters.Integer("hidden", 0);
        RecurrentLayer layer = name switch
        {
            "LSTM" => new LSTM(inputs, hidden, type: ElementType.Float64),
            "GRU" => new GRU(inputs, hidden, type: ElementType.Float64),
            _ => new RNN(inputs, hidden, type: ElementType.Float64),
        };
        foreach (var (path, weight) in new[] { ("weight_ih_l0", "weightInput"), ("weight_hh_l0", "weightHidden"), ("bias_ih_l0", "biasInput"), ("bias_hh_l0", "biasHidden") })
            golden.Inputs[weight].Numbers.CopyTo(layer.Parameters.Single(pair => pair.Path == path).Parameter.Values<double>());
        using var executable = Executable.Compile(layer.Forward(x));
        executable.Feed(x, golden.Inputs["input"].Numbers);
        executable.Run();
        GoldenAssert.Close(golden.Outputs[0].Numbers, executable.Fetch<double>(executable.Outputs[0]), name);
    }
}
