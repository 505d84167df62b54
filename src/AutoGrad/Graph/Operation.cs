namespace AutoGrad;

/// <summary>
/// What a node computes from its inputs: the rule for its shape, its derivative and its text, in one place. Two operations are equal when
/// they compute the same.
/// </summary>
internal abstract record Operation
{
    /// <summary>The name in text.</summary>
    public abstract string Name { get; }

    /// <summary>What else determines the result, as it stands in text; empty if nothing does.</summary>
    public virtual string Attributes => "";

    /// <summary>Checks the inputs and says what comes out.</summary>
    /// <exception cref="ShapeException">They do not fit.</exception>
    public abstract TensorType Infer(IReadOnlyList<Node> inputs);

    /// <summary>
    /// The vector-Jacobian product: what the upstream gradient of <paramref name="node"/> adds to the gradient of an input. Null where
    /// the result does not depend on that input in a way that has derivatives (indices, conditions), or is locally constant in it.
    /// </summary>
    /// <exception cref="DifferentiationException">The operation has no derivative; the message says why.</exception>
    public abstract Node? VectorJacobianProduct(Node node, int input, Node upstream);

    /// <summary>
    /// What the upstream gradient of <paramref name="node"/> adds to the gradients of several inputs, each with where selections leave it zero:
    /// for operations whose gradients share work. By default the vector-Jacobian product of each.
    /// </summary>
    public virtual Adjoint?[] Adjoints(Node node, IReadOnlyList<int> inputs, Adjoint upstream) => [.. inputs.Select(input => Adjoint(node, input, upstream))];

    /// <summary>
    /// Where the gradient of an input can be other than zero, given where that of <paramref name="node"/> can: tensors of bool. Null for
    /// anywhere, which is always a right answer.
    /// </summary>
    public virtual Node? Support(Node node, int input, Node support) => null;

    /// <summary>
    /// Whether the result can be taken for finite. What is not known to be is guarded where a selection leaves it out; false is always a
    /// right answer.
    /// </summary>
    public virtual bool IsFinite(IReadOnlyList<Node> inputs) => false;

    /// <summary>Whether an upstream gradient of zero becomes exactly zero, even where inputs are infinite or undefined.</summary>
    public virtual bool KeepsZeros => false;

    /// <summary>The bodies that it holds.</summary>
    public virtual IEnumerable<OperationBody> Bodies => [];

    /// <summary>
    /// What is computed for a node, part by part, with the number of floating-point operations of each. By default one part, which only
    /// moves or chooses elements.
    /// </summary>
    public virtual IReadOnlyList<WorkPart> Work(Node node) => [new(Name, 0)];

    private Adjoint? Adjoint(Node node, int input, Adjoint upstream)
    {
        if (VectorJacobianProduct(node, input, upstream.Value) is not { } value)
            return null;
        var support = upstream.Support is { } known ? Support(node, input, known) : null;
        return new(support is null || KeepsZeros ? value : GradientSupport.Restrict(value, support), support);
    }
}

/// <summary>An operation that only moves, repeats or adds up elements, each with a positive weight: its adjoint is of the same kind.</summary>
internal abstract record Rearrangement : Operation
{
    public sealed override bool KeepsZeros => true;

    public override bool IsFinite(IReadOnlyList<Node> inputs) => inputs.All(input => input.IsFinite);

    // Counted as elements are moved and added up: what nothing came to is zero.
    public sealed override Node? Support(Node node, int input, Node support) =>
        VectorJacobianProduct(node, input, GradientSupport.Indicator(support, node.ElementType)) is { } count ? count > 0 : null;
}

/// <summary>Shape and element type of a tensor.</summary>
internal readonly record struct TensorType(Shape Shape, ElementType Element);

/// <summary>An operation without inputs whose nodes are made directly: input, parameter, constant.</summary>
internal abstract record LeafOperation(TensorType Type) : Operation
{
    public sealed override TensorType Infer(IReadOnlyList<Node> inputs) => Type;

    public sealed override Node? VectorJacobianProduct(Node node, int input, Node upstream) => null;
}
