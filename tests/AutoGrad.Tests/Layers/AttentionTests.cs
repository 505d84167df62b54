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

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => ScaledDotProductAttention(Query, Node.Input("k", [2, 3, 5], ElementType.Float64), Value), "ScaledDotProductAttention: queries of width 4 and keys of width 5 cannot be compared: [2, 3, 4], [2, 3, 5]." },
        { () => ScaledDotProductAttention(Query, Key, Node.Input("v", [2, 4, 5], ElementType.Float64)), "ScaledDotProductAttention: there are 3 keys and 4 values; each key has its value: [2, 3, 4], [2, 4, 5]." },
        { () => ScaledDotProductAttention(Query, Key, Value, Node.Input("m", [4, 3], ElementType.Bool)), "ScaledDotProductAttention: the mask [4, 3] does not broadcast to the scores, [2, 3, 3]." },
        { () => ScaledDotProductAttention(Query, Key, Value, Node.Input("m", [3, 3], ElementType.Int32)), "ScaledDotProductAttention: the mask is int32; bool says where a query may look, float64 is added to the scores." },
        { () => ScaledDotProductAttention(Node.Input("q", [4]), Key, Value), "ScaledDotProductAttention: the query has the shape [4]; […, positions, features] is expected." },
        { () => new MultiHeadAttention(8, 3), "MultiHeadAttention: 3 heads cannot share 8 features out evenly." },
        { () => new MultiHeadAttention(8, 2).Forward(Node.Input("x", [3, 8])), "MultiHeadAttention: the query has the shape [3, 8]; [samples, queries, features] is expected." },
        { () => new MultiHeadAttention(8, 2).Forward(Node.Input("x", [1, 3, 8]), Node.Input("k", [2, 3, 8]), Node.Input("k", [2, 3, 8])), "MultiHeadAttention: query, key and value have 1, 2 and 2 samples; there must be as many of each." },
        { () => new MultiHeadAttention(8, 2).Forward(Node.Input("x", [2, 3, 4])), "MultiHeadAttention: the input weight has the shape [24, 8]; [12, 4] is expected." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_does_not_fit_is_explained(Action make, string message) => Assert.StartsWith(message, Assert.ThrowsAny<Exception>(make).Message);

    private static double[] Numbers(int count, double frequency) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(i * frequency) * 1.5)];
}
