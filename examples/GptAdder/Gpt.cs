using AutoGrad;

namespace GptAdderExample;

/// <summary>
/// A decoder alone, as in GPT-2: digits and where they stand become features, causal layers that normalise first work on them, and a linear layer
/// makes of every position the logits of the digit after it: [sums, positions] → [sums, positions, digits].
/// </summary>
internal sealed partial class Gpt : Layer
{
    private const double Rate = 0.1, Deviation = 0.02;
    private readonly Embedding tokens;
    private readonly LearnedPositionalEncoding positions;
    private readonly Dropout dropout = new(Rate);
    private readonly TransformerEncoder blocks;
    private readonly Linear head;

    /// <param name="vocabulary">How many different tokens there are.</param>
    /// <param name="length">How many positions a sequence has at most.</param>
    /// <param name="layers">How many layers.</param>
    /// <param name="heads">How many heads a layer has.</param>
    /// <param name="features">How many features a position has.</param>
    public Gpt(int vocabulary, int length, int layers, int heads, int features)
    {
        Initializer normal = Initializer.Normal(0, Deviation), last = Initializer.Normal(0, Deviation / Math.Sqrt(2 * layers));
        tokens = new(vocabulary, features, initializer: normal);
        positions = new(length, features, normal);
        blocks = new(
            layers,
            () => new(features, heads, 4 * features, Rate, Functions.GELU, normFirst: true, causal: true, initializer: normal, lastInitializer: last),
            new LayerNorm([features]));
        head = new(features, vocabulary, bias: false, normal);
    }

    /// <summary>The mean cross-entropy of the digits that count: those of the answer.</summary>
    public static Node Loss(Node logits, Node digits) =>
        Losses.CrossEntropy(logits.Reshape(-1, logits.Shape[^1]), digits.Cast(ElementType.Int32).Reshape(-1), ignoreIndex: Sums.Ignored);

    /// <summary>AdamW, which makes the matrices of linear layers smaller by themselves, and nothing else.</summary>
    public Optimizer Optimizer(double rate) => new AdamW(rate, beta2: 0.95, weightDecay: 0.1)
    {
        MaxGradientNorm = 1,
        Groups = [new(weight => weight.Shape.Rank < 2 || weight == tokens.Weight || weight == positions.Weight, new AdamW(rate, beta2: 0.95, weightDecay: 0))],
    };

    protected override Node Build(Node x) => head.Forward(blocks.Forward(dropout.Forward(positions.Forward(tokens.Forward(x)))));
}
