using AutoGrad;

namespace AdditionExample;

/// <summary>Questions such as "35+61" and their answers, as characters one by one.</summary>
/// <param name="digits">How many digits a number has at most.</param>
internal sealed class Sums(int digits)
{
    private const string Characters = "0123456789+ ";

    /// <summary>How many characters there are.</summary>
    public static int CharacterCount => Characters.Length;

    /// <summary>How many characters a question has.</summary>
    public int QuestionLength { get; } = 2 * digits + 1;

    /// <summary>How many characters an answer has.</summary>
    public int AnswerLength { get; } = digits + 1;

    /// <summary>
    /// All sums, nine tenths to learn from and the rest to be tested on. A sum and the one with its numbers exchanged are on the same side:
    /// what is tested was never seen either way.
    /// </summary>
    public (IReadOnlyList<(int A, int B)> Train, IReadOnlyList<(int A, int B)> Test) Split(int seed)
    {
        int limit = (int)Math.Pow(10, digits);
        var pairs = (from a in Enumerable.Range(0, limit) from b in Enumerable.Range(a, limit - a) select (A: a, B: b)).ToArray();
        new Random(seed).Shuffle(pairs);
        int trained = pairs.Length * 9 / 10;
        return (BothWays(pairs[..trained]), BothWays(pairs[trained..]));
    }

    /// <summary>The sums as samples: a one-hot row a character of the question, the number of each character of the answer.</summary>
    public Dataset ToDataset(IReadOnlyList<(int A, int B)> sums)
    {
        var features = new float[sums.Count * QuestionLength * CharacterCount];
        var targets = new float[sums.Count * AnswerLength];
        for (int i = 0; i < sums.Count; i++)
        {
            var (question, answer) = (Question(sums[i]), Answer(sums[i]));
            for (int at = 0; at < QuestionLength; at++)
                // Read from its end, the digits of the same weight come closer to one another (Sutskever et al. 2014).
                features[(i * QuestionLength + at) * CharacterCount + Characters.IndexOf(question[^(at + 1)])] = 1;
            for (int at = 0; at < AnswerLength; at++)
                targets[i * AnswerLength + at] = Characters.IndexOf(answer[at]);
        }
        return Dataset.Regression(features, [QuestionLength, CharacterCount], targets, [AnswerLength]);
    }

    /// <summary>"35+61", filled up with spaces.</summary>
    public string Question((int A, int B) sum) => $"{sum.A}+{sum.B}".PadRight(QuestionLength);

    /// <summary>"96", filled up with spaces.</summary>
    public string Answer((int A, int B) sum) => $"{sum.A + sum.B}".PadRight(AnswerLength);

    /// <summary>What the model wrote: of each position the likeliest character.</summary>
    /// <param name="logits">[answers, positions, characters].</param>
    public string[] Read(ReadOnlySpan<float> logits)
    {
        var answers = new string[logits.Length / (AnswerLength * CharacterCount)];
        var answer = new char[AnswerLength];
        for (int i = 0; i < answers.Length; i++)
        {
            for (int at = 0; at < AnswerLength; at++)
                answer[at] = Characters[System.Numerics.Tensors.TensorPrimitives.IndexOfMax(logits.Slice((i * AnswerLength + at) * CharacterCount, CharacterCount))];
            answers[i] = new(answer);
        }
        return answers;
    }

    private static (int A, int B)[] BothWays((int A, int B)[] pairs) => [.. pairs, .. pairs.Where(pair => pair.A != pair.B).Select(pair => (pair.B, pair.A))];
}
