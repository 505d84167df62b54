using AutoGrad;

namespace AdditionExample;

/// <summary>
/// A sequence to a sequence: one LSTM reads the question, its last output is the input of another one at every position of the answer, and a
/// linear layer turns what that gives into a logit a character.
/// </summary>
/// <param name="characters">The number of characters.</param>
/// <param name="hidden">The number of features of the states.</param>
/// <param name="answerLength">The number of positions of an answer.</param>
internal sealed partial class Adder(int characters, int hidden, int answerLength) : Layer
{
    private readonly LSTM encoder = new(characters, hidden, lastOnly: true), decoder = new(hidden, hidden);
    private readonly Linear output = new(hidden, characters);

    /// <summary>The mean cross-entropy of the characters.</summary>
    public static Node Loss(Node logits, Node characters) =>
        Losses.CrossEntropy(logits.Reshape(-1, logits.Shape[^1]), characters.Cast(ElementType.Int32).Reshape(-1));

    protected override Node Build(Node x)
    {
        var read = encoder.Forward(x);
        var repeated = read.Reshape(read.Shape[0], 1, hidden).BroadcastTo([read.Shape[0], answerLength, hidden]);
        return output.Forward(decoder.Forward(repeated));
    }
}
