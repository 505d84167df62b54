using AutoGrad;

namespace CharacterModelExample;

/// <summary>
/// A language model of characters: a learned vector for each, an LSTM that reads them in order, and a linear layer that turns each of its outputs into a
/// logit for every character that could come next.
/// </summary>
/// <param name="characters">The number of characters.</param>
/// <param name="hidden">The number of features of the states.</param>
internal sealed partial class CharacterNetwork(int characters, int hidden) : Layer
{
    private readonly Embedding embedding = new(characters, Math.Min(characters, 32));
    private readonly LSTM recurrence = new(Math.Min(characters, 32), hidden);
    private readonly Linear output = new(hidden, characters);

    /// <summary>The mean cross-entropy of the characters that come next, in nats.</summary>
    public static Node Loss(Node logits, Node next) => Losses.CrossEntropy(logits.Reshape(-1, logits.Shape[^1]), next.Cast(ElementType.Int32).Reshape(-1));

    /// <summary>The logits of what comes next, and the states that stand for all that was read.</summary>
    /// <param name="indices">[samples, steps].</param>
    /// <param name="hidden">The hidden states so far, [1, samples, hidden].</param>
    /// <param name="cell">The cell states so far, likewise.</param>
    /// <returns>[samples, steps, characters] and the states.</returns>
    public (Node Logits, Node Hidden, Node Cell) Read(Node indices, Node hidden, Node cell) => Within(() =>
    {
        var (sequence, nextHidden, nextCell) = recurrence.Unroll(embedding.Forward(indices), hidden, cell);
        return (output.Forward(sequence), nextHidden, nextCell);
    });

    protected override Node Build(Node x) => output.Forward(recurrence.Forward(embedding.Forward(x)));
}
