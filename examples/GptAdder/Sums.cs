using System.Numerics.Tensors;
using AutoGrad;

namespace GptAdderExample;

/// <summary>Sums as sequences of digits: 85 + 50 = 135 is 8550531, the answer from its end, as one adds by hand.</summary>
/// <param name="digits">How many digits a number has.</param>
internal sealed class Sums(int digits)
{
    /// <summary>How many different digits there are.</summary>
    public const int Vocabulary = 10;

    /// <summary>What stands for a digit that is not to be learned.</summary>
    public const int Ignored = -1;

    private readonly int limit = (int)Math.Pow(10, digits);

    /// <summary>How many digits are read: all but the last one, which is only written.</summary>
    public int Length { get; } = 3 * digits;

    private int QuestionLength => 2 * digits;

    private int AnswerLength => digits + 1;

    /// <summary>
    /// All sums: nine tenths to learn from, and one tenth to be tested on. A sum and the one with its numbers exchanged are on the same side: what is tested
    /// was never seen either way.
    /// </summary>
    public (IReadOnlyList<(int A, int B)> Train, IReadOnlyList<(int A, int B)> Test) Split(int seed)
    {
        var pairs = (from a in Enumerable.Range(0, limit) from b in Enumerable.Range(a, limit - a) select (A: a, B: b)).ToArray();
        new Random(seed).Shuffle(pairs);
        List<(int A, int B)> train = [], test = [];
        foreach (var (a, b) in pairs)
        {
            (int A, int B)[] both = a == b ? [(a, a)] : [(a, b), (b, a)];
            (test.Count + both.Length <= limit * limit / 10 ? test : train).AddRange(both);
        }
        return (train, test);
    }

    /// <summary>The sums as samples: the digits, and at every position the next one, or that it is ignored where it belongs to the question.</summary>
    public Dataset ToDataset(IReadOnlyList<(int A, int B)> sums)
    {
        var read = new float[sums.Count * Length];
        var next = new float[sums.Count * Length];
        for (int i = 0; i < sums.Count; i++)
        {
            var sequence = Sequence(sums[i]);
            for (int at = 0; at < Length; at++)
            {
                read[i * Length + at] = sequence[at];
                next[i * Length + at] = at + 1 < QuestionLength ? Ignored : sequence[at + 1];
            }
        }
        return Dataset.Regression(read, [Length], next, [Length]);
    }

    /// <summary>What the model answers, digit by digit: of each position the likeliest one, which is then read to find the next.</summary>
    public int[] Answers(Layer model, IReadOnlyList<(int A, int B)> sums)
    {
        var read = new float[sums.Count * Length];
        for (int i = 0; i < sums.Count; i++)
        {
            var sequence = Sequence(sums[i]);
            for (int at = 0; at < QuestionLength; at++)
                read[i * Length + at] = sequence[at];
        }
        var answers = new int[sums.Count];
        for (int place = 0, weight = 1; place < AnswerLength; place++, weight *= 10)
        {
            // What is not yet written stands behind what is looked at: no position sees it.
            int at = QuestionLength - 1 + place;
            float[] logits = model.Predict(read, [Length]);
            for (int i = 0; i < answers.Length; i++)
            {
                int digit = TensorPrimitives.IndexOfMax<float>(logits.AsSpan((i * Length + at) * Vocabulary, Vocabulary));
                answers[i] += digit * weight;
                if (at + 1 < Length)
                    read[i * Length + at + 1] = digit;
            }
        }
        return answers;
    }

    private int[] Sequence((int A, int B) sum) => [.. Digits(sum.A, digits).Reverse(), .. Digits(sum.B, digits).Reverse(), .. Digits(sum.A + sum.B, AnswerLength)];

    /// <summary>The digits from the last one on.</summary>
    private static int[] Digits(int number, int count)
    {
        var found = new int[count];
        for (int i = 0; i < count; i++, number /= 10)
            found[i] = number % 10;
        return found;
    }
}
