namespace AutoGrad;

/// <summary>
/// A layer of a transformer's encoder (Vaswani 2017): every position looks at all others, then a network of two linear layers works on each;
/// both are added to what went in, and normalised: x ← LayerNorm(x + Dropout(part(x))), or with normFirst x ← x + Dropout(part(LayerNorm(x))).
/// With a causal attention it is the layer of a decoder without memory, as in GPT. [samples, positions, features] in and out.
/// </summary>
public sealed partial class TransformerEncoderLayer : TransformerLayer
{
    private readonly LayerNorm norm1, norm2;
    private readonly Dropout dropout1, dropout2;

    /// <summary>The layer. Defaults are PyTorch's.</summary>
    /// <param name="features">The number of features of a position.</param>
    /// <param name="heads">How many heads share them.</param>
    /// <param name="hidden">The number of features between the two linear layers.</param>
    /// <param name="dropout">The share that is dropped in training: of the attention's weights, of the hidden features, and of what both parts add.</param>
    /// <param name="activation">The function between the two linear layers; <see cref="Functions.ReLU(Node)"/> by default. Weights of its own would not be seen: those of a layer are listed where the layer is.</param>
    /// <param name="normFirst">Whether what goes into a part is normalised, rather than the sum with what comes out. Deep stacks are then easier to train (Xiong 2020).</param>
    /// <param name="epsilon">What normalisations add to the variance.</param>
    /// <param name="causal">Whether a position may only look at itself and those before it.</param>
    /// <param name="bias">Whether attention and linear layers add biases.</param>
    /// <param name="rotary">Turns the attention's queries and keys by where they stand.</param>
    /// <param name="initializer">How the weights of attention and linear layers are drawn; as each does by itself by default.</param>
    /// <param name="lastInitializer">How the last weight of each part is drawn, whose result is added to x; like the others by default.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ArgumentException">The heads cannot share the features out evenly, or a number is out of its range.</exception>
    public TransformerEncoderLayer(
        int features,
        int heads,
        int hidden = 2048,
        double dropout = 0.1,
        Func<Node, Node>? activation = null,
        bool normFirst = false,
        double epsilon = 1e-5,
        bool causal = false,
        bool bias = true,
        RotaryPositionalEncoding? rotary = null,
        Initializer? initializer = null,
        Initializer? lastInitializer = null,
        ElementType type = ElementType.Float32)
        : this(new TransformerOptions(features, heads, hidden, dropout, activation, normFirst, epsilon, causal, bias, rotary, initializer, lastInitializer ?? initializer, type))
    {
    }

    private TransformerEncoderLayer(TransformerOptions options)
        : base(options) =>
        (norm1, norm2, dropout1, dropout2) = (options.Norm(), options.Norm(), options.Drop(), options.Drop());

    /// <summary>The layer for sequences of which not everything may be looked at.</summary>
    /// <param name="x">[samples, positions, features].</param>
    /// <param name="mask">Who may look where, [positions, positions] or four axes that broadcast to [samples, heads, positions, positions]: see <see cref="Functions.ScaledDotProductAttention"/>.</param>
    /// <param name="keyMask">Which positions of each sample are real: bool [samples, positions], as from <see cref="SequenceMask.Of"/>. All by default.</param>
    /// <returns>[samples, positions, features].</returns>
    /// <exception cref="ShapeException">Shapes or types do not fit.</exception>
    public Node Forward(Node x, Node? mask = null, Node? keyMask = null) => Within(() => Encode(x, mask, keyMask));

    /// <inheritdoc/>
    protected override Node Build(Node x) => Encode(x, null, null);

    private Node Encode(Node x, Node? mask, Node? keyMask)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Residual(Residual(x, norm1, dropout1, y => AttendToItself(y, mask, keyMask)), norm2, dropout2, FeedForward);
    }
}
