namespace AutoGrad;

public static partial class Functions
{
    /// <summary>
    /// Attention by several heads at once (Vaswani 2017): query, key and value are projected, shared out to the heads along the features,
    /// attended to by each, and what comes out is joined and projected again. Weights lie as in PyTorch.
    /// </summary>
    /// <param name="query">[samples, queries, features].</param>
    /// <param name="key">[samples, keys, features].</param>
    /// <param name="value">[samples, keys, features].</param>
    /// <param name="heads">How many heads share the features.</param>
    /// <param name="inWeight">[3 · features, features]: the projections of query, key and value, one under the other.</param>
    /// <param name="inBias">[3 · features]; none by default.</param>
    /// <param name="outWeight">[features, features].</param>
    /// <param name="outBias">[features]; none by default.</param>
    /// <param name="mask">As for <see cref="ScaledDotProductAttention"/>: [queries, keys], or four axes that broadcast to [samples, heads, queries, keys].</param>
    /// <param name="causal">Whether query i may only look at the keys 0 … i.</param>
    /// <param name="keyMask">Which keys of each sample are real: bool [samples, keys], as from <see cref="SequenceMask.Of"/>. All by default.</param>
    /// <param name="dropout">The share of the weights of values that is dropped in training; see <see cref="ScaledDotProductAttention"/>.</param>
    /// <param name="positions">
    /// What tells the queries and the keys of each head, [samples, heads, positions, features / heads], where they stand: such as
    /// <c>x => RotaryPositionalEncoding(x)</c>.
    /// </param>
    /// <returns>[samples, queries, features].</returns>
    /// <exception cref="ShapeException">Shapes or types do not fit, or the heads do not share out the features.</exception>
    /// <exception cref="ArgumentOutOfRangeException">dropout is no share.</exception>
    public static Node MultiHeadAttention(
        Node query,
        Node key,
        Node value,
        int heads,
        Node inWeight,
        Node? inBias,
        Node outWeight,
        Node? outBias = null,
        Node? mask = null,
        bool causal = false,
        Node? keyMask = null,
        double dropout = 0,
        Func<Node, Node>? positions = null)
    {
        ArgumentNullException.ThrowIfNull(inWeight);
        if (inWeight.Shape.Rank != 2 || inWeight.Shape[0] != 3 * inWeight.Shape[1])
            throw new ShapeException($"MultiHeadAttention: the input weight has the shape {inWeight.Shape}; [3 · features, features] is expected.");
        return new AttentionHeads(heads, inWeight.Split(3), inBias, outWeight, outBias) { IsCausal = causal, Dropout = dropout, Positions = positions }
            .Attend(query, key, value, mask, keyMask);
    }
}
