using System.Globalization;
using System.Text.RegularExpressions;

namespace AutoGrad.Symbolics;

/// <summary>Expressions as LaTeX mathematics. Shared sub-expressions are written out wherever they occur.</summary>
internal static class LatexWriter
{
    private static readonly HashSet<string> Greek =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma",
        "tau", "upsilon", "phi", "chi", "psi", "omega",
    ];

    public static string Write(Expression expression)
    {
        var texts = new Dictionary<Expression, (string Text, int Precedence)>();
        foreach (var node in Walk.Ordered(expression))
            texts[node] = node switch
            {
                Constant constant => (Write(constant.Value), constant.Value < 0 ? Primitives.Negate.Precedence : int.MaxValue),
                Variable variable => (Write(variable.Name), int.MaxValue),
                Call call => (Write(call, texts), call.Primitive.Precedence),
                _ => throw new InvalidOperationException($"Unknown expression {node.GetType()}."),
            };
        return texts[expression].Text;
    }

    private static string Write(Call call, Dictionary<Expression, (string Text, int Precedence)> texts)
    {
        var primitive = call.Primitive;
        var arguments = new object[call.Arguments.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            var (text, precedence) = texts[call[i]];
            // Fractions, roots and brackets delimit what stands in them; powers and infix operators do not.
            bool isBase = i == 0 && (primitive == Primitives.Square || primitive == Primitives.Pow || primitive == Primitives.Pick);
            bool isPower = call[i].Is(Primitives.Square) || call[i].Is(Primitives.Pow) || call[i].Is(Primitives.Exp);
            bool isOperand = primitive.Infix is not null && primitive != Primitives.Divide;
            bool isSummand = primitive == Primitives.Sum || primitive == Primitives.RowMax || primitive == Primitives.RowMin;
            bool bracket = isBase ? precedence != int.MaxValue || isPower || call[i].Is(Primitives.Reciprocal)
                : isOperand ? precedence < primitive.Precedence + (i == 1 || primitive.Arity == 1 ? 1 : 0) && !call[i].Is(Primitives.Divide)
                : isSummand && precedence < Primitives.Multiply.Precedence;
            arguments[i] = bracket ? $@"\left({text}\right)" : text;
        }
        return string.Format(CultureInfo.InvariantCulture, primitive.Latex, arguments);
    }

    private static string Write(double value)
    {
        if (double.IsInfinity(value))
            return value > 0 ? @"\infty" : @"-\infty";
        if (double.IsNaN(value))
            return @"\mathrm{NaN}";
        var scientific = Regex.Match(FormulaWriter.Write(value), @"^(.*)E([+-]?\d+)$");
        return scientific.Success
            ? $@"{scientific.Groups[1].Value} \cdot 10^{{{int.Parse(scientific.Groups[2].Value, CultureInfo.InvariantCulture)}}}"
            : FormulaWriter.Write(value);
    }

    private static string Write(string name) => Greek.Contains(name) ? @"\" + name : name.Length == 1 ? name : $@"\mathit{{{name.Replace("_", @"\_")}}}";
}
