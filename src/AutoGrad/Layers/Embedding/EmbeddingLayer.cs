namespace AutoGrad;

/// <summary>What embeddings have: a learned row for each of a number of things, and an index that may stand for nothing.</summary>
public abstract partial class EmbeddingLayer : Layer
{
    private readonly string layer;
    private readonly Parameter weight;

    private protected EmbeddingLayer(string layer, int count, int features, int? padding, Initializer? initializer, ElementType type)
    {
        LayerNumbers.Positive(count, layer);
        LayerNumbers.Positive(features, layer);
        if (padding is { } index && (index < 0 || index >= count))
            throw new ArgumentOutOfRangeException(nameof(padding), padding, $"{layer}: the padding index {index} is none of 0 to {count - 1}.");
        (this.layer, Padding) = (layer, padding);
        weight = new("weight", [count, features], initializer ?? Initializer.Normal(), type);
    }

    /// <summary>[count, features].</summary>
    public Parameter Weight => weight;

    /// <summary>The index that stands for nothing; null for none.</summary>
    public int? Padding { get; }

    /// <summary>The rows of indices, and where those indices stand for nothing, [..., 1]; null where none can.</summary>
    private protected (Node Rows, Node? Nothing) Look(Node x)
    {
        if (x.ElementType == ElementType.Bool)
            throw new ShapeException($"{layer}: the indices are bool; whole numbers are expected.");
        var indices = x.ElementType.IsFloatingPoint ? x.Cast(ElementType.Int32) : x;
        return (Parametrized(weight).Gather(indices), Padding is { } nothing ? Functions.Equal(indices, nothing).Unsqueeze(-1) : null);
    }
}
