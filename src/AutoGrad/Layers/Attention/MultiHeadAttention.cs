namespace AutoGrad;

/// <summary>
/// Attention by several heads at once, <see cref="Functions.MultiHeadAttention"/>: [samples, positions, features] in and out.
/// Parameters lie as in PyTorch and begin as there: the input weight with Glorot's uniform values, the output weight with those of a linear
/// layer, biases with 0.
/// </summary>
public sealed partial class MultiHeadAttention : Layer
{
    private readonly Parameter? inWeight, queryWeight, keyWeight, valueWeight, inBias, outBias;
    private readonly Parameter outWeight;
    private readonly RotaryPositionalEncoding? rotary;
    private readonly int heads;
    private readonly bool causal;
    private readonly double dropout;

    /// <summary>The layer.</summary>
    /// <param name="features">The number of features of a position.</param>
    /// <param name="heads">How many heads share them.</param>
    /// <param name="causal">Whether a position may only look at itself and those before it.</param>
    /// <param name="bias">Whether biases are added.</param>
    /// <param name="dropout">The share of the weights of values that is dropped in training.</param>
    /// <param name="rotary">Turns queries and keys by where they stand.</param>
    /// <param name="keyFeatures">The number of features of a key where that is another one. There are then three input weights, as in PyTorch.</param>
    /// <param name="valueFeatures">The number of features of a value where that is another one.</param>
    /// <param name="initializer">How the input weight is drawn; Glorot's uniform values by default.</param>
    /// <param name="outInitializer">How the output weight is drawn; uniform within ±1/√features by default.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ArgumentException">The heads cannot share the features out evenly, or a number is out of its range.</exception>
    public MultiHeadAttention(
        int features,
        int heads,
        bool causal = false,
        bool bias = true,
        double dropout = 0,
        RotaryPositionalEncoding? rotary = null,
        int? keyFeatures = null,
        int? valueFeatures = null,
        Initializer? initializer = null,
        Initializer? outInitializer = null,
        ElementType type = ElementType.Float32)
    {
        if (features < 1 || heads < 1 || features % heads != 0)
            throw new ArgumentException($"MultiHeadAttention: {heads} heads cannot share {features} features out evenly.", nameof(heads));
        int ofKey = LayerNumbers.Positive(keyFeatures ?? features, nameof(MultiHeadAttention), nameof(keyFeatures));
        int ofValue = LayerNumbers.Positive(valueFeatures ?? features, nameof(MultiHeadAttention), nameof(valueFeatures));
        if (rotary is not null && features / heads % 2 != 0)
            throw new ArgumentException($"MultiHeadAttention: {heads} heads have {features / heads} of {features} features each; to be turned in pairs they need an even number.", nameof(rotary));
        (this.heads, this.causal, this.dropout, this.rotary) = (heads, causal, LayerNumbers.Rate(dropout, nameof(MultiHeadAttention)), rotary);
        Parameter Drawn(string name, Shape shape) => new(name, shape, initializer ?? Initializer.GlorotUniform, type);
        if (ofKey == features && ofValue == features)
            inWeight = Drawn("inWeight", [3 * features, features]);
        else
            (queryWeight, keyWeight, valueWeight) = (Drawn("queryWeight", [features, features]), Drawn("keyWeight", [features, ofKey]), Drawn("valueWeight", [features, ofValue]));
        outWeight = new("outWeight", [features, features], outInitializer ?? Initializer.PyTorch, type);
        if (bias)
            (inBias, outBias) = (new("inBias", [3 * features], Initializer.Zeros, type), new("outBias", [features], Initializer.Zeros, type));
    }

    /// <summary>Every position looks at others, of the same sequence or of another one.</summary>
    /// <param name="query">[samples, queries, features]: who looks.</param>
    /// <param name="key">[samples, keys, features]: by what they choose.</param>
    /// <param name="value">[samples, keys, features]: what they get.</param>
    /// <param name="mask">Who may look where, [queries, keys] or four axes that broadcast to [samples, heads, queries, keys]: see <see cref="Functions.ScaledDotProductAttention"/>.</param>
    /// <param name="keyMask">Which keys of each sample are real: bool [samples, keys], as from <see cref="SequenceMask.Of"/>. All by default.</param>
    /// <returns>[samples, queries, features].</returns>
    /// <exception cref="ShapeException">Shapes or types do not fit.</exception>
    public Node Forward(Node query, Node key, Node value, Node? mask = null, Node? keyMask = null) => Within(() => Heads().Attend(query, key, value, mask, keyMask));

    /// <inheritdoc/>
    protected override Node Build(Node x) => Heads().Attend(x, x, x, null, null);

    private AttentionHeads Heads() => new(heads, InWeights(), inBias, Parametrized(outWeight), outBias)
    {
        IsCausal = causal,
        Dropout = dropout,
        Positions = rotary is null ? null : rotary.Forward,
    };

    private Node[] InWeights() => inWeight is null
        ? [Parametrized(queryWeight!), Parametrized(keyWeight!), Parametrized(valueWeight!)]
        : Parametrized(inWeight).Split(3);
}
