using System.Text;
using AutoGrad;

namespace CharacterModelExample;

/// <summary>The text that is learned from: its first nine tenths to train on, the rest to see how well what was never read is foretold.</summary>
internal sealed class LearnedText
{
    private readonly int[] numbers;
    private readonly int window;

    private LearnedText(string text, int window, string name)
    {
        Characters = new(text);
        First = text.Length == 0 ? "" : text.EnumerateRunes().First().ToString();
        numbers = Characters.NumbersOf(text, name);
        this.window = window;
        // A window and the character after it have to fit into the tenth.
        int least = 10 * (window + 1);
        if (numbers.Length < least)
            throw new ArgumentException($"{name}: {numbers.Length} characters are too few; windows of {window} need at least {least}. A smaller --window takes a shorter text.");
    }

    public Characters Characters { get; }

    /// <summary>The first character.</summary>
    public string First { get; }

    /// <summary>How many characters there are.</summary>
    public int Length => numbers.Length;

    /// <summary>The text of a file, or the one that comes with the example.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">The file is not UTF-8.</exception>
    /// <exception cref="ArgumentException">The text is too short.</exception>
    public static LearnedText Load(string? file, int window)
    {
        if (file is not null)
            return new(Decode(File.Exists(file) ? File.ReadAllBytes(file) : throw new FileNotFoundException($"--text: there is no file '{file}'."), file), window, file);
        using var reader = new StreamReader(typeof(LearnedText).Assembly.GetManifestResourceStream("almanac.txt")!, Encoding.UTF8);
        return new(reader.ReadToEnd(), window, "almanac.txt");
    }

    /// <summary>
    /// Windows of characters, and for each of their positions the character after it. Training windows begin every half a window, so that what stands at the
    /// beginning of one, where the model knows nothing of what was before, stands in the middle of another.
    /// </summary>
    public (Dataset Train, Dataset Test) Split()
    {
        int trained = numbers.Length * 9 / 10;
        return (Windows(numbers.AsSpan(0, trained), Math.Max(1, window / 2)), Windows(numbers.AsSpan(trained), window));
    }

    private Dataset Windows(ReadOnlySpan<int> text, int distance)
    {
        var (features, targets) = (new List<float>(), new List<float>());
        for (int first = 0; first + window < text.Length; first += distance)
            for (int at = first; at < first + window; at++)
            {
                features.Add(text[at]);
                targets.Add(text[at + 1]);
            }
        return Dataset.Regression([.. features], [window], [.. targets], [window]);
    }

    private static string Decode(byte[] bytes, string file)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"{file}: the byte {error.BytesUnknown?[0]:X2} at position {error.Index} is no UTF-8; save the text in that encoding.");
        }
    }
}
