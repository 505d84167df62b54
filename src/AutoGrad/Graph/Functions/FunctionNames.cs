using System.Text;

namespace AutoGrad;

/// <summary>The names of functions in the text of graphs: lower case, words apart.</summary>
internal static class FunctionNames
{
    /// <summary><c>LeakyReLU</c> is <c>leaky_relu</c>, <c>SiLU</c> <c>silu</c>, <c>SmoothL1</c> <c>smooth_l1</c>: a word begins where a capital comes before a small letter, or after one and before a digit.</summary>
    public static string ToText(string method)
    {
        var text = new StringBuilder();
        for (int i = 0; i < method.Length; i++)
        {
            bool beginsWord = char.IsUpper(method[i]) && i > 0 && i + 1 < method.Length
                && (char.IsLower(method[i + 1]) || (char.IsLower(method[i - 1]) && char.IsDigit(method[i + 1])));
            if (beginsWord)
                text.Append('_');
            text.Append(char.ToLowerInvariant(method[i]));
        }
        return text.ToString();
    }
}
