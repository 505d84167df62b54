using System.Text;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>Graphs as text, made for reading and for snapshot tests: the same graph gives the same text on every run and machine.</summary>
internal static class GraphText
{
    /// <summary>A line a node, inputs first, the root last. Element-wise nodes show their formula.</summary>
    public static string Write(Node root)
    {
        var labels = new Dictionary<Node, string>();
        var taken = new HashSet<string>();
        var text = new StringBuilder();
        foreach (var node in GraphWalk.Ordered(root))
        {
            string label = labels[node] = Label(node, labels.Count, taken);
            text.Append(label).Append(" = ").Append(Definition(node, labels))
                .Append(" : ").Append(node.ElementType.Text).Append(' ').Append(node.Shape).Append('\n');
        }
        return text.ToString();
    }

    // A name that two nodes have is told apart by a number; computed nodes are numbered by their place in the text.
    private static string Label(Node node, int number, HashSet<string> taken)
    {
        string? name = (node as Parameter)?.Path ?? node.Name;
        string label = name ?? $"%{number}";
        for (int copy = 2; !taken.Add(label); copy++)
            label = $"{name}#{copy}";
        return label;
    }

    private static string Definition(Node node, Dictionary<Node, string> labels)
    {
        if (node is Parameter)
            return "parameter";
        if (node.Operation is Elementwise { Body: var body } and not FunctionCall)
            return FormulaWriter.Write(Walk.Rewrite(body, e => e is Variable variable
                ? Expression.Variable(labels[node.Inputs[Elementwise.InputOf(variable)]], variable.Kind)
                : null));

        string attributes = node.Operation.Attributes;
        var parts = node.Inputs.Select(input => labels[input]).Concat(attributes.Length > 0 ? [attributes] : []);
        string arguments = string.Join(", ", parts);
        return arguments.Length > 0 ? $"{node.Operation.Name}({arguments})" : node.Operation.Name;
    }
}
