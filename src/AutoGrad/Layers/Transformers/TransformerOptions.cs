namespace AutoGrad;

/// <summary>What the layers of encoders and decoders are made of.</summary>
internal sealed record TransformerOptions(
    int Features,
    int Heads,
    int Hidden,
    double Dropout,
    Func<Node, Node>? Activation,
    bool NormFirst,
    double Epsilon,
    bool IsCausal,
    bool Bias,
    RotaryPositionalEncoding? Rotary,
    Initializer? Initializer,
    Initializer? LastInitializer,
    ElementType Type)
{
    public MultiHeadAttention Attention(bool causal, RotaryPositionalEncoding? rotary) =>
        new(Features, Heads, causal, Bias, Dropout, rotary, initializer: Initializer, outInitializer: LastInitializer, type: Type);

    public LayerNorm Norm() => new([Features], Epsilon, type: Type);

    public Dropout Drop() => new(Dropout);
}
