using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>Several element-wise results of one shape, computed in one loop over the inputs that they share. Each is a <see cref="GroupPart"/>.</summary>
internal sealed record ElementGroup(ExpressionList Expressions) : Operation
{
    public override string Name => "group";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new Elementwise(Expressions[0]).Infer(inputs);

    public override IReadOnlyList<WorkPart> Work(Node node) => WorkPart.Of(Expressions.Items, _ => node.Shape.Size);

    /// <exception cref="NotSupportedException">Always: graphs are differentiated before their nodes are put into groups.</exception>
    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        throw new NotSupportedException("A group of element-wise results has no derivative: graphs are differentiated before they are compiled.");
}

/// <summary>One of the results of a group.</summary>
internal sealed record GroupPart(int Index) : Operation
{
    public override string Name => "part";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(inputs[0].Shape, inputs[0].ElementType);

    /// <exception cref="NotSupportedException">Always: graphs are differentiated before their nodes are put into groups.</exception>
    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        throw new NotSupportedException("A part of a group has no derivative: graphs are differentiated before they are compiled.");
}

/// <summary>Expressions in order; equal to another list of the same ones.</summary>
internal sealed class ExpressionList(params Expression[] expressions) : IEquatable<ExpressionList>
{
    public int Count => expressions.Length;

    public IReadOnlyList<Expression> Items => expressions;

    public Expression this[int index] => expressions[index];

    public bool Equals(ExpressionList? other) => other is not null && expressions.AsSpan().SequenceEqual([.. other.Items]);

    public override bool Equals(object? obj) => Equals(obj as ExpressionList);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var expression in expressions)
            hash.Add(expression);
        return hash.ToHashCode();
    }
}
