using Microsoft.CodeAnalysis;

namespace AutoGrad.Generators;

/// <summary>Source as it is quoted in messages.</summary>
internal static class SourceText
{
    private const int Longest = 60;

    /// <summary>The node's own text on one line, cut where it is long.</summary>
    public static string Of(SyntaxNode node)
    {
        string text = string.Join(" ", node.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Longest ? text : text.Substring(0, Longest - 1) + "…";
    }
}
