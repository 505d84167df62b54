namespace AutoGrad;

public partial class Node
{
    /// <summary>
    /// The graph as text: a line a node, inputs first, this node last, each with its formula or operation, type and shape. The same graph
    /// gives the same text on every run and machine, so it can be kept as a snapshot.
    /// </summary>
    public string ToText() => GraphText.Write(this);

    /// <summary>
    /// The values of this node, row-major, computed by plain loops in double precision whatever the element types: slow and exact, for
    /// exploring and for testing.
    /// </summary>
    /// <param name="feeds">The values of each input that the node depends on, row-major. Parameters not named have their own.</param>
    /// <exception cref="ArgumentException">An input is missing, is no input, or has the wrong number of values.</exception>
    public double[] Evaluate(params ReadOnlySpan<(Node Input, double[] Values)> feeds)
    {
        var given = new Dictionary<Node, double[]>();
        foreach (var (input, values) in feeds)
        {
            if (input is null || values is null)
                throw new ArgumentNullException(null, $"Evaluate: {(input is null ? "an input" : $"the array of values for {input}")} is null.");
            if (input.Operation is not InputOperation)
                throw new ArgumentException($"Evaluate: {input} is computed, not an input; only inputs and parameters can be given values.");
            if (values.Length != input.Shape.Size)
                throw new ArgumentException($"Evaluate: {values.Length} values for {input}, which has {input.Shape.Size} elements.");
            if (!given.TryAdd(input, values))
                throw new ArgumentException($"Evaluate: {input} is given values twice.");
        }
        return ReferenceEvaluator.Evaluate([this], node => given.TryGetValue(node, out var values) ? values
            : node is Parameter parameter ? parameter.ToDoubles()
            : node.Operation is Placeholder ? throw AutoGrad.Placeholder.Escaped(node)
            : throw new ArgumentException($"Evaluate: the input {node} is given no values."))[0];
    }
}
