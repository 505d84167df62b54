using System.Globalization;
using System.Text.RegularExpressions;

namespace AutoGrad.Symbolics;

/// <summary>Reads what <see cref="FormulaWriter"/> and <see cref="Formula.ToText"/> write: a recursive-descent parser over the primitives' own names.</summary>
internal sealed class FormulaReader
{
    internal static readonly Dictionary<VariableKind, string> KindNames = new()
    {
        [VariableKind.Row] = "row", [VariableKind.Truth] = "truth", [VariableKind.Label] = "label",
    };

    private const int DeepestNesting = 500;

    private static readonly Regex Token = new(
        @"\G\s*(?:(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[\p{L}_@][\p{L}\p{Nd}_]*)|(?<symbol>=>|<=|>=|==|!=|[-+*/<>()\[\],;=]))",
        RegexOptions.CultureInvariant);

    private static readonly Dictionary<string, Primitive> Infix =
        Primitives.All.Where(p => p.Infix is not null && p.Arity == 2).ToDictionary(p => p.Infix!);

    private readonly Dictionary<string, Expression> names = [];
    private readonly List<(string Kind, string Text, int Position)> tokens = [];
    private readonly string text;
    private int next;
    private int depth;

    public FormulaReader(string text)
    {
        this.text = text;
        int position = 0;
        int end = text.TrimEnd().Length;
        while (position < end)
        {
            var match = Token.Match(text, position);
            if (!match.Success)
                throw ErrorAt($"'{text.Substring(position).TrimStart()[0]}' has no meaning in a formula", position);
            string kind = match.Groups["number"].Success ? "number" : match.Groups["name"].Success ? "name" : "symbol";
            tokens.Add((kind, match.Groups[kind].Value, match.Groups[kind].Index));
            position = match.Index + match.Length;
        }
    }

    /// <summary>A formula with its parameters.</summary>
    public Formula ReadFormula()
    {
        var parameters = new List<FormulaParameter>();
        Expect("(");
        while (!Accept(")"))
        {
            if (parameters.Count > 0)
                Expect(",");
            parameters.Add(ReadParameter());
        }
        Expect("=>");
        var body = ReadStatements();
        return new(parameters, body);
    }

    private FormulaParameter ReadParameter()
    {
        string name = ReadName();
        var kind = VariableKind.Number;
        foreach (var pair in KindNames)
            if (pair.Value == name && next < tokens.Count && tokens[next].Kind == "name")
                (kind, name) = (pair.Key, ReadName());
        if (names.ContainsKey(name))
            throw Error($"the parameter '{name}' is declared twice");

        var variable = Expression.Variable(name, kind);
        names.Add(name, variable);
        if (!Accept("="))
            return new(variable, null);
        return Simplification.Simplify(ReadExpression(0)) is Constant constant
            ? new(variable, constant.Value)
            : throw Error($"the default of '{name}' is not a number");
    }

    private Expression ReadStatements()
    {
        while (next + 1 < tokens.Count && tokens[next].Kind == "name" && tokens[next + 1].Text == "=")
        {
            string name = ReadName();
            Expect("=");
            names[name] = ReadExpression(0);
            Expect(";");
        }
        var result = ReadExpression(0);
        return next == tokens.Count ? result : throw Error($"'{tokens[next].Text}' was not expected");
    }

    private Expression ReadExpression(int atLeast)
    {
        if (++depth > DeepestNesting)
            throw Error($"more than {DeepestNesting} levels of nesting");
        var left = ReadOperand();
        while (next < tokens.Count && Infix.TryGetValue(tokens[next].Text, out var primitive) && primitive.Precedence >= atLeast)
        {
            next++;
            left = Expression.Apply(primitive, left, ReadExpression(primitive.Precedence + 1));
        }
        depth--;
        return left;
    }

    private Expression ReadOperand()
    {
        if (Accept("-"))
        {
            // A minus before a number belongs to it, so that negative constants read back as constants.
            if (next < tokens.Count && (tokens[next].Kind == "number" || tokens[next].Text == "infinity"))
                return -((Constant)ReadOperand()).Value;
            return -ReadExpression(Primitives.Negate.Precedence + 1);
        }

        Expression operand;
        if (Accept("("))
        {
            operand = ReadExpression(0);
            Expect(")");
        }
        else if (next < tokens.Count && tokens[next].Kind == "number")
            operand = double.Parse(tokens[next++].Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        else
            operand = ReadNamed(ReadName());

        while (Accept("["))
        {
            operand = Expression.Apply(Primitives.Pick, operand, ReadExpression(0));
            Expect("]");
        }
        return operand;
    }

    private Expression ReadNamed(string name)
    {
        if (!Accept("("))
            return names.TryGetValue(name, out var known) ? known : name switch
            {
                "infinity" => double.PositiveInfinity,
                "nan" => double.NaN,
                _ => throw Error($"'{name}' is neither a parameter nor a name given before", next - 1),
            };

        int position = next;
        var arguments = new List<Expression>();
        while (!Accept(")"))
        {
            if (arguments.Count > 0)
                Expect(",");
            arguments.Add(ReadExpression(0));
        }
        return Primitives.Find(name, arguments.Count) is { } primitive
            ? Expression.Apply(primitive, [.. arguments])
            : throw Error($"there is no function '{name}' of {arguments.Count} arguments", position - 2);
    }

    private string ReadName() =>
        next < tokens.Count && tokens[next].Kind == "name" ? tokens[next++].Text : throw Error("a name or a number was expected");

    private bool Accept(string symbol)
    {
        if (next >= tokens.Count || tokens[next].Kind != "symbol" || tokens[next].Text != symbol)
            return false;
        next++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Accept(symbol))
            throw Error($"'{symbol}' was expected");
    }

    private FormatException Error(string reason) => Error(reason, next);

    private FormatException Error(string reason, int token) =>
        ErrorAt(reason, token < tokens.Count ? tokens[token].Position : text.Length);

    private FormatException ErrorAt(string reason, int position) =>
        new($"The formula '{text}' cannot be read: {reason} (at character {position + 1}).");
}
