namespace AutoGrad;

/// <summary>Layers of an encoder one after the other, and a last normalisation if there is one: [samples, positions, features] in and out.</summary>
public sealed partial class TransformerEncoder : Layer
{
    private readonly TransformerEncoderLayer[] layers;
    private readonly Layer? norm;

    /// <summary>An encoder.</summary>
    /// <param name="count">How many layers there are.</param>
    /// <param name="layer">Makes one of them: <c>() => new(512, 8)</c>.</param>
    /// <param name="norm">What the last layer's result goes through; layers that normalise first leave theirs unnormalised.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no layer.</exception>
    public TransformerEncoder(int count, Func<TransformerEncoderLayer> layer, Layer? norm = null) =>
        (layers, this.norm) = (TransformerStack.Of(count, layer, nameof(TransformerEncoder)), norm);

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<TransformerEncoderLayer> Layers => layers;

    /// <summary>The encoder for sequences of which not everything may be looked at.</summary>
    /// <param name="x">[samples, positions, features].</param>
    /// <param name="mask">Who may look where, for all layers: see <see cref="TransformerEncoderLayer.Forward(Node, Node, Node)"/>.</param>
    /// <param name="keyMask">Which positions of each sample are real: bool [samples, positions], as from <see cref="SequenceMask.Of"/>. All by default.</param>
    /// <returns>[samples, positions, features].</returns>
    /// <exception cref="ShapeException">Shapes or types do not fit.</exception>
    public Node Forward(Node x, Node? mask = null, Node? keyMask = null) => Within(() => Encode(x, mask, keyMask));

    /// <inheritdoc/>
    protected override Node Build(Node x) => Encode(x, null, null);

    private Node Encode(Node x, Node? mask, Node? keyMask) => TransformerStack.Last(norm, layers.Aggregate(x, (value, layer) => layer.Forward(value, mask, keyMask)));
}
