namespace AutoGrad.Tests.Golden;

/// <summary>Recurrent functions against PyTorch in float64: sequences, final states, gradients.</summary>
public sealed class RecurrentGoldenTests
{
    private static readonly IReadOnlyDictionary<string, GoldenFunctions> Functions = new Dictionary<string, GoldenFunctions>
    {
        ["RNNTanh"] = (i, _) => AutoGrad.Functions.RNN(i["input"], i["weightInput"], i["weightHidden"], i["biasInput"], i["biasHidden"]) is var (sequence, hidden) ? [sequence, Layered(hidden)] : [],
        ["GRU"] = (i, _) => AutoGrad.Functions.GRU(i["input"], i["weightInput"], i["weightHidden"], i["biasInput"], i["biasHidden"]) is var (sequence, hidden) ? [sequence, Layered(hidden)] : [],
        ["LSTM"] = (i, _) => AutoGrad.Functions.LSTM(i["input"], i["weightInput"], i["weightHidden"], i["biasInput"], i["biasHidden"]) is var (sequence, hidden, cell) ? [sequence, Layered(hidden), Layered(cell)] : [],
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_gradients_are_PyTorchs(string name) => GoldenCheck.RunAll(Assert.Single(GoldenFile.Layers, golden => golden.Name == name), Functions[name]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Layers_compute_the_same_from_the_same_weights(string name)
    {
        var golden = Assert.Single(GoldenFile.Layers, golden => golden.Name == name);
        var x = Node.Input("x", Shape.Create(golden.Inputs["input"].Shape), ElementType.Float64);
        int inputs = x.Shape[2], hidden = golden.Parameters.Integer("hidden", 0);
        RecurrentLayer layer = name switch
        {
            "LSTM" => new LSTM(inputs, hidden, type: ElementType.Float64),
            "GRU" => new GRU(inputs, hidden, type: ElementType.Float64),
            _ => new RNN(inputs, hidden, type: ElementType.Float64),
        };
        foreach (var (path, weight) in new[] { ("weight_ih_l0", "weightInput"), ("weight_hh_l0", "weightHidden"), ("bias_ih_l0", "biasInput"), ("bias_hh_l0", "biasHidden") })
            golden.Inputs[weight].Doubles.CopyTo(layer.Parameters.Single(pair => pair.Path == path).Parameter.Values<double>());
        using var executable = Executable.Compile(layer.Forward(x));
        executable.Feed(x, golden.Inputs["input"].Doubles);
        executable.Run();
        GoldenAssert.Close(golden.Outputs[0].Doubles, executable.Fetch<double>(executable.Outputs[0]), name);
    }

    private static Node Layered(Node state) => state.Reshape(1, state.Shape[0], state.Shape[1]);
}
