using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace AutoGrad.Conformance;

/// <summary>The inputs of a case by name, which remember which of them a function has asked for.</summary>
internal sealed class CaseInputs(IReadOnlyDictionary<string, Node> inputs) : IReadOnlyDictionary<string, Node>
{
    private readonly HashSet<string> read = [];

    /// <summary>The names that nobody asked for: the case means something that is not computed here.</summary>
    public IEnumerable<string> Unread => inputs.Keys.Except(read);

    public int Count => inputs.Count;

    public IEnumerable<string> Keys => inputs.Keys;

    public IEnumerable<Node> Values => Keys.Select(name => this[name]);

    public Node this[string name] => TryGetValue(name, out var input) ? input : throw new KeyNotFoundException($"The input '{name}' is missing.");

    public bool ContainsKey(string name) => inputs.ContainsKey(name);

    public bool TryGetValue(string name, [MaybeNullWhen(false)] out Node input)
    {
        read.Add(name);
        return inputs.TryGetValue(name, out input);
    }

    public IEnumerator<KeyValuePair<string, Node>> GetEnumerator() => inputs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
