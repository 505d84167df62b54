namespace AutoGrad;

/// <summary>The position of the largest or the smallest element along an axis; of several, the first.</summary>
internal sealed record ArgExtreme(int Axis, bool IsSmallest) : Operation
{
    public override string Name => IsSmallest ? "argmin" : "argmax";

    public override string Attributes => $"axis {Axis}";

    private string Method => IsSmallest ? "ArgMin" : "ArgMax";

    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        var shape = inputs[0].Shape;
        if (shape[Axis] == 0)
            throw new ShapeException($"{Method}: axis {Axis} of {shape} has no elements, so none is the {(IsSmallest ? "smallest" : "largest")}.");
        return new([.. shape.Where((_, axis) => axis != Axis)], ElementType.Int32);
    }

    public override IReadOnlyList<WorkPart> Work(Node node) => [new(Name, node.Inputs[0].Shape.Size)];

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        throw new DifferentiationException($"{Method} has no derivative: its result is a position, which jumps from one integer to another.");
}
