using System.Text;

namespace CharacterModelExample;

/// <summary>The characters of a text by number: Unicode scalar values, in their order, so that one beyond the basic plane is one character, too.</summary>
internal sealed class Characters
{
    private readonly Rune[] characters;
    private readonly Dictionary<Rune, int> numbers;

    public Characters(string text)
    {
        characters = [.. text.EnumerateRunes().Distinct().Order()];
        numbers = characters.Select((character, number) => (character, number)).ToDictionary(pair => pair.character, pair => pair.number);
    }

    /// <summary>How many there are.</summary>
    public int Count => characters.Length;

    /// <summary>The character of a number.</summary>
    public Rune this[int number] => characters[number];

    /// <summary>The numbers of a text's characters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">How an error calls it.</param>
    /// <exception cref="ArgumentException">A character has no number.</exception>
    public int[] NumbersOf(string text, string what) =>
    [
        .. text.EnumerateRunes().Select(character => numbers.TryGetValue(character, out int number)
            ? number
            : throw new ArgumentException($"{what}: the text has no '{character}' (U+{character.Value:X4}), so the model knows nothing of it.")),
    ];
}
