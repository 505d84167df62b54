using System.Text;
using AutoGrad;

namespace CharacterModelExample;

/// <summary>
/// Writes with a trained model: it is given one character at a time and keeps its states, so that it remembers all that it wrote, also further back than the
/// windows reach that it was trained on.
/// </summary>
internal sealed class Writer : IDisposable
{
    private readonly Node character = Node.Input("character", [1, 1], ElementType.Int32), hidden, cell;
    private readonly Node logits, nextHidden, nextCell;
    private readonly Executable executable;
    private readonly Characters characters;

    public Writer(CharacterNetwork network, Characters characters, int features)
    {
        this.characters = characters;
        (hidden, cell) = (Node.Input("hidden", [1, 1, features]), Node.Input("cell", [1, 1, features]));
        (logits, nextHidden, nextCell) = network.Read(character, hidden, cell);
        executable = Executable.Compile([logits, nextHidden, nextCell]);
    }

    /// <summary>The prompt and so many characters after it.</summary>
    public string Write(int[] prompt, int length, double temperature, int seed, CancellationToken cancellation)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        float[] scores = [];
        void Read(int number)
        {
            text.Append(characters[number]);
            executable.Feed(character, [number]);
            executable.Run();
            scores = executable.Fetch<float>(logits).ToArray();
            executable.Feed(hidden, executable.Fetch<float>(nextHidden));
            executable.Feed(cell, executable.Fetch<float>(nextCell));
        }

        float[] nothing = new float[hidden.Shape.Size];
        executable.Feed(hidden, nothing);
        executable.Feed(cell, nothing);
        foreach (int number in prompt)
            Read(number);
        for (int i = 0; i < length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Read(Drawn(scores, temperature, random));
        }
        return text.ToString();
    }

    public void Dispose() => executable.Dispose();

    /// <summary>A number drawn with the probabilities softmax(scores / temperature), at 0 the likeliest.</summary>
    private static int Drawn(float[] scores, double temperature, Random random)
    {
        float largest = scores.Max();
        if (temperature == 0)
            return Array.IndexOf(scores, largest);
        double[] weights = [.. scores.Select(score => Math.Exp((score - largest) / temperature))];
        double left = random.NextDouble() * weights.Sum();
        for (int number = 0; number < weights.Length; number++)
            if ((left -= weights[number]) < 0)
                return number;
        return Array.IndexOf(scores, largest);
    }
}
