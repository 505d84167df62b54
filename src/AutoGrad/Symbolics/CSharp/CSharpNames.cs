using System.Globalization;

namespace AutoGrad.Symbolics;

/// <summary>The names of one piece of C#: readable ones, taken from the mathematics, and none twice.</summary>
internal sealed class CSharpNames
{
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while",
    ];

    private readonly HashSet<string> taken;

    /// <param name="taken">Names that stand for something else already.</param>
    public CSharpNames(params IEnumerable<string> taken) => this.taken = [.. taken];

    /// <summary>The name as an identifier: keywords get their @.</summary>
    public static string Identifier(string name) => Keywords.Contains(name) ? "@" + name : name;

    /// <summary>The wanted name, with a number behind it if it is taken. It is an identifier, and taken from now on.</summary>
    public string Unique(string wanted)
    {
        string name = wanted;
        for (int number = 2; !taken.Add(name); number++)
            name = wanted + number.ToString(CultureInfo.InvariantCulture);
        return Identifier(name);
    }

    /// <summary>A name for the value of a call: what it is called in mathematics, or a letter and a number.</summary>
    public string For(Expression expression, string letter = "t") =>
        Mathematical(expression) is { } name ? Unique(name) : Numbered(letter);

    private static string? Mathematical(Expression expression) => expression switch
    {
        Call { IsTruth: true } => "condition",
        Call call when call.Is(Primitives.Pick) => "picked",
        Call { Primitive: { Infix: null } primitive } when primitive != Primitives.Selection => char.ToLowerInvariant(primitive.Method[0]) + primitive.Method.Substring(1),
        _ => null,
    };

    private string Numbered(string letter)
    {
        int number = 1;
        while (!taken.Add(letter + number.ToString(CultureInfo.InvariantCulture)))
            number++;
        return letter + number.ToString(CultureInfo.InvariantCulture);
    }
}
