using AutoGrad.Conformance;

namespace AutoGrad.Tests.Golden;

/// <summary>Recurrent layers one above the other in both directions, and layers of transformers, against libtorch's modules with the same weights.</summary>
public sealed class LibtorchLayerTests
{
    private const ElementType Double = ElementType.Float64;

    private static readonly IReadOnlyList<GraphCase> Cases =
        [.. GoldenFile.Read(Path.Combine(AppContext.BaseDirectory, "Golden", "Layers", "libtorch.json")).Cast<GraphCase>()];

    [Theory]
    [InlineData("RNN")]
    [InlineData("GRU")]
    [InlineData("LSTM")]
    public void A_recurrent_layer_has_libtorchs_values_and_gradients(string name)
    {
        foreach (var golden in Cases.Where(golden => golden.Name == name))
        {
            int inputs = golden.Inputs["x"].Shape[2], hidden = golden.Inputs["weight_hh_l0"].Shape[1], layers = golden.Parameters.Integer("layers", 1);
            bool both = golden.Parameters.Flag("bidirectional"), bias = golden.Parameters.Flag("bias", true);
            RecurrentLayer layer = name switch
            {
                "LSTM" => new LSTM(inputs, hidden, layers, both, bias: bias, type: Double),
                "GRU" => new GRU(inputs, hidden, layers, both, bias: bias, type: Double),
                _ => new RNN(inputs, hidden, layers, RecurrentActivation.ReLU, both, bias: bias, type: Double),
            };
            Node? lengths = golden.Parameters.Integers("lengths") is { } given ? Node.Constant(given, [given.Length]) : null;
            Hold(golden, layer, static path => path, x =>
            {
                switch (layer)
                {
                    case LSTM lstm:
                        var (sequence, state, cell) = lstm.Unroll(x["x"], x.GetValueOrDefault("h"), x.GetValueOrDefault("c"), lengths);
                        return [sequence, state, cell];
                    case GRU gru:
                        (sequence, state) = gru.Unroll(x["x"], x.GetValueOrDefault("h"), lengths);
                        return [sequence, state];
                    default:
                        (sequence, state) = ((RNN)layer).Unroll(x["x"], x.GetValueOrDefault("h"), lengths);
                        return [sequence, state];
                }
            });
        }
    }

    [Fact]
    public void Layers_of_transformers_have_libtorchs_values_and_gradients()
    {
        foreach (var golden in Cases.Where(golden => golden.Name.StartsWith("Transformer", StringComparison.Ordinal)))
        {
            int features = golden.Inputs["x"].Shape[2], hidden = golden.Inputs["linear1.weight"].Shape[0], heads = golden.Parameters.Integer("heads", 1);
            Func<Node, Node>? activation = golden.Parameters.Text("activation") is "gelu" ? Functions.GELU : null;
            TransformerLayer layer = golden.Name == "TransformerEncoderLayer"
                ? new TransformerEncoderLayer(features, heads, hidden, 0, activation, type: Double)
                : new TransformerDecoderLayer(features, heads, hidden, 0, activation, causal: golden.Parameters.Flag("causal"), type: Double);
            // Of the second sample the first and the last position are not real: libtorch's mask is true for those.
            Node real = Node.Constant([true, true, true, true, false, true, true, false], [2, 4]);
            // There, sequences come first and batches second.
            Hold(golden, layer, NameThere, x => layer is TransformerEncoderLayer encoder
                ? [encoder.Forward(x["x"].Permute(1, 0, 2), keyMask: real)]
                : [((TransformerDecoderLayer)layer).Forward(x["x"].Permute(1, 0, 2), x["memory"].Permute(1, 0, 2))]);
        }
    }

    [Fact]
    public void Every_case_is_held() =>
        Assert.Equal(["GRU", "LSTM", "LSTM", "RNN", "TransformerDecoderLayer", "TransformerEncoderLayer"], Cases.Select(golden => golden.Name).Order());

    private static void Hold(GraphCase golden, Layer layer, Func<string, string> nameThere, Func<IReadOnlyDictionary<string, Node>, Node[]> build)
    {
        var nodes = layer.Parameters.ToDictionary(pair => nameThere(pair.Path), pair => (Node)pair.Parameter);
        foreach (var (name, node) in nodes)
            golden.Inputs[name].Numbers.CopyTo(((Parameter)node).Values<double>());
        (Node Node, double[] Values)[] feeds = [.. golden.Inputs.Where(input => !nodes.ContainsKey(input.Key)).Select(input => (Node.Input(input.Key, input.Value.Shape, Double), input.Value.Numbers))];
        foreach (var (node, _) in feeds)
            nodes.Add(node.Name!, node);
        Assert.Equal(golden.Inputs.Keys.Order(), nodes.Keys.Order());

        var outputs = build(nodes);
        var weighted = outputs.Zip(golden.Cotangents, static (output, cotangent) => (output * Node.Constant(cotangent.Numbers, cotangent.Shape, Double)).Sum()).Aggregate(static (a, b) => a + b);
        Node[] gradients = [.. golden.Gradients.Keys.Select(name => Gradient.Of(weighted, nodes[name]))];
        using var executable = Executable.Compile([.. outputs, .. gradients]);
        foreach (var (node, values) in feeds)
            executable.Feed(node, values);
        executable.Run();
        foreach (var (output, expected) in outputs.Zip(golden.Outputs))
        {
            Assert.Equal(expected.Shape, output.Shape);
            GoldenAssert.Close(expected.Numbers, executable.Fetch<double>(output), $"{golden.Name}: {output}");
        }
        foreach (var (gradient, (name, expected)) in gradients.Zip(golden.Gradients))
            GoldenAssert.Close(expected.Numbers, executable.Fetch<double>(gradient), $"{golden.Name}: gradient of {name}");
    }

    private static string NameThere(string path) => path
        .Replace("selfAttention", "self_attn").Replace("crossAttention", "multihead_attn")
        .Replace("inWeight", "in_proj_weight").Replace("inBias", "in_proj_bias").Replace("outWeight", "out_proj.weight").Replace("outBias", "out_proj.bias");
}
