using System.Globalization;
using System.Text;

namespace AutoGrad.Symbolics;

/// <summary>
/// Expressions as text: infix operators, calls, and a name for each sub-expression that occurs more than once. What it writes,
/// <see cref="FormulaReader"/> reads back as the same expression.
/// </summary>
internal static class FormulaWriter
{
    private const int Tightest = int.MaxValue;

    // Far from what a reader takes, and from what a person does.
    private const int DeepestNesting = 100;

    public static string Write(Expression expression)
    {
        var ordered = Walk.Ordered(expression);
        var names = new Dictionary<Expression, string>();
        var taken = new HashSet<string>(ordered.OfType<Variable>().Select(variable => variable.Name));
        var text = new StringBuilder();
        foreach (var shared in Shared(ordered))
        {
            string name = Unused(taken, names.Count);
            text.Append(name).Append(" = ").Append(Write(shared, names)).Append("; ");
            names.Add(shared, name);
        }
        return text.Append(Write(expression, names)).ToString();
    }

    /// <summary>The shortest text that reads back as the same double, in the invariant culture.</summary>
    public static string Write(double value) => value switch
    {
        double.PositiveInfinity => "infinity",
        double.NegativeInfinity => "-infinity",
        _ when double.IsNaN(value) => "nan",
        _ when value == 0 && 1 / value < 0 => "-0",
        _ => Shortest(value),
    };

    /// <summary>Calls that get a name, in the order in which they can be computed: an argument more than once, or nested too deeply.</summary>
    internal static IEnumerable<Expression> Shared(IReadOnlyList<Expression> ordered)
    {
        var uses = new Dictionary<Expression, int>();
        foreach (var argument in ordered.SelectMany(node => node.Arguments))
            uses[argument] = uses.TryGetValue(argument, out int count) ? count + 1 : 1;
        var depths = new Dictionary<Expression, int>();
        foreach (var node in ordered)
        {
            if (node.Arguments.Count == 0)
                continue;
            int depth = 1 + node.Arguments.Max(argument => depths.TryGetValue(argument, out int below) ? below : 0);
            bool isArgument = uses.TryGetValue(node, out int count);
            bool isNamed = count > 1 || (isArgument && depth >= DeepestNesting);
            depths[node] = isNamed ? 0 : depth;
            if (isNamed)
                yield return node;
        }
    }

    private static string Unused(HashSet<string> taken, int number)
    {
        string name = $"t{number + 1}";
        while (!taken.Add(name))
            name = "_" + name;
        return name;
    }

    private static string Write(Expression root, Dictionary<Expression, string> names)
    {
        var texts = new Dictionary<Expression, (string Text, int Precedence)>();
        foreach (var node in Walk.Ordered(root, stopAt: node => node != root && names.ContainsKey(node)))
            texts[node] = node switch
            {
                _ when node != root && names.TryGetValue(node, out string? name) => (name, Tightest),
                Constant constant => (Write(constant.Value), constant.Value < 0 || 1 / constant.Value < 0 ? Primitives.Negate.Precedence : Tightest),
                Variable variable => (variable.Name, Tightest),
                Call call => Write(call, [.. call.Arguments.Select(argument => texts[argument])]),
                _ => throw new InvalidOperationException($"Unknown expression {node.GetType()}."),
            };
        return texts[root].Text;
    }

    private static (string Text, int Precedence) Write(Call call, (string Text, int Precedence)[] arguments)
    {
        var primitive = call.Primitive;
        if (primitive == Primitives.Pick)
            return ($"{Within(arguments[0], Tightest)}[{arguments[1].Text}]", Tightest);
        if (primitive.Infix is { } infix && primitive.Arity == 1)
            return (infix + Within(arguments[0], primitive.Precedence + 1), primitive.Precedence);
        if (primitive.Infix is { } between)
            return ($"{Within(arguments[0], primitive.Precedence)} {between} {Within(arguments[1], primitive.Precedence + 1)}", primitive.Precedence);
        return ($"{primitive.Name}({string.Join(", ", arguments.Select(argument => argument.Text))})", Tightest);
    }

    private static string Within((string Text, int Precedence) part, int atLeast) => part.Precedence >= atLeast ? part.Text : $"({part.Text})";

    private static string Shortest(double value)
    {
        string text = value.ToString("G15", CultureInfo.InvariantCulture);
        if (double.Parse(text, CultureInfo.InvariantCulture) != value)
            text = value.ToString("G16", CultureInfo.InvariantCulture);
        if (double.Parse(text, CultureInfo.InvariantCulture) != value)
            text = value.ToString("G17", CultureInfo.InvariantCulture);
        return text;
    }
}
