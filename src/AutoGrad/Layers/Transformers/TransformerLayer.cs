namespace AutoGrad;

/// <summary>
/// What the layers of encoders and decoders have in common (Vaswani 2017): attention to the sequence itself, and a network of two linear layers
/// at every position, each added to what goes into it. Defaults and parameters' layouts are PyTorch's.
/// </summary>
public abstract partial class TransformerLayer : Layer
{
    private readonly MultiHeadAttention selfAttention;
    private readonly Linear linear1, linear2;
    private readonly Dropout dropout;
    private readonly Func<Node, Node> activation;
    private readonly bool normFirst;

    private protected TransformerLayer(TransformerOptions options)
    {
        var (features, hidden) = (options.Features, options.Hidden);
        LayerNumbers.Positive(hidden, GetType().Name);
        LayerNumbers.Rate(options.Dropout, GetType().Name);
        selfAttention = options.Attention(options.IsCausal, options.Rotary);
        linear1 = new(features, hidden, options.Bias, options.Initializer, options.Type);
        linear2 = new(hidden, features, options.Bias, options.LastInitializer, options.Type);
        dropout = new(options.Dropout);
        (activation, normFirst) = (options.Activation ?? (static x => Functions.ReLU(x)), options.NormFirst);
    }

    private protected Node AttendToItself(Node x, Node? mask, Node? keyMask) => selfAttention.Forward(x, x, x, mask, keyMask);

    private protected Node FeedForward(Node x) => linear2.Forward(dropout.Forward(activation(linear1.Forward(x))));

    /// <summary>x and what a part makes of it, normalised: the part's input or, by default, the sum.</summary>
    private protected Node Residual(Node x, LayerNorm norm, Dropout dropped, Func<Node, Node> part) => normFirst
        ? x + dropped.Forward(part(norm.Forward(x)))
        : norm.Forward(x + dropped.Forward(part(x)));
}
