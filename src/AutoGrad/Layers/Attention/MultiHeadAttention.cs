namespace AutoGrad;

/// <summary>
/// Attention by several heads at once, <see cref="Functions.MultiHeadAttention"/>: [samples, positions, features] in and out.
/// Parameters lie as in PyTorch and begin as there: the input weight with Glorot's uniform values, the output weight with those of a linear
/// layer, biases with 0.
/// </summary>
public sealed partial class MultiHeadAttention : Layer
{
    private readonly Parameter inWeight, outWeight;
    private readonly Parameter? inBias, outBias;
    private readonly int heads;
    private readonly bool causal;

    /// <summary>The layer.</summary>
    /// <param name="features">The number of features of a position.</param>
    /// <param name="heads">How many heads share them.</param>
    /// <param name="causal">Whether a position may only look at itself and those before it.</param>
    /// <param name="bias">Whether biases are added.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ArgumentException">The heads cannot share the features out evenly.</exception>
    public MultiHeadAttention(int features, int heads, bool causal = false, bool bias = true, ElementType type = ElementType.Float32)
    {
        if (features < 1 || heads < 1 || features % heads != 0)
            throw new ArgumentException($"MultiHeadAttention: {heads} heads cannot share {features} features out evenly.", nameof(heads));
        (this.heads, this.causal) = (heads, causal);
        inWeight = new("inWeight", [3 * features, features], Initializer.GlorotUniform, type);
        outWeight = new("outWeight", [features, features], Initializer.PyTorch, type);
        if (bias)
            (inBias, outBias) = (new("inBias", [3 * features], Initializer.Zeros, type), new("outBias", [features], Initializer.Zeros, type));
    }

    /// <summary>Every position looks at others of another sequence.</summary>
    /// <param name="query">[samples, queries, features]: who looks.</param>
    /// <param name="key">[samples, keys, features]: by what they choose.</param>
    /// <param name="value">[samples, keys, features]: what they get.</param>
    /// <param name="mask">Who may look where, that broadcasts to [samples, heads, queries, keys]: see <see cref="Functions.ScaledDotProductAttention"/>.</param>
    /// <returns>[samples, queries, features].</returns>
    /// <exception cref="ShapeException">Shapes or types do not fit.</exception>
    public Node Forward(Node query, Node key, Node value, Node? mask = null) =>
        Within(() => Functions.MultiHeadAttention(query, key, value, heads, inWeight, inBias, outWeight, outBias, mask, causal));

    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.MultiHeadAttention(x, x, x, heads, inWeight, inBias, outWeight, outBias, null, causal);
}
