using System.Text;
using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>Graphs as text, made for reading and for snapshot tests: the same graph gives the same text on every run and machine.</summary>
internal static class GraphText
{
    /// <summary>
    /// A line a node, inputs first, the root last. Element-wise nodes show their formula; the functions that are called by name have theirs below.
    /// </summary>
    public static string Write(Node root)
    {
        var text = new StringBuilder();
        var ordered = GraphWalk.Ordered(root);
        Write(text, ordered, [], "", "%");
        foreach (string definition in Definitions(ordered))
            text.Append("where ").Append(definition).Append('\n');
        return text.ToString();
    }

    private static void Write(StringBuilder text, IEnumerable<Node> ordered, Dictionary<Node, string> labels, string indent, string prefix)
    {
        var taken = new HashSet<string>();
        int number = 0;
        foreach (var node in ordered.Where(node => !labels.ContainsKey(node)))
        {
            string label = labels[node] = Label(node, $"{prefix}{number++}", taken);
            text.Append(indent).Append(label).Append(" = ").Append(Definition(node, labels))
                .Append(" : ").Append(node.ElementType.Text).Append(' ').Append(node.Shape).Append('\n');
            foreach (var body in node.Operation.Bodies)
                Write(text, node, body, labels, indent + "    ");
        }
    }

    // The nodes of a body are called after the node that it belongs to; what goes in unchanged keeps its name.
    private static void Write(StringBuilder text, Node node, OperationBody body, Dictionary<Node, string> labels, string indent)
    {
        string prefix = labels[node] + ".";
        var inner = body.Function.Placeholders.Select((placeholder, i) => (placeholder, Label: body.Argument(i) is { } name ? prefix + name : labels[node.Inputs[i]]))
            .ToDictionary(pair => pair.placeholder, pair => pair.Label);
        Write(text, GraphWalk.Ordered(body.Function.Results), inner, indent, prefix);
        for (int i = 0; i < body.Function.Results.Count; i++)
            text.Append(indent).Append(body.Result(i)).Append(" = ").Append(inner[body.Function.Results[i]]).Append('\n');
    }

    /// <summary>What the functions that these nodes call by name compute, in the order of their first call; those that are primitives say it themselves.</summary>
    public static IEnumerable<string> Definitions(IEnumerable<Node> nodes) => nodes
        .SelectMany(WithBodies)
        .Select(node => node.Operation switch { FunctionCall call => call.Function, RowCall call => call.Function, _ => null })
        .OfType<FusedFunction>()
        .Distinct()
        .Where(function => !(function.Formula.Body is Call { Primitive: var primitive } && primitive.Name == function.TextName))
        .Select(function => function.Formula.ToDefinition(function.TextName));

    private static IEnumerable<Node> WithBodies(Node node) =>
        node.Operation.Bodies.SelectMany(body => GraphWalk.Ordered(body.Function.Results)).SelectMany(WithBodies).Prepend(node);

    // A name that two nodes have is told apart by a number; computed nodes are numbered by their place in the text.
    private static string Label(Node node, string number, HashSet<string> taken)
    {
        string? name = (node as Parameter)?.Path ?? node.Name;
        string label = name ?? number;
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
