namespace AutoGrad.Tests.Golden;

/// <summary>The linear layer against PyTorch in float64: values and gradients.</summary>
public sealed class LinearGoldenTests
{
    [Fact]
    public void Values_and_gradients_are_PyTorchs()
    {
        var golden = Assert.Single(GoldenFile.Layers, golden => golden.Name == "Linear");
        int[] shape = golden.Inputs["weight"].Shape;
        var linear = new Linear(shape[1], shape[0], type: ElementType.Float64);
        golden.Inputs["weight"].Doubles.CopyTo(linear.Weight.Values<double>());
        golden.Inputs["bias"].Doubles.CopyTo(linear.Bias!.Values<double>());
        var x = Node.Input("x", Shape.Create(golden.Inputs["input"].Shape), ElementType.Float64);
        var y = linear.Forward(x);
        var upstream = Node.Constant(golden.Cotangents[0].Doubles, y.Shape, ElementType.Float64);
        var gradients = Gradient.Of((y * upstream).Sum(), [x, linear.Weight, linear.Bias]);
        using var executable = Executable.Compile([y, .. gradients]);
        executable.Feed(x, golden.Inputs["input"].Doubles);
        executable.Run();
        GoldenAssert.Close(golden.Outputs[0].Doubles, executable.Fetch<double>(y), "output");
        foreach (var (name, gradient) in new[] { "input", "weight", "bias" }.Zip(gradients))
            GoldenAssert.Close(golden.Gradients[name].Doubles, executable.Fetch<double>(gradient), name);
    }
}
