namespace AutoGrad;

/// <summary>Layers of a decoder one after the other, all with the same memory, and a last normalisation if there is one: [samples, positions, features] in and out.</summary>
public sealed partial class TransformerDecoder : Layer
{
    private readonly TransformerDecoderLayer[] layers;
    private readonly Layer? norm;

    /// <summary>A decoder.</summary>
    /// <param name="count">How many layers there are.</param>
    /// <param name="layer">Makes one of them: <c>() => new(512, 8)</c>.</param>
    /// <param name="norm">What the last layer's result goes through; layers that normalise first leave theirs unnormalised.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no layer.</exception>
    public TransformerDecoder(int count, Func<TransformerDecoderLayer> layer, Layer? norm = null) =>
        (layers, this.norm) = (TransformerStack.Of(count, layer, nameof(TransformerDecoder)), norm);

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<TransformerDecoderLayer> Layers => layers;

    /// <summary>What the decoder makes of a sequence and a memory.</summary>
    /// <inheritdoc cref="TransformerDecoderLayer.Forward(Node, Node, Node, Node, Node, Node)"/>
    public Node Forward(Node x, Node memory, Node? mask = null, Node? keyMask = null, Node? memoryMask = null, Node? memoryKeyMask = null) =>
        Within(() => TransformerStack.Last(norm, layers.Aggregate(x, (value, layer) => layer.Forward(value, memory, mask, keyMask, memoryMask, memoryKeyMask))));

    /// <inheritdoc/>
    protected override Node Build(Node x) => throw new InvalidOperationException(
        "TransformerDecoder: it looks at a memory as well; call Forward(x, memory). Without one, a TransformerEncoder of layers with causal: true is a decoder.");
}
