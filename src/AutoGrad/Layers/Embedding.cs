using static AutoGrad.Functions;

namespace AutoGrad;

/// <summary>A learned row of numbers for each of a number of things: indices [...] → [..., features]. First values from N(0, 1), as in PyTorch.</summary>
public sealed partial class Embedding : Layer
{
    private readonly Parameter weight;
    private readonly int? padding;

    /// <summary>The layer.</summary>
    /// <param name="count">How many things there are: indices are 0 … count − 1.</param>
    /// <param name="features">How many numbers stand for one.</param>
    /// <param name="padding">An index that stands for nothing: its row is zeros and is not learned.</param>
    /// <param name="initializer">How the rows are drawn; N(0, 1) by default.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive, or there is no such index.</exception>
    public Embedding(int count, int features, int? padding = null, Initializer? initializer = null, ElementType type = ElementType.Float32)
    {
        LayerNumbers.Positive(count, nameof(Embedding));
        LayerNumbers.Positive(features, nameof(Embedding));
        if (padding is { } index && (index < 0 || index >= count))
            throw new ArgumentOutOfRangeException(nameof(padding), padding, $"Embedding: the padding index {index} is none of 0 to {count - 1}.");
        this.padding = padding;
        weight = new("weight", [count, features], initializer ?? Initializer.Normal(), type);
    }

    /// <summary>[count, features].</summary>
    public Parameter Weight => weight;

    /// <inheritdoc/>
    /// <remarks>Numbers of a floating-point type, as a <see cref="Dataset"/> has them, are taken as indices: their fractions are cut off.</remarks>
    protected override Node Build(Node x)
    {
        if (x.ElementType == ElementType.Bool)
            throw new ShapeException("Embedding: the indices are bool; whole numbers are expected.");
        var indices = x.ElementType.IsFloatingPoint ? x.Cast(ElementType.Int32) : x;
        var rows = weight.Gather(indices);
        return padding is { } nothing ? Where(Equal(indices, nothing).Unsqueeze(-1), 0, rows) : rows;
    }
}
