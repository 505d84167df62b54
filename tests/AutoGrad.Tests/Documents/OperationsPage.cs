using System.CodeDom.Compiler;
using System.Globalization;
using System.Reflection;
using System.Text;
using AutoGrad.Symbolics;

namespace AutoGrad.Tests;

/// <summary>docs/operations.md, written from the records of the primitives, the rules of the operations and the public members.</summary>
internal static class OperationsPage
{
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["add"] = "Addition", ["subtract"] = "Subtraction", ["multiply"] = "Multiply", ["divide"] = "Division", ["negate"] = "UnaryNegation", ["less"] = "LessThan",
        ["less_or_equal"] = "LessThanOrEqual", ["greater"] = "GreaterThan", ["greater_or_equal"] = "GreaterThanOrEqual", ["and"] = "BitwiseAnd", ["or"] = "BitwiseOr", ["not"] = "OnesComplement",
    };

    // How these primitives are called in C#, where not by their own name.
    private static readonly Dictionary<string, string> Calls = new()
    {
        ["and"] = "a & b", ["or"] = "a | b", ["not"] = "~a", ["equal"] = "Equal(a, b)", ["not_equal"] = "NotEqual(a, b)", ["select"] = "Where(c, a, b)", ["stop_gradient"] = "x.StopGradient()",
    };

    public static string Write()
    {
        var text = new StringBuilder("""
            # Operations

            Everything that a graph can compute, with its derivative. This page is written by a test from the records of the primitives, the rules of the operations and the comments of the public
            members; activations and losses have [their own page](functions.md).

            * Axes count from 0, negative ones from the end: −1 is the last. Shapes are checked when the graph is built, indices when it runs.
            * Gradients are graphs of the same operations, so that every order exists. `g` is the upstream gradient, `y` the result.
            * A selection never reads the branch not taken, nor does its gradient.

            ## Element by element

            Inputs are broadcast as in NumPy. Derivatives are those of the records, as they are differentiated again for higher orders; where they are a convention it is PyTorch's.

            | C# | what | derivative | convention | PyTorch | Keras |
            |---|---|---|---|---|---|

            """);
        foreach (var primitive in Primitives.All.Where(primitive => primitive.Kind == PrimitiveKind.Elementwise))
            Row(text, [$"`{Escaped(Call(primitive))}`", MemberSummaries.Of(Member(primitive)), Derivatives(primitive), Escaped(primitive.Kink ?? ""), .. Names(primitive)]);

        text.Append("""

            ## Along a row

            What [formulas over rows](formulas.md) have besides: from a row `x` to one number `y`. `g` is the number's upstream gradient, the derivative is what it adds to that of each element.

            | formula | derivative | convention |
            |---|---|---|

            """);
        foreach (var primitive in Primitives.All.Where(primitive => primitive.Kind == PrimitiveKind.Reduction))
            Row(text, [$"`{(primitive == Primitives.Pick ? "x[label]" : $"{primitive.Method}(x)")}`", Adjoint(primitive), Escaped(primitive.Kink ?? "")]);

        var methods = Methods();
        foreach (string part in OperationCatalog.Parts)
        {
            var entries = methods.Where(method => (OperationCatalog.Entries.GetValueOrDefault(method.Name)?.Part ?? "More") == part).ToArray();
            if (entries.Length == 0)
                continue;
            bool hasGradients = entries.Any(method => OperationCatalog.Entries.GetValueOrDefault(method.Name)?.Example is not null);
            text.Append(CultureInfo.InvariantCulture, $"\n## {part}\n\n");
            if (hasGradients)
                text.Append("The gradient of an example of x [4, 6], by the rules themselves.\n\n");
            text.Append(hasGradients ? "| C# | what | gradient | PyTorch | Keras |\n|---|---|---|---|---|\n" : "| C# | what | PyTorch | Keras |\n|---|---|---|---|\n");
            foreach (var (name, signature, summary) in entries)
            {
                var entry = OperationCatalog.Entries.GetValueOrDefault(name);
                string[] gradient = hasGradients ? [entry?.Example is { } example ? GradientText.Of(example) + Convention(name) : ""] : [];
                Row(text, [$"`{signature}`", summary, .. gradient, Code(entry?.PyTorch), Code(entry?.Keras)]);
            }
        }
        return text.ToString();
    }

    private static void Row(StringBuilder text, string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    // The overload with the most to say stands for all of one name.
    private static (string Name, string Signature, string Summary)[] Methods()
    {
        var elementwise = Primitives.All.Where(primitive => primitive.Kind == PrimitiveKind.Elementwise).Select(primitive => primitive.Method).ToHashSet();
        var fluent = typeof(Node).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => ResultIsNode(method) && !method.IsSpecialName);
        var functions = typeof(Functions).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => ResultIsNode(method) && method.GetCustomAttribute<GeneratedCodeAttribute>() is null && (!elementwise.Contains(method.Name) || OperationCatalog.Entries.ContainsKey(method.Name)));
        var made = Static(typeof(Node));
        var drawn = typeof(BuildScope).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(ResultIsNode);
        return
        [
            .. Group(fluent, "x."),
            ("this", "x[1..^1, 0, Slice.Step(.., 2)]", MemberSummaries.Of("P:AutoGrad.Node.Item(System.ReadOnlySpan{AutoGrad.Slice})")),
            .. Group(functions.ExceptBy(fluent.Select(method => method.Name), method => method.Name), ""),
            .. Group(made, "Node."),
            .. Group(drawn, "scope."),
            .. Group(Static(typeof(Scan)), "Scan.", isNamedByType: true),
            .. Group(Static(typeof(Gradient)), "Gradient.", isNamedByType: true),
        ];
    }

    private static IEnumerable<MethodInfo> Static(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(method => ResultIsNode(method) && !method.IsSpecialName);

    private static IEnumerable<(string, string, string)> Group(IEnumerable<MethodInfo> methods, string receiver, bool isNamedByType = false) => methods
        .GroupBy(method => method.Name)
        .Select(group =>
        {
            var method = group.OrderByDescending(one => one.GetParameters().Length).ThenBy(one => one.ToString(), StringComparer.Ordinal).First();
            string signature = $"{receiver}{group.Key}({string.Join(", ", method.GetParameters().Select(Parameter))})";
            return (isNamedByType ? receiver + group.Key : group.Key, signature, MemberSummaries.Of(method));
        })
        .OrderBy(row => row.Item1, StringComparer.Ordinal);

    private static string Parameter(ParameterInfo parameter) => !parameter.HasDefaultValue ? parameter.Name! : $"{parameter.Name} = {Default(parameter)}";

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? parameter.ParameterType == typeof(Axes) ? "all" : "default" : "null",
        bool value => value ? "true" : "false",
        var value when parameter.ParameterType.IsEnum => Enum.GetName(parameter.ParameterType, value)!,
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var value => value.ToString()!,
    };

    private static bool ResultIsNode(MethodInfo method) => method.ReturnType.Name.StartsWith("ValueTuple", StringComparison.Ordinal)
        ? method.ReturnType.GetGenericArguments().Any(IsNode)
        : IsNode(method.ReturnType);

    private static bool IsNode(Type type) => type == typeof(Node) || type == typeof(Node[]);

    private static string[] Variables(Primitive primitive) => primitive.Arity switch { 1 => [primitive.Infix is null ? "x" : "a"], 2 => ["a", "b"], _ => ["c", "a", "b"] };

    private static string Call(Primitive primitive)
    {
        string[] names = Variables(primitive);
        return Calls.TryGetValue(primitive.Name, out string? call) ? call
            : primitive.Infix is not { } infix ? $"{primitive.Method}({string.Join(", ", names)})"
            : primitive.Arity == 1 ? infix + names[0] : $"{names[0]} {infix} {names[1]}";
    }

    // Of scalars where there are such, which say more of what they compute.
    private static string Member(Primitive primitive)
    {
        string Of(string method, string type, int count) => $"M:AutoGrad.{method}({string.Join(",", Enumerable.Repeat(type, count))})";
        return primitive.Name switch
        {
            "select" => Of("Functions.Where", "AutoGrad.Node", 3),
            "stop_gradient" => "M:AutoGrad.Node.StopGradient",
            "softplus" => Of("Functions.Softplus", "System.Double", 3),
            "equal" => Of("Functions.Equal", "AutoGrad.Node", 2),
            "not_equal" => Of("Functions.NotEqual", "AutoGrad.Node", 2),
            _ => Operators.TryGetValue(primitive.Name, out string? name)
                ? Of($"Node.op_{name}", "AutoGrad.Node", primitive.Arity)
                : Of($"Functions.{primitive.Method}", "System.Double", primitive.Arity),
        };
    }

    private static string Derivatives(Primitive primitive)
    {
        if (primitive.YieldsTruth)
            return "";
        if (primitive == Primitives.Selection)
            return "`where(c, ∂a, ∂b)`";
        if (primitive.Derivatives is null)
            return "`0`";
        Expression[] x = [.. Variables(primitive).Select(name => (Expression)Expression.Variable(name, VariableKind.Number))];
        var y = Expression.Variable("y", VariableKind.Number);
        return string.Join("<br>", primitive.Derivatives.Select((derivative, i) =>
            $"{(primitive.Arity == 1 ? "" : $"by {x[i]}: ")}{(derivative is null ? "no rule" : $"`{Escaped(FormulaWriter.Write(Simplification.Simplify(derivative(x, y))))}`")}"));
    }

    private static string Adjoint(Primitive primitive)
    {
        Expression row = Expression.Variable("x", VariableKind.Row), label = Expression.Variable("label", VariableKind.Number);
        var result = (Call)Expression.Apply(primitive, primitive.Arity == 1 ? [row] : [row, label]);
        var y = Expression.Variable("y", VariableKind.Number);
        var adjoint = Walk.Rewrite(primitive.Adjoint!(row, result, Expression.Variable("g", VariableKind.Number)), e => e == result ? y : null);
        return $"`{Escaped(FormulaWriter.Write(Simplification.Simplify(adjoint)))}`";
    }

    private static string[] Names(Primitive primitive)
    {
        var (pyTorch, keras) = OperationCatalog.Elementwise.TryGetValue(primitive.Name, out var names) ? names : (primitive.Name, primitive.Name);
        return [Code(pyTorch), Code(keras)];
    }

    private static string Convention(string method) =>
        Enum.TryParse(method, out ReductionKind kind) && kind.Convention is { } convention ? $"; {convention}" : "";

    private static string Code(string? name) => string.IsNullOrEmpty(name) ? "" : $"`{Escaped(name)}`";

    private static string Escaped(string text) => text.Replace("|", @"\|");
}
