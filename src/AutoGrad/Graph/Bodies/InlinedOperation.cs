namespace AutoGrad;

/// <summary>
/// A body with a rule of its own for its gradient. It is run as the nodes of the body, which are written in its place when a graph is compiled.
/// </summary>
/// <param name="Body">What is computed: of the first inputs, as many as it has placeholders.</param>
internal abstract record InlinedOperation(GraphFunction Body) : Operation
{
    public sealed override IEnumerable<OperationBody> Bodies => [new(Body, _ => null, _ => "result"), .. MoreBodies];

    public sealed override bool IsFinite(IReadOnlyList<Node> inputs) =>
        inputs.All(input => input.IsFinite || !input.ElementType.IsFloatingPoint) && Body.Results[0].IsFinite;

    public sealed override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        for (int i = 0; i < Body.Placeholders.Count; i++)
            if (Body.Placeholders[i] is var placeholder && (inputs[i].Shape != placeholder.Shape || inputs[i].ElementType != placeholder.ElementType))
                throw new ShapeException($"{Name}: argument {i} is {inputs[i].ElementType.Text} {inputs[i].Shape}; the body expects {placeholder.ElementType.Text} {placeholder.Shape}.");
        return new(Body.Results[0].Shape, Body.Results[0].ElementType);
    }

    public sealed override Node? VectorJacobianProduct(Node node, int input, Node upstream) => Adjoints(node, [input], new(upstream, null))[0]?.Value;

    public abstract override Adjoint?[] Adjoints(Node node, IReadOnlyList<int> inputs, Adjoint upstream);

    protected virtual IEnumerable<OperationBody> MoreBodies => [];
}
