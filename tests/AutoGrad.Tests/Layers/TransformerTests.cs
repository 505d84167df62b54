using static AutoGrad.Functions;

namespace AutoGrad.Tests.Layers;

/// <summary>Layers of transformers against the same composed by hand, and what must hold of them whatever their weights are.</summary>
public sealed class TransformerTests
{
    private const ElementType Double = ElementType.Float64;
    private static readonly Node X = Node.Input("x", [2, 3, 4], Double), Memory = Node.Input("memory", [2, 5, 4], Double);
    private static readonly double[] Point = Numbers(24, 1.3), Remembered = Numbers(40, 0.7);

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, true)]
    [InlineData(false, true, false)]
    [InlineData(true, true, true)]
    public void A_layer_of_an_encoder_is_attention_and_two_linear_layers_around_which_x_goes(bool normFirst, bool causal, bool bias)
    {
        var layer = new TransformerEncoderLayer(4, 2, hidden: 6, activation: Functions.GELU, normFirst: normFirst, epsilon: 1e-3, causal: causal, bias: bias, type: Double);
        Randomize(layer);
        var by = new ByHand(layer, normFirst, 1e-3, Functions.GELU);
        var expected = by.Residual("norm2", by.Residual("norm1", X, y => by.Attention("selfAttention", y, y, causal)), by.FeedForward);
        Compiled.AssertClose(expected.Evaluate((X, Point)), layer.Forward(X).Evaluate((X, Point)), 1e-13, expected);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public void A_layer_of_a_decoder_looks_at_itself_and_then_at_the_memory(bool normFirst, bool causal)
    {
        var layer = new TransformerDecoderLayer(4, 2, hidden: 6, normFirst: normFirst, causal: causal, type: Double);
        Randomize(layer);
        var by = new ByHand(layer, normFirst, 1e-5, Functions.ReLU);
        var expected = by.Residual("norm1", X, y => by.Attention("selfAttention", y, y, causal));
        expected = by.Residual("norm2", expected, y => by.Attention("crossAttention", y, Memory, causal: false));
        expected = by.Residual("norm3", expected, by.FeedForward);
        Compiled.AssertClose(
            expected.Evaluate((X, Point), (Memory, Remembered)), layer.Forward(X, Memory).Evaluate((X, Point), (Memory, Remembered)), 1e-13, expected);
    }

    [Fact]
    public void Stacks_are_their_layers_one_after_the_other_and_a_norm()
    {
        var encoder = new TransformerEncoder(2, () => new(4, 2, 6, normFirst: true, type: Double), new LayerNorm([4], type: Double));
        Node mask = Node.Constant([0, -1, 2, 0, 1, 0, 0.5, 0, 0], [3, 3], Double), real = Node.Constant([true, true, false, true, true, true], [2, 3]);
        var norm = (Layer)encoder.Sublayers.Single(pair => pair.Path == "norm").Layer;
        Assert.Same(norm.Forward(encoder.Layers[1].Forward(encoder.Layers[0].Forward(X, mask, real), mask, real)), encoder.Forward(X, mask, real));
        Assert.Same(encoder.Forward(X, null), encoder.Forward(X));

        var decoder = new TransformerDecoder(3, () => new(4, 2, 6, type: Double));
        Node memoryMask = Node.Constant(Numbers(15, 0.4), [3, 5], Double), memoryReal = Node.Constant(Numbers(10, 2.2).Select(value => value > 0).ToArray(), [2, 5]);
        Assert.Same(
            decoder.Layers.Aggregate(X, (x, layer) => layer.Forward(x, Memory, mask, real, memoryMask, memoryReal)),
            decoder.Forward(X, Memory, mask, real, memoryMask, memoryReal));
        Assert.DoesNotContain(decoder.Parameters, pair => pair.Path.StartsWith("norm", StringComparison.Ordinal));
        using (new BuildScope(Mode.Training, seed: 1))
            encoder.Forward(X);
        Assert.NotEqual(Weight(encoder, "layers.0.linear1.weight"), Weight(encoder, "layers.1.linear1.weight"));
    }

    [Fact]
    public void Parameters_lie_as_in_PyTorch()
    {
        Assert.Equal(
            [
                "selfAttention.inWeight [12, 4]", "selfAttention.inBias [12]", "selfAttention.outBias [4]", "selfAttention.outWeight [4, 4]",
                "linear1.weight [2048, 4]", "linear1.bias [2048]", "linear2.weight [4, 2048]", "linear2.bias [4]",
                "norm1.weight [4]", "norm1.bias [4]", "norm2.weight [4]", "norm2.bias [4]",
            ],
            new TransformerEncoderLayer(4, 2).Parameters.Select(pair => $"{pair.Path} {pair.Parameter.Shape}"));
        Assert.Equal(
            ["crossAttention.inBias", "crossAttention.inWeight", "crossAttention.outBias", "crossAttention.outWeight", "norm3.bias", "norm3.weight"],
            new TransformerDecoderLayer(4, 2).Parameters.Select(pair => pair.Path).Except(new TransformerEncoderLayer(4, 2).Parameters.Select(pair => pair.Path)).Order());
    }

    [Fact]
    public void Weights_are_drawn_as_asked_and_the_last_of_each_part_in_its_own_way()
    {
        var layer = new TransformerDecoderLayer(4, 2, 6, initializer: Initializer.Constant(2), lastInitializer: Initializer.Constant(3));
        Assert.All(new[] { "selfAttention.inWeight", "crossAttention.inWeight", "linear1.weight" }, path => Assert.All(Weight(layer, path), value => Assert.Equal(2, value)));
        Assert.All(new[] { "selfAttention.outWeight", "crossAttention.outWeight", "linear2.weight" }, path => Assert.All(Weight(layer, path), value => Assert.Equal(3, value)));
        Assert.All(Weight(new TransformerEncoderLayer(4, 2, 6, initializer: Initializer.Constant(2)), "linear2.weight"), value => Assert.Equal(2, value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_causal_stack_does_not_depend_on_what_comes_later(bool decodes)
    {
        Layer model;
        Node y;
        if (decodes)
        {
            var decoder = new TransformerDecoder(2, () => new(4, 2, 6, type: Double));
            (model, y) = (decoder, decoder.Forward(X, Memory));
        }
        else
        {
            var encoder = new TransformerEncoder(2, () => new(4, 2, 6, causal: true, normFirst: true, rotary: new(), type: Double));
            (model, y) = (encoder, encoder.Forward(X));
        }
        Randomize(model);
        for (int t = 0; t < 3; t++)
        {
            double[] changed = [.. Point];
            Array.Fill(changed, 9, (t + 1) * 4, 12 - (t + 1) * 4);
            double[] before = y.Evaluate((X, Point), (Memory, Remembered)), after = y.Evaluate((X, changed), (Memory, Remembered));
            Assert.Equal(before[..((t + 1) * 4)], after[..((t + 1) * 4)]);
            double[] gradient = Gradient.Of((y[0, t] * Node.Constant([1, 2, 3, 5], [4], Double)).Sum(), X).Evaluate((X, Point), (Memory, Remembered));
            Assert.All(gradient[((t + 1) * 4)..], value => Assert.Equal(0, value));
            Assert.All(gradient[..((t + 1) * 4)], value => Assert.NotEqual(0, value));
        }
    }

    [Fact]
    public void Without_positions_the_order_does_not_matter_and_with_them_it_does()
    {
        var encoder = new TransformerEncoder(2, () => new(4, 2, 6, type: Double));
        Randomize(encoder);
        var order = Node.Constant([2, 0, 1], [3], ElementType.Int32);
        Compiled.AssertClose(
            encoder.Forward(X).Gather(order, 1).Evaluate((X, Point)), encoder.Forward(X.Gather(order, 1)).Evaluate((X, Point)), 1e-13, X);
        foreach (var positions in new Layer[] { new SinusoidalPositionalEncoding(), new LearnedPositionalEncoding(3, 4, Initializer.Normal(), Double) })
            Assert.NotEqual(
                encoder.Forward(positions.Forward(X)).Gather(order, 1).Evaluate((X, Point))[0], encoder.Forward(positions.Forward(X.Gather(order, 1))).Evaluate((X, Point))[0], 1e-3);
    }

    [Fact]
    public void Positions_that_are_not_real_change_nothing_of_those_that_are()
    {
        var encoder = new TransformerEncoder(2, () => new(4, 2, 6, type: Double));
        var decoder = new TransformerDecoder(2, () => new(4, 2, 6, type: Double));
        Node real = SequenceMask.Of(Node.Constant([3, 5], [2], ElementType.Int32), 5);
        var memory = encoder.Forward(Memory, keyMask: real);
        var y = decoder.Forward(X, memory, memoryKeyMask: real);
        double[] changed = [.. Remembered];
        Array.Fill(changed, 1e3, 12, 8);
        double[] before = y.Evaluate((X, Point), (Memory, Remembered));
        Assert.Equal(before, y.Evaluate((X, Point), (Memory, changed)));
        Assert.All(Gradient.Of(y.Sum(), Memory).Evaluate((X, Point), (Memory, Remembered))[12..20], value => Assert.Equal(0, value));
        var alone = decoder.Forward(X[..1], encoder.Forward(Memory[..1, ..3]));
        Compiled.AssertClose(alone.Evaluate((X, Point), (Memory, Remembered)), before[..12], 1e-13, y);
    }

    [Fact]
    public void A_mask_of_ones_own_says_who_may_look_where()
    {
        var open = new TransformerDecoderLayer(4, 2, 6, causal: false, type: Double);
        var earlier = Arange(3).Unsqueeze(1) >= Arange(3);
        Node memoryMask = Arange(5) < 2;
        var closed = new TransformerDecoderLayer(4, 2, 6, type: Double);
        Compiled.AssertClose(
            closed.Forward(X, Memory[.., ..2]).Evaluate((X, Point), (Memory, Remembered)),
            open.Forward(X, Memory, earlier, memoryMask: memoryMask).Evaluate((X, Point), (Memory, Remembered)), 1e-13, X);
        var encoder = new TransformerEncoderLayer(4, 2, 6, type: Double);
        double[] alone = encoder.Forward(X, Equal(Arange(3).Unsqueeze(1), Arange(3))).Evaluate((X, Point));
        Compiled.AssertClose(encoder.Forward(X.Reshape(6, 1, 4)).Evaluate((X, Point)), alone, 1e-13, X);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_agree_with_differences_to_second_order(bool normFirst)
    {
        var encoder = new TransformerEncoderLayer(4, 2, 3, activation: Functions.GELU, normFirst: normFirst, epsilon: 0.1, causal: true, type: Double);
        GraphGradientCheck.Check(x => encoder.Forward(x), Point[..8], [1, 2, 4], tolerance: 1e-6);
        var decoder = new TransformerDecoderLayer(4, 2, 3, activation: Functions.SiLU, normFirst: normFirst, epsilon: 0.1, type: Double);
        GraphGradientCheck.Check(both => decoder.Forward(both[.., ..2], both[.., 2..]), Point[..16], [1, 4, 4], tolerance: 1e-6);
    }

    [Fact]
    public void Dropout_drops_in_training_alone_in_every_place_where_PyTorch_does()
    {
        var encoder = new TransformerEncoderLayer(4, 2, hidden: 6);
        var decoder = new TransformerDecoderLayer(4, 2, hidden: 6);
        Node x = Node.Input("x", [2, 3, 4]), memory = Node.Input("memory", [2, 5, 4]);
        Assert.Empty(Drawn(decoder.Forward(encoder.Forward(x), memory)));
        using var scope = new BuildScope(Mode.Training, seed: 1);
        Assert.Equal(["[2, 2, 3, 3]", "[2, 3, 4]", "[2, 3, 4]", "[2, 3, 6]"], Drawn(encoder.Forward(x)));
        Assert.Equal(["[2, 2, 3, 3]", "[2, 2, 3, 5]", "[2, 3, 4]", "[2, 3, 4]", "[2, 3, 4]", "[2, 3, 6]"], Drawn(decoder.Forward(x, memory)));
        Assert.Empty(Drawn(new TransformerEncoderLayer(4, 2, 6, dropout: 0).Forward(x)));

        static IEnumerable<string> Drawn(Node y) => GraphWalk.Ordered(y).Select(node => node.Operation).OfType<RandomUniform>().Select(drawn => $"{drawn.Type.Shape}").Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(ElementType.Float32, 1e-4)]
    [InlineData(Double, 1e-11)]
    public void A_training_step_is_what_the_reference_says_on_any_number_of_threads(ElementType type, double tolerance)
    {
        var encoder = new TransformerEncoder(2, () => new(8, 2, 12, normFirst: true, rotary: new(), type: type), new LayerNorm([8], type: type));
        var decoder = new TransformerDecoder(1, () => new(8, 2, 12, type: type));
        Node x = Node.Input("x", [3, 4, 8], type), memory = Node.Input("memory", [3, 5, 8], type);
        using var scope = new BuildScope(Mode.Training, seed: 3);
        var y = decoder.Forward(x, encoder.Forward(memory, keyMask: SequenceMask.Of(Node.Constant([5, 2, 4], [3], ElementType.Int32), 5)));
        Parameter[] weights = [.. encoder.Parameters.Concat(decoder.Parameters).Select(pair => pair.Parameter)];
        var values = weights.ToDictionary(weight => (Node)weight, weight => weight.ToDoubles());
        (values[x], values[memory]) = (Compiled.Numbers(x, 1), Compiled.Numbers(memory, 2));
        foreach (var state in GraphWalk.Ordered(y).OfType<Parameter>())
            values.TryAdd(state, state.ToDoubles());
        Assert.Equal(type, y.ElementType);
        Compiled.AgreesWithReference([y, .. Gradient.Of(Sin(y).Sum(), [x, memory, .. weights])], values, tolerance);
    }

    [Fact]
    public void Layers_that_normalise_first_and_drop_learn_to_reverse_a_sequence()
    {
        // Position i has to look at position 3 − i: attention and positions must work together.
        const int Count = 256, Length = 4, Symbols = 5;
        var random = new Random(1);
        var read = new float[Count * Length];
        var written = new float[Count * Length];
        for (int i = 0; i < read.Length; i++)
            written[i / Length * Length + Length - 1 - i % Length] = read[i] = random.Next(Symbols);
        var data = Dataset.Regression(read, [Length], written, [Length]);
        var model = new Sequential
        {
            new Embedding(Symbols, 16), new SinusoidalPositionalEncoding(100), new TransformerEncoder(1, () => new(16, 2, 32, 0.05, normFirst: true), new LayerNorm([16])), new Linear(16, Symbols),
        };
        using var trainer = new Trainer(model, (scores, symbols) => Losses.CrossEntropy(scores.Reshape(-1, Symbols), symbols.Cast(ElementType.Int32).Reshape(-1)), new Adam(5e-3), seed: 1);
        trainer.Fit(data, epochs: 40, batchSize: 32);
        float[] scores = model.Predict(data);
        int right = written.Where((symbol, i) => System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(scores.AsSpan(i * Symbols, Symbols)) == symbol).Count();
        Assert.InRange(right, 0.99 * written.Length, written.Length);
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => new TransformerEncoderLayer(8, 3), "MultiHeadAttention: 3 heads cannot share 8 features out evenly." },
        { () => new TransformerEncoderLayer(8, 2, 0), "TransformerEncoderLayer: hidden is 0; it must be at least 1." },
        { () => new TransformerDecoderLayer(8, 2, -1), "TransformerDecoderLayer: hidden is -1; it must be at least 1." },
        { () => new TransformerEncoderLayer(8, 2, dropout: 1), "TransformerEncoderLayer: the rate is the share that is dropped, from 0 to below 1." },
        { () => new TransformerEncoderLayer(8, 2, epsilon: -1), "LayerNorm: epsilon keeps the divisor from 0; it is 0 or a small positive number." },
        { () => new TransformerEncoder(0, () => new(8, 2)), "TransformerEncoder: count is 0; it must be at least 1." },
        { () => new TransformerDecoder(0, () => new(8, 2)), "TransformerDecoder: count is 0; it must be at least 1." },
        { () => new TransformerEncoder(2, () => null!), "TransformerEncoder: the function that makes a layer returned null." },
        { () => new TransformerDecoder(2, null!), "Value cannot be null. (Parameter 'layer')" },
        { () => new TransformerEncoder(2, () => new(8, 2, 4)).Forward(Node.Input("x", [2, 3, 4])), "MultiHeadAttention: the query has the shape [2, 3, 4]; [samples, queries, 8] is expected. (in layers.0.selfAttention.MultiHeadAttention)" },
        { () => new TransformerEncoderLayer(8, 2, 4, normFirst: true).Forward(Node.Input("x", [2, 3, 4])), "LayerNorm: " },
        { () => new TransformerDecoderLayer(8, 2, 4).Forward(Node.Input("x", [2, 3, 8]), Node.Input("m", [2, 3, 4])), "MultiHeadAttention: the key has the shape [2, 3, 4]; [samples, keys, 8] is expected. (in crossAttention.MultiHeadAttention)" },
        { () => new TransformerDecoderLayer(8, 2, 4).Forward(Node.Input("x", [2, 3, 8]), null!), "Value cannot be null. (Parameter 'memory')" },
        { () => new TransformerEncoder(1, () => new(8, 2, 4)).Forward(null!, keyMask: null), "Value cannot be null. (Parameter 'x')" },
        { () => new TransformerDecoderLayer(8, 2, 4).Forward(Node.Input("x", [2, 3, 8])), "TransformerDecoderLayer: it looks at a memory as well; call Forward(x, memory). Without one, a TransformerEncoderLayer with causal: true is what a decoder is made of." },
        { () => new TransformerDecoder(1, () => new(8, 2, 4)).Forward(Node.Input("x", [2, 3, 8])), "TransformerDecoder: it looks at a memory as well; call Forward(x, memory). Without one, a TransformerEncoder of layers with causal: true is a decoder." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_does_not_fit_is_explained(Action make, string message) => Assert.StartsWith(message, Assert.ThrowsAny<Exception>(make).Message);

    private static float[] Weight(Layer layer, string path) =>
        [.. layer.Parameters.Single(pair => pair.Path == path).Parameter.ToDoubles().Select(value => (float)value)];

    /// <summary>Biases begin at 0 and norms at 1: here they are told apart.</summary>
    private static void Randomize(Layer layer)
    {
        var random = new Random(7);
        foreach (var (_, parameter) in layer.Parameters)
            foreach (ref double value in parameter.Values<double>())
                value = 2 * random.NextDouble() - 1;
    }

    private static double[] Numbers(int count, double frequency) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(i * frequency) * 1.5)];

    /// <summary>The parts of a layer, from its parameters and functions that are held against PyTorch.</summary>
    private sealed class ByHand(Layer layer, bool normFirst, double epsilon, Func<Node, Node> activation)
    {
        private readonly Dictionary<string, Node> weights = layer.Parameters.ToDictionary(pair => pair.Path, pair => (Node)pair.Parameter);

        public Node Residual(string norm, Node x, Func<Node, Node> part) => normFirst ? x + part(Norm(norm, x)) : Norm(norm, x + part(x));

        public Node Attention(string name, Node x, Node memory, bool causal) => MultiHeadAttention(
            x, memory, memory, 2, weights[$"{name}.inWeight"], weights.GetValueOrDefault($"{name}.inBias"), weights[$"{name}.outWeight"], weights.GetValueOrDefault($"{name}.outBias"), causal: causal);

        public Node FeedForward(Node x) => Linear("linear2", activation(Linear("linear1", x)));

        private Node Linear(string name, Node x) =>
            x.MatMul(weights[$"{name}.weight"].Transpose()) is var product && weights.TryGetValue($"{name}.bias", out var bias) ? product + bias : product;

        private Node Norm(string name, Node x) => LayerNorm(x, [4], weights[$"{name}.weight"], weights[$"{name}.bias"], epsilon);
    }
}
