using AutoGrad.Symbolics;

namespace AutoGrad.Tests;

/// <summary>The gradient of a function in one line, as the rules make it: of x, of the upstream gradient g, and of the result y.</summary>
internal static class GradientText
{
    private const int Longest = 110;

    public static string Of(Func<Node, Node> function)
    {
        var x = Node.Input("x", [4, 6]);
        var y = function(x);
        var g = Node.Input("g", y.Shape);
        try
        {
            var gradient = Gradient.Vjp(y, [x], g)[0];
            string text = Write(gradient, new() { [x] = "x", [y] = "y", [g] = "g" });
            if (text.Length <= Longest)
                return $"`{text.Replace("|", @"\|")}`";
            var names = GraphWalk.Ordered(gradient).Where(node => node.Inputs.Count > 0 && node.Operation is not (Reshape or BroadcastTo)).Select(node => node.Operation.Name).Distinct();
            return $"composed of {string.Join(", ", names.Select(name => $"`{name}`"))}";
        }
        catch (DifferentiationException exception)
        {
            return $"none: {exception.Message[(exception.Message.IndexOf(':') + 2)..]}";
        }
    }

    private static string Write(Node node, Dictionary<Node, string> known)
    {
        if (known.TryGetValue(node, out string? name))
            return name;
        if (node.Operation is InputOperation)
            return node.Name!;
        if (node.Operation is Elementwise { Body: var body })
            return FormulaWriter.Write(Walk.Rewrite(body, e => e is Variable variable
                ? Expression.Variable(Operand(node.Inputs[Elementwise.InputOf(variable)], known), variable.Kind)
                : null));
        string attributes = node.Operation switch { Reshape or BroadcastTo => node.Shape.ToString(), _ => node.Operation.Attributes };
        return $"{node.Operation.Name}({string.Join(", ", [.. node.Inputs.Select(input => Write(input, known)), .. attributes.Length > 0 ? [attributes] : Array.Empty<string>()])})";
    }

    private static string Operand(Node node, Dictionary<Node, string> known)
    {
        string text = Write(node, known);
        return node.Operation is Elementwise && !known.ContainsKey(node) && text.Contains(' ') ? $"({text})" : text;
    }
}
