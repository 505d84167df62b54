namespace AutoGrad;

/// <summary>The position of the largest element along an axis; of several, the first.</summary>
internal sealed record ArgMax(int Axis) : Operation
{
    public override string Name => "argmax";

    public override string Attributes => $"axis {Axis}";

    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        var shape = inputs[0].Shape;
        if (shape[Axis] == 0)
            throw new ShapeException($"ArgMax: axis {Axis} of {shape} has no elements, so none is the largest.");
        return new([.. shape.Where((_, axis) => axis != Axis)], ElementType.Int32);
    }

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        throw new DifferentiationException("ArgMax has no derivative: its result is a position, which jumps from one integer to another.");
}
