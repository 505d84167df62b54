using static AutoGrad.Functions;

namespace AutoGrad;

/// <summary>
/// The sum, mean or maximum of the learned rows of a bag of things: indices [samples, length] → [samples, features]. Bags of different lengths are filled up
/// with the padding index, which does not count; of a bag that has nothing else the result is 0. First values from N(0, 1), as in PyTorch.
/// </summary>
/// <param name="count">How many things there are: indices are 0 … count − 1.</param>
/// <param name="features">How many numbers stand for one.</param>
/// <param name="mode">What is made of the rows of a bag.</param>
/// <param name="padding">An index that stands for nothing.</param>
/// <param name="initializer">How the rows are drawn; N(0, 1) by default.</param>
/// <param name="type">float32 or float64.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is not positive, or there is no such index.</exception>
public sealed partial class EmbeddingBag(
    int count, int features, BagMode mode = BagMode.Mean, int? padding = null, Initializer? initializer = null, ElementType type = ElementType.Float32)
    : EmbeddingLayer(nameof(EmbeddingBag), count, features, padding, initializer, type)
{
    /// <summary>What is made of the rows of a bag.</summary>
    public BagMode Mode { get; } = mode;

    /// <summary>The sum of the rows of each bag, each row times a weight.</summary>
    /// <param name="indices">[samples, length].</param>
    /// <param name="weights">[samples, length], of the layer's type.</param>
    /// <returns>[samples, features].</returns>
    /// <exception cref="InvalidOperationException">The layer makes no sum.</exception>
    /// <exception cref="ShapeException">Shapes or types do not fit.</exception>
    public Node Forward(Node indices, Node weights)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(weights);
        return Within(() => Mode != BagMode.Sum
            ? throw new InvalidOperationException($"EmbeddingBag: weights are for sums; this layer makes the {Mode}. Give it BagMode.Sum.")
            : weights.Shape == indices.Shape
                ? Joined(indices, weights)
                : throw new ShapeException($"EmbeddingBag: the weights have the shape {weights.Shape} and the indices {indices.Shape}; each index has one weight."));
    }

    /// <inheritdoc/>
    /// <remarks>Numbers of a floating-point type, as a <see cref="Dataset"/> has them, are taken as indices: their fractions are cut off.</remarks>
    protected override Node Build(Node x) => Joined(x, null);

    private Node Joined(Node x, Node? weights)
    {
        if (x.Shape.Rank != 2 || x.Shape[1] == 0)
            throw new ShapeException($"EmbeddingBag: the indices have the shape {x.Shape}; [samples, length] is expected, with at least one index a sample.");
        var (rows, nothing) = Look(x);
        if (weights is not null)
            rows *= weights.Unsqueeze(-1);
        if (nothing is null)
            return Mode switch { BagMode.Sum => rows.Sum(1), BagMode.Mean => rows.Mean(1), _ => rows.Max(1) };
        var counted = (~nothing).Cast(rows.ElementType).Sum(1);
        return Mode switch
        {
            BagMode.Sum => Where(nothing, 0, rows).Sum(1),
            BagMode.Mean => Where(nothing, 0, rows).Sum(1) / Max(counted, 1),
            _ => Where(counted > 0, Where(nothing, double.NegativeInfinity, rows).Max(1), 0),
        };
    }
}
