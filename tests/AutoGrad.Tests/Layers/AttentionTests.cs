using static AutoGrad.Functions;

namespace AutoGrad.Tests.Layers;

public sealed class AttentionTests
{
    private static readonly Node Query = Node.Input("q", [2, 3, 4], ElementType.Float64), Key = Node.Input("k", [2, 3, 4], ElementType.Float64), Value = Node.Input("v", [2, 3, 5], ElementType.Float64);
    private static readonly double[] Q = Numbers(24, 1.3), K = Numbers(24, 0.7), V = Numbers(30, 2.1);

    [Fact]
    public void Gradients_agree_with_differences_to_second_order_with_and_without_masks()
    {
        bool[] looks = [true, false, true, true, true, false, true, true, true];
        var mask = Node.Constant([.. looks.Select(look => look ? 1.0 : 0)], [3, 3], ElementType.Float64) > 0;
        foreach (Func<Node, Node, Node, Node> attention in new Func<Node, Node, Node, Node>[]
        {
            (q, k, v) => ScaledDotProductAttention(q, k, v), (q, k, v) => ScaledDotProductAttention(q, k, v, causal: true),
            (q, k, v) => ScaledDotProductAttention(q, k, v, mask), (q, k, v) => ScaledDotProductAttention(q, k, v, mask, causal: true),
        })
            GraphGradientCheck.Check(x => attention(x[..24].Reshape(2, 3, 4), x[24..48].Reshape(2, 3, 4), x[48..].Reshape(2, 3, 5)), [.. Q, .. K, .. V], [78]);
    }

    [Fact]
    public void A_causal_query_is_not_changed_by_what_comes_after_it()
    {
        var attention = ScaledDotProductAttention(Query, Key, Value, causal: true);
        double[] changedKeys = [.. K], changedValues = [.. V];
        Array.Fill(changedKeys, 7, 8, 4);
        Array.Fill(changedValues, -3, 10, 5);
        double[] before = attention.Evaluate((Query, Q), (Key, K), (Value, V)), after = attention.Evaluate((Query, Q), (Key, changedKeys), (Value, changedValues));
        Assert.Equal(before[..10], after[..10]);
        Assert.NotEqual(before[10..15], after[10..15]);
        Assert.Equal(V[..5], before[..5]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_query_that_may_look_at_nothing_gets_zeros_and_passes_no_gradient_on(bool byNumbers)
    {
        double no = double.NegativeInfinity;
        var mask = byNumbers
            ? Node.Constant([0, 0, no, no, no, no, 0, 0, 0], [3, 3], ElementType.Float64)
            : Node.Constant([1, 1, 0, 0, 0, 0, 1, 1, 1], [3, 3], ElementType.Float64) > 0;
        var attention = ScaledDotProductAttention(Query, Key, Value, mask);
        double[] values = attention.Evaluate((Query, Q), (Key, K), (Value, V));
        Assert.Equal(new double[5], values[5..10]);
        var gradients = Gradient.Of(Square(attention).Sum(), [Query, Key, Value]);
        Assert.Equal(new double[4], gradients[0].Evaluate((Query, Q), (Key, K), (Value, V))[4..8]);
        Assert.All(gradients, gradient => Assert.DoesNotContain(gradient.Evaluate((Query, Q), (Key, K), (Value, V)), double.IsNaN));
        Assert.DoesNotContain(Gradient.Of(gradients[0].Sum(), Key).Evaluate((Query, Q), (Key, K), (Value, V)), double.IsNaN);
    }

    [Fact]
    public void A_mask_of_numbers_is_added_to_the_scores()
    {
        Node infinite = Node.Constant([0, double.NegativeInfinity, double.NegativeInfinity, 0, 0, double.NegativeInfinity, 0, 0, 0], [3, 3], ElementType.Float64);
        double[] added = ScaledDotProductAttention(Query, Key, Value, infinite).Evaluate((Query, Q), (Key, K), (Value, V));
        double[] causal = ScaledDotProductAttention(Query, Key, Value, causal: true).Evaluate((Query, Q), (Key, K), (Value, V));
        Assert.All(added.Zip(causal), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void A_layer_of_heads_attends_to_itself_or_to_another_sequence()
    {
        var layer = new MultiHeadAttention(8, 2);
        Assert.Equal([2, 3, 8], layer.Forward(Node.Input("x", [2, 3, 8])).Shape);
        Node memory = Node.Input("memory", [2, 7, 8]);
        Assert.Equal([2, 3, 8], layer.Forward(Node.Input("x", [2, 3, 8]), memory, memory).Shape);
        Assert.Equal(["inBias", "inWeight", "outBias", "outWeight"], layer.Parameters.Select(pair => pair.Path).Order());
    }

    [Fact]
    public void Without_keys_there_are_zeros_and_without_queries_nothing()
    {
        Node none = Node.Input("k", [2, 0, 4], ElementType.Float64), values = Node.Input("v", [2, 0, 5], ElementType.Float64);
        foreach (bool causal in new[] { false, true })
        {
            Assert.Equal(new double[30], ScaledDotProductAttention(Query, none, values, causal: causal).Evaluate((Query, Q), (none, []), (values, [])));
            Assert.Equal([2, 0, 5], ScaledDotProductAttention(none, Key, Value, causal: causal).Shape);
            Compiled.AgreesWithReference([ScaledDotProductAttention(Query, none, values, causal: causal), ScaledDotProductAttention(none, Key, Value, causal: causal)]);
        }
        var layer = new TransformerDecoderLayer(4, 2, 6, type: ElementType.Float64);
        Assert.All(layer.Forward(Query, none).Evaluate((Query, Q), (none, [])), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void A_mask_that_holds_no_number_is_not_overlooked() => Assert.Contains(
        ScaledDotProductAttention(Query, Key, Value, Node.Constant([double.NaN], [1, 1], ElementType.Float64)).Evaluate((Query, Q), (Key, K), (Value, V)), double.IsNaN);

    [Fact]
    public void Scores_are_multiplied_by_a_scale_of_ones_choice()
    {
        Assert.Equal(
            ScaledDotProductAttention(Query * 0.6, Key, Value).Evaluate((Query, Q), (Key, K), (Value, V)),
            ScaledDotProductAttention(Query, Key, Value, scale: 0.3).Evaluate((Query, Q), (Key, K), (Value, V)), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal(
            Value.Mean(1, keepDims: true).BroadcastTo([2, 3, 5]).Evaluate((Value, V)),
            ScaledDotProductAttention(Query, Key, Value, scale: 0).Evaluate((Query, Q), (Key, K), (Value, V)), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Weights_are_dropped_in_training_alone()
    {
        // The identity as values gives the weights themselves.
        Node query = Node.Input("q", [1, 40, 4], ElementType.Float64), key = Node.Input("k", [1, 40, 4], ElementType.Float64), identity = Equal(Arange(40).Unsqueeze(1), Arange(40)).Cast(ElementType.Float64).Unsqueeze(0);
        var whole = ScaledDotProductAttention(query, key, identity);
        Assert.Same(whole, ScaledDotProductAttention(query, key, identity, dropout: 0.25));
        using (new BuildScope(Mode.Inference))
            Assert.Same(whole, ScaledDotProductAttention(query, key, identity, dropout: 0.25));
        using var scope = new BuildScope(Mode.Training, seed: 1);
        Assert.Same(whole, ScaledDotProductAttention(query, key, identity));
        var part = ScaledDotProductAttention(query, key, identity, dropout: 0.25);
        double[] q = Numbers(160, 1.3), k = Numbers(160, 0.7), kept = part.Evaluate((query, q), (key, k)), all = whole.Evaluate((query, q), (key, k));
        Assert.All(kept.Zip(all), pair => Assert.True(pair.First == 0 || Math.Abs(pair.First * 0.75 - pair.Second) < 1e-14));
        Assert.InRange(kept.Count(value => value == 0), 300, 500);
    }

    [Fact]
    public void What_is_dropped_is_the_same_on_any_number_of_threads()
    {
        var layer = new MultiHeadAttention(8, 2, dropout: 0.5);
        var x = Node.Input("x", [4, 30, 8]);
        using var scope = new BuildScope(Mode.Training, seed: 5);
        var y = layer.Forward(x);
        var gradient = Gradient.Of(Square(y).Sum(), x);
        var runs = new[] { 1, 2 }.Select(threads =>
        {
            using var executable = Executable.Compile([y, gradient], threads: threads);
            executable.Feed(x, [.. Numbers(960, 0.9).Select(value => (float)value)]);
            executable.Run();
            return executable.Fetch<float>(y).ToArray().Concat(executable.Fetch<float>(gradient).ToArray()).ToArray();
        }).ToArray();
        Assert.Equal(runs[0], runs[1]);
        Assert.NotEqual(layer.Forward(x), y);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("bool")]
    [InlineData("numbers")]
    public void Keys_that_are_not_real_have_no_influence(string mask)
    {
        var layer = new MultiHeadAttention(4, 2, type: ElementType.Float64);
        Node x = Node.Input("x", [2, 3, 4], ElementType.Float64), lengths = Node.Constant([2, 3], [2], ElementType.Int32);
        var looks = mask == "none" ? null : Node.Constant([1, 1, 1, 0, 1, 1, 1, 1, 1], [3, 3], ElementType.Float64) > 0;
        var given = mask == "numbers" ? Where(looks!, 0, double.NegativeInfinity, ElementType.Float64) : looks;
        var y = layer.Forward(x, x, x, given, keyMask: SequenceMask.Of(lengths, 3));
        double[] changed = [.. Q];
        Array.Fill(changed, 1e6, 8, 4);
        double[] before = y.Evaluate((x, Q)), after = y.Evaluate((x, changed));
        Assert.Equal(before[..8], after[..8]);
        Assert.Equal(before[12..], after[12..]);
        var alone = layer.Forward(x[..1, ..2], x[..1, ..2], x[..1, ..2], given?[..2, ..2]);
        Compiled.AssertClose(alone.Evaluate((x, Q)), before[..8], 1e-14, y);
        Assert.Equal([0, 0, 0, 0], Gradient.Of(y[0, ..2].Sum(), x).Evaluate((x, Q))[8..12]);
    }

    [Fact]
    public void Keys_and_values_may_have_other_numbers_of_features()
    {
        var layer = new MultiHeadAttention(4, 2, keyFeatures: 3, valueFeatures: 5, type: ElementType.Float64);
        Assert.Equal(["inBias [12]", "keyWeight [4, 3]", "outBias [4]", "outWeight [4, 4]", "queryWeight [4, 4]", "valueWeight [4, 5]"], layer.Parameters.Select(pair => $"{pair.Path} {pair.Parameter.Shape}").Order());
        Node key = Node.Input("k", [2, 2, 3], ElementType.Float64), value = Node.Input("v", [2, 2, 5], ElementType.Float64);
        Parameter Weight(string path) => layer.Parameters.Single(pair => pair.Path == path).Parameter;
        // The same as inputs of four features that are projected by the identity.
        Node identity = Equal(Arange(4).Unsqueeze(1), Arange(4)).Cast(ElementType.Float64);
        var expected = MultiHeadAttention(
            Query.MatMul(Weight("queryWeight").Transpose()), key.MatMul(Weight("keyWeight").Transpose()), value.MatMul(Weight("valueWeight").Transpose()), 2,
            Concatenate([identity, identity, identity]), Weight("inBias"), Weight("outWeight"), Weight("outBias"));
        var actual = layer.Forward(Query, key, value);
        Compiled.AssertClose(expected.Evaluate((Query, Q), (key, K[..12]), (value, V[..20])), actual.Evaluate((Query, Q), (key, K[..12]), (value, V[..20])), 1e-13, actual);
        Assert.Equal(
            "MultiHeadAttention: the query has the shape [2, 3, 8]; [samples, queries, 4] is expected. (in MultiHeadAttention)",
            Assert.Throws<ShapeException>(() => layer.Forward(Node.Input("x", [2, 3, 8]))).Message);
        Assert.StartsWith("MultiHeadAttention: the key has the shape [2, 2, 5]; [samples, keys, 3] is expected.", Assert.Throws<ShapeException>(() => layer.Forward(Query, value, value)).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rotary_encodings_turn_the_queries_and_keys_of_every_head(bool interleaved)
    {
        var layer = new MultiHeadAttention(4, 2, causal: true, rotary: new(100, interleaved), type: ElementType.Float64);
        var weights = layer.Parameters.ToDictionary(pair => pair.Path, pair => (Node)pair.Parameter);
        var x = Query;
        Node[] heads = [.. Enumerable.Range(0, 2).Select(head =>
        {
            Node Part(int part) => (x.MatMul(weights["inWeight"].Transpose()) + weights["inBias"])[.., .., (part * 4 + head * 2)..(part * 4 + head * 2 + 2)];
            return ScaledDotProductAttention(RotaryPositionalEncoding(Part(0), 100, interleaved), RotaryPositionalEncoding(Part(1), 100, interleaved), Part(2), causal: true);
        })];
        var expected = Concatenate(heads, -1).MatMul(weights["outWeight"].Transpose()) + weights["outBias"];
        Compiled.AssertClose(expected.Evaluate((x, Q)), layer.Forward(x).Evaluate((x, Q)), 1e-14, expected);
        Compiled.AssertClose(
            expected.Evaluate((x, Q)),
            MultiHeadAttention(x, x, x, 2, weights["inWeight"], weights["inBias"], weights["outWeight"], weights["outBias"], causal: true, positions: y => RotaryPositionalEncoding(y, 100, interleaved)).Evaluate((x, Q)),
            1e-14, expected);
        Assert.Equal(["inBias", "inWeight", "outBias", "outWeight"], layer.Parameters.Select(pair => pair.Path).Order());
    }

    [Fact]
    public void Weights_are_drawn_as_in_PyTorch_unless_told_otherwise()
    {
        static double Largest(Layer layer, string path) => layer.Parameters.Single(pair => pair.Path == path).Parameter.Values<float>().ToArray().Max();
        var layer = new MultiHeadAttention(64, 4);
        Assert.InRange(Largest(layer, "inWeight"), 0.99 * Math.Sqrt(6.0 / 256), Math.Sqrt(6.0 / 256));
        Assert.InRange(Largest(layer, "outWeight"), 0.99 / 8, 1.0 / 8);
        Assert.Equal(0, Largest(layer, "inBias"));
        layer = new(64, 4, bias: false, initializer: Initializer.Constant(2), outInitializer: Initializer.Constant(3));
        Assert.Equal((2, 3, 2), (Largest(layer, "inWeight"), Largest(layer, "outWeight"), layer.Parameters.Count));
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => ScaledDotProductAttention(Query, Node.Input("k", [2, 3, 5], ElementType.Float64), Value), "ScaledDotProductAttention: queries of width 4 and keys of width 5 cannot be compared: [2, 3, 4], [2, 3, 5]." },
        { () => ScaledDotProductAttention(Query, Key, Node.Input("v", [2, 4, 5], ElementType.Float64)), "ScaledDotProductAttention: there are 3 keys and 4 values; each key has its value: [2, 3, 4], [2, 4, 5]." },
        { () => ScaledDotProductAttention(Query, Key, Value, Node.Input("m", [4, 3], ElementType.Bool)), "ScaledDotProductAttention: the mask [4, 3] does not broadcast to the scores, [2, 3, 3]." },
        { () => ScaledDotProductAttention(Query, Key, Value, Node.Input("m", [3, 3], ElementType.Int32)), "ScaledDotProductAttention: the mask is int32; bool says where a query may look, float64 is added to the scores." },
        { () => ScaledDotProductAttention(Node.Input("q", [4]), Key, Value), "ScaledDotProductAttention: the query has the shape [4]; […, positions, features] is expected." },
        { () => new MultiHeadAttention(8, 3), "MultiHeadAttention: 3 heads cannot share 8 features out evenly." },
        { () => new MultiHeadAttention(8, 2, keyFeatures: 0), "MultiHeadAttention: keyFeatures is 0; it must be at least 1." },
        { () => new MultiHeadAttention(8, 2, dropout: 1), "MultiHeadAttention: the rate is the share that is dropped, from 0 to below 1." },
        { () => ScaledDotProductAttention(Query, Key, Value, dropout: -0.1), "ScaledDotProductAttention: the rate is the share that is dropped, from 0 to below 1." },
        { () => ScaledDotProductAttention(Query, Key, Value, scale: double.NaN), "ScaledDotProductAttention: the scale that scores are multiplied with must be finite." },
        { () => new MultiHeadAttention(8, 2).Forward(Node.Input("x", [3, 8])), "MultiHeadAttention: the query has the shape [3, 8]; [samples, queries, 8] is expected. (in MultiHeadAttention)" },
        { () => Heads([2, 3, 8], [1, 2, 8], [2, 2, 8]), "MultiHeadAttention: query, key and value have 2, 1 and 2 samples; there must be as many of each." },
        { () => Heads([2, 3, 8], [2, 5, 8], [2, 4, 8]), "MultiHeadAttention: there are 5 keys and 4 values; each key has its value: [2, 5, 8], [2, 4, 8]." },
        { () => new MultiHeadAttention(8, 2).Forward(Node.Input("x", [2, 3, 4])), "MultiHeadAttention: the query has the shape [2, 3, 4]; [samples, queries, 8] is expected. (in MultiHeadAttention)" },
        { () => Heads([2, 3, 8], [2, 5, 8], [2, 5, 8], Node.Input("m", [2, 3], ElementType.Bool)), "MultiHeadAttention: the mask of keys is bool [2, 3]; bool [2, 5] is expected, true for the keys of a sample that are real." },
        { () => Heads([2, 3, 8], [2, 5, 8], [2, 5, 8], Node.Input("m", [2, 5])), "MultiHeadAttention: the mask of keys is float32 [2, 5]; bool [2, 5] is expected, true for the keys of a sample that are real." },
        { () => Heads([2, 3, 8], [2, 5, 8], [2, 5, 8], Node.Input("m", [2, 5], ElementType.Bool), Node.Input("m", [3, 5], ElementType.Int64)), "ScaledDotProductAttention: the mask is int64; bool says where a query may look, float32 is added to the scores." },
        { () => Heads([2, 3, 8], [2, 5, 8], [2, 5, 8], mask: Node.Input("m", [2, 3, 5], ElementType.Bool)), "MultiHeadAttention: the mask has the shape [2, 3, 5]; [queries, keys] is expected, or [samples, heads, queries, keys], where 1 stands for all samples or heads." },
        { () => Functional([2, 3, 8], 3, [24, 8], [24], [8, 8], [8]), "MultiHeadAttention: 3 heads cannot share 8 features out evenly." },
        { () => Functional([2, 3, 8], 2, [16, 8], [24], [8, 8], [8]), "MultiHeadAttention: the input weight has the shape [16, 8]; [3 · features, features] is expected." },
        { () => Functional([2, 3, 8], 2, [24, 8], [8], [8, 8], [8]), "MultiHeadAttention: the input bias has the shape [8]; [24] is expected." },
        { () => Functional([2, 3, 8], 2, [24, 8], [24], [8, 4], [8]), "MultiHeadAttention: the output weight has the shape [8, 4]; [8, 8] is expected." },
        { () => Functional([2, 3, 8], 2, [24, 8], [24], [8, 8], [4]), "MultiHeadAttention: the output bias has the shape [4]; [8] is expected." },
        { () => Functional([2, 3, 4], 2, [24, 8], [24], [8, 8], [8]), "MultiHeadAttention: the query has the shape [2, 3, 4]; [samples, queries, 8] is expected." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_does_not_fit_is_explained(Action make, string message) => Assert.StartsWith(message, Assert.ThrowsAny<Exception>(make).Message);

    private static void Heads(Shape query, Shape key, Shape value, Node? keyMask = null, Node? mask = null) =>
        new MultiHeadAttention(8, 2).Forward(Node.Input("q", query), Node.Input("k", key), Node.Input("v", value), mask, keyMask);

    private static void Functional(Shape x, int heads, Shape inWeight, Shape inBias, Shape outWeight, Shape outBias) => MultiHeadAttention(
        Node.Input("x", x), Node.Input("x", x), Node.Input("x", x), heads, Node.Input("w", inWeight), Node.Input("b", inBias), Node.Input("w", outWeight), Node.Input("b", outBias));

    private static double[] Numbers(int count, double frequency) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(i * frequency) * 1.5)];
}
