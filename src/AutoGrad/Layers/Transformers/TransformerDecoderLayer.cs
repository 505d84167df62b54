namespace AutoGrad;

/// <summary>
/// A layer of a transformer's decoder (Vaswani 2017): every position looks at those before it, then at a memory, which is another sequence, such as what an
/// encoder made of it; then a network of two linear layers works on each. The three are added to what went in, and normalised as in
/// <see cref="TransformerEncoderLayer"/>. [samples, positions, features] in and out.
/// </summary>
public sealed partial class TransformerDecoderLayer : TransformerLayer
{
    private readonly MultiHeadAttention crossAttention;
    private readonly LayerNorm norm1, norm2, norm3;
    private readonly Dropout dropout1, dropout2, dropout3;

    /// <summary>The layer. Defaults are PyTorch's, but for <paramref name="causal"/>, which is a mask there.</summary>
    /// <param name="features">The number of features of a position, of the memory too.</param>
    /// <param name="heads">How many heads share them.</param>
    /// <param name="hidden">The number of features between the two linear layers.</param>
    /// <param name="dropout">The share that is dropped in training: of the attentions' weights, of the hidden features, and of what each part adds.</param>
    /// <param name="activation">The function between the two linear layers; <see cref="Functions.ReLU(Node)"/> by default. Weights of its own would not be seen: those of a layer are listed where the layer is.</param>
    /// <param name="normFirst">Whether what goes into a part is normalised, rather than the sum with what comes out.</param>
    /// <param name="epsilon">What normalisations add to the variance.</param>
    /// <param name="causal">Whether a position may only look at itself and those before it; it sees all of the memory.</param>
    /// <param name="bias">Whether attentions and linear layers add biases.</param>
    /// <param name="rotary">Turns queries and keys of the attention to the sequence itself by where they stand.</param>
    /// <param name="initializer">How the weights of attentions and linear layers are drawn; as each does by itself by default.</param>
    /// <param name="lastInitializer">How the last weight of each part is drawn, whose result is added to x; like the others by default.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ArgumentException">The heads cannot share the features out evenly, or a number is out of its range.</exception>
    public TransformerDecoderLayer(
        int features,
        int heads,
        int hidden = 2048,
        double dropout = 0.1,
        Func<Node, Node>? activation = null,
        bool normFirst = false,
        double epsilon = 1e-5,
        bool causal = true,
        bool bias = true,
        RotaryPositionalEncoding? rotary = null,
        Initializer? initializer = null,
        Initializer? lastInitializer = null,
        ElementType type = ElementType.Float32)
        : this(new TransformerOptions(features, heads, hidden, dropout, activation, normFirst, epsilon, causal, bias, rotary, initializer, lastInitializer ?? initializer, type))
    {
    }

    private TransformerDecoderLayer(TransformerOptions options)
        : base(options)
    {
        crossAttention = options.Attention(causal: false, rotary: null);
        (norm1, norm2, norm3) = (options.Norm(), options.Norm(), options.Norm());
        (dropout1, dropout2, dropout3) = (options.Drop(), options.Drop(), options.Drop());
    }

    /// <summary>What the layer makes of a sequence and a memory.</summary>
    /// <param name="x">[samples, positions, features].</param>
    /// <param name="memory">[samples, memory positions, features].</param>
    /// <param name="mask">Who may look where in x, [positions, positions] or four axes that broadcast to [samples, heads, positions, positions]: see <see cref="Functions.ScaledDotProductAttention"/>.</param>
    /// <param name="keyMask">Which positions of each x are real: bool [samples, positions], as from <see cref="SequenceMask.Of"/>. All by default.</param>
    /// <param name="memoryMask">Who may look where in the memory, [positions, memory positions] or four axes that broadcast to [samples, heads, positions, memory positions].</param>
    /// <param name="memoryKeyMask">Which positions of each memory are real: bool [samples, memory positions]. All by default.</param>
    /// <returns>[samples, positions, features].</returns>
    /// <exception cref="ShapeException">Shapes or types do not fit.</exception>
    public Node Forward(Node x, Node memory, Node? mask = null, Node? keyMask = null, Node? memoryMask = null, Node? memoryKeyMask = null) => Within(() =>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(memory);
        x = Residual(x, norm1, dropout1, y => AttendToItself(y, mask, keyMask));
        x = Residual(x, norm2, dropout2, y => crossAttention.Forward(y, memory, memory, memoryMask, memoryKeyMask));
        return Residual(x, norm3, dropout3, FeedForward);
    });

    /// <inheritdoc/>
    protected override Node Build(Node x) => throw new InvalidOperationException(
        "TransformerDecoderLayer: it looks at a memory as well; call Forward(x, memory). Without one, a TransformerEncoderLayer with causal: true is what a decoder is made of.");
}
