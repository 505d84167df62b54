using static AutoGrad.Functions;

namespace AutoGrad;

/// <summary>A learned row of numbers for each of a number of things: indices [...] → [..., features]. First values from N(0, 1), as in PyTorch.</summary>
/// <param name="count">How many things there are: indices are 0 … count − 1.</param>
/// <param name="features">How many numbers stand for one.</param>
/// <param name="padding">An index that stands for nothing: its row is zeros and is not learned.</param>
/// <param name="initializer">How the rows are drawn; N(0, 1) by default.</param>
/// <param name="type">float32 or float64.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is not positive, or there is no such index.</exception>
public sealed partial class Embedding(int count, int features, int? padding = null, Initializer? initializer = null, ElementType type = ElementType.Float32)
    : EmbeddingLayer(nameof(Embedding), count, features, padding, initializer, type)
{
    /// <inheritdoc/>
    /// <remarks>Numbers of a floating-point type, as a <see cref="Dataset"/> has them, are taken as indices: their fractions are cut off.</remarks>
    protected override Node Build(Node x)
    {
        var (rows, nothing) = Look(x);
        return nothing is null ? rows : Where(nothing, 0, rows);
    }
}
