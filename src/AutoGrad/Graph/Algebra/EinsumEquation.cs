namespace AutoGrad;

/// <summary>
/// The equation of an Einstein summation: a letter an axis, an ellipsis for axes without a name, <c>-&gt;</c> before the axes of the result.
/// </summary>
internal sealed class EinsumEquation
{
    private const int Ellipsis = '.';

    private readonly string text;
    private readonly string[] written;
    private readonly int[][] terms;
    private readonly int[]? output;

    /// <exception cref="ShapeException">The text is no equation.</exception>
    public EinsumEquation(string text)
    {
        this.text = text;
        string[] sides = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Split("->");
        if (sides.Length > 2)
            throw Error("has more than one '->'");
        written = sides[0].Split(',');
        terms = [.. written.Select(Labels)];
        output = sides.Length == 2 ? Labels(sides[1]) : null;
    }

    /// <summary>
    /// The labels of the operands' axes and of the result's. Letters are their own labels; what an ellipsis stands for is −1 for its last
    /// axis, −2 for the one before, and so on.
    /// </summary>
    /// <exception cref="ShapeException">The operands do not fit the equation.</exception>
    public (int[][] Terms, int[] Output) Resolve(IReadOnlyList<Node> operands)
    {
        if (operands.Count != terms.Length)
            throw Error($"names {terms.Length} operands, but {operands.Count} were given");
        int unnamed = 0;
        var resolved = new int[terms.Length][];
        for (int i = 0; i < terms.Length; i++)
        {
            int letters = terms[i].Count(label => label != Ellipsis), rest = operands[i].Shape.Rank - letters;
            bool isOpen = letters < terms[i].Length;
            if (rest < 0 || (rest > 0 && !isOpen))
                throw Error($"'{written[i]}' names {letters}{(isOpen ? " or more" : "")} axes, but operand {i + 1} is {operands[i].Shape}");
            resolved[i] = Expanded(terms[i], rest);
            unnamed = Math.Max(unnamed, isOpen ? rest : 0);
        }
        var result = output is null ? Implied(resolved, unnamed) : Expanded(output, unnamed);
        foreach (int label in result)
        {
            if (result.Count(other => other == label) > 1)
                throw Error($"names '{(char)label}' twice in the result; a diagonal is read, not written");
            if (label > 0 && !resolved.Any(term => term.Contains(label)))
                throw Error($"has '{(char)label}' in the result, which no operand has");
        }
        CheckExtents(operands, resolved);
        return (resolved, result);
    }

    private int[] Labels(string term)
    {
        var labels = new List<int>();
        for (int i = 0; i < term.Length; i++)
        {
            if (char.IsAsciiLetter(term[i]))
                labels.Add(term[i]);
            else if (!term.AsSpan(i).StartsWith("..."))
                throw Error($"has '{term[i]}', which is no label: an axis is a letter, and '...' those without a name");
            else if (labels.Contains(Ellipsis))
                throw Error($"has two ellipses in '{term}'");
            else
            {
                labels.Add(Ellipsis);
                i += 2;
            }
        }
        return [.. labels];
    }

    private static int[] Expanded(int[] term, int unnamed) =>
        [.. term.SelectMany(label => label == Ellipsis ? Enumerable.Range(-unnamed, unnamed) : [label])];

    // Without names first, then the labels that occur once, in the order of the alphabet.
    private static int[] Implied(int[][] terms, int unnamed) =>
    [
        .. Enumerable.Range(-unnamed, unnamed),
        .. terms.SelectMany(term => term).Where(label => label > 0).GroupBy(label => label).Where(group => group.Count() == 1).Select(group => group.Key).Order(),
    ];

    // Equal, or 1, which is repeated; on a diagonal equal.
    private void CheckExtents(IReadOnlyList<Node> operands, int[][] terms)
    {
        var seen = new Dictionary<int, (int Extent, int Operand)>();
        for (int i = 0; i < terms.Length; i++)
            for (int axis = 0; axis < terms[i].Length; axis++)
            {
                int label = terms[i][axis], extent = operands[i].Shape[axis], first = Array.IndexOf(terms[i], label);
                string name = label > 0 ? $"'{(char)label}'" : "an axis of '...'";
                if (operands[i].Shape[first] != extent)
                    throw Error($"takes the diagonal of axes {first} and {axis} of operand {i + 1}, {operands[i].Shape}, whose extents differ");
                if (seen.TryGetValue(label, out var other) && other.Extent != 1 && extent != 1 && other.Extent != extent)
                    throw Error($"{name} is {other.Extent} in operand {other.Operand + 1}, {operands[other.Operand].Shape}, and {extent} in operand {i + 1}, {operands[i].Shape}");
                if (!seen.ContainsKey(label) || other.Extent == 1)
                    seen[label] = (extent, i);
            }
    }

    private ShapeException Error(string reason) => new($"Einsum: '{text}' {reason}.");
}
