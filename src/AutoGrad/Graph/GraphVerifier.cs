using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>What holds for every graph, checked node by node: for tests, and for whoever writes a pass that makes new nodes.</summary>
internal static class GraphVerifier
{
    /// <summary>Whether every gradient is verified as soon as it is built.</summary>
    public static bool VerifiesGradients { get; set; }

    /// <summary>Checks everything that the roots are computed from.</summary>
    /// <exception cref="InvalidOperationException">A node is not what its operation makes of its inputs; the message says which and how.</exception>
    public static void Verify(IEnumerable<Node> roots)
    {
        var seen = new HashSet<Node>();
        foreach (var node in GraphWalk.Ordered(roots))
        {
            // Inputs come first in the walk, unless they lead back to the node.
            if (node.Inputs.FirstOrDefault(input => !seen.Contains(input)) is { } later)
                throw Broken(node, $"its input {later} is computed from it");
            seen.Add(node);
            if (Inferred(node) is var inferred && inferred != new TensorType(node.Shape, node.ElementType))
                throw Broken(node, $"its operation gives {inferred.Element.Text} {inferred.Shape}");
            foreach (var body in node.Operation.Bodies)
                Verify(node, body.Function);
            if (node.Operation is Elementwise elementwise)
                Verify(node, elementwise.Body);
        }
    }

    private static void Verify(Node node, GraphFunction body)
    {
        Verify(body.Results);
        foreach (var leaf in GraphWalk.Ordered(body.Results).Where(inner => inner.Inputs.Count == 0 && inner.Operation is not (ConstantOperation or Iota)))
            if (!body.Placeholders.Contains(leaf))
                throw Broken(node, $"its body reads {leaf}, which is none of its {body.Placeholders.Count} arguments");
    }

    private static TensorType Inferred(Node node)
    {
        try
        {
            return node.Operation.Infer(node.Inputs);
        }
        catch (ShapeException exception)
        {
            throw Broken(node, $"its operation refuses its inputs: {exception.Message}");
        }
    }

    private static void Verify(Node node, Expression body)
    {
        foreach (var expression in Walk.Ordered(body))
        {
            if (expression.IsRow || expression is Call { Primitive.Kind: not PrimitiveKind.Elementwise })
                throw Broken(node, $"its body works along rows: {body}");
            if (expression is Variable variable && !IsInput(variable, node))
                throw Broken(node, $"its body {body} reads '{variable.Name}', which is none of its {node.Inputs.Count} inputs or of another kind");
        }
    }

    private static bool IsInput(Variable variable, Node node)
    {
        for (int i = 0; i < node.Inputs.Count; i++)
            if (variable == Elementwise.Variable(i, node.Inputs[i].ElementType))
                return true;
        return false;
    }

    private static InvalidOperationException Broken(Node node, string how) => new($"The graph is broken at {node}: {how}.");
}
