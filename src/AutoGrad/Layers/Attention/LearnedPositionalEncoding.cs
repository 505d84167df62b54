namespace AutoGrad;

/// <summary>Adds to every position of a sequence numbers that are learned, a row for each position: […, positions, features] in and out.</summary>
public sealed partial class LearnedPositionalEncoding : Layer
{
    private readonly Parameter weight;

    /// <summary>The layer.</summary>
    /// <param name="positions">How long a sequence may be.</param>
    /// <param name="features">How many features a position has.</param>
    /// <param name="initializer">How the rows are drawn; N(0, 0.02) by default, as in BERT and GPT-2.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public LearnedPositionalEncoding(int positions, int features, Initializer? initializer = null, ElementType type = ElementType.Float32)
    {
        Shape shape = [LayerNumbers.Positive(positions, nameof(LearnedPositionalEncoding)), LayerNumbers.Positive(features, nameof(LearnedPositionalEncoding))];
        weight = new("weight", shape, initializer ?? Initializer.Normal(0, 0.02), type);
    }

    /// <summary>[positions, features].</summary>
    public Parameter Weight => weight;

    /// <inheritdoc/>
    protected override Node Build(Node x)
    {
        var (longest, features) = (weight.Shape[0], weight.Shape[1]);
        if (x.Shape.Rank < 2 || x.Shape[^1] != features)
            throw new ShapeException($"LearnedPositionalEncoding: the input has the shape {x.Shape}; […, positions, {features}] is expected.");
        int positions = x.Shape[^2];
        if (positions > longest)
            throw new ShapeException($"LearnedPositionalEncoding: a sequence of {positions} positions is too long for the {longest} that are learned: give the layer more, or the sequence in parts.");
        return x + weight[..positions];
    }
}
