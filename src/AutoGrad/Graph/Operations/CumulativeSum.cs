namespace AutoGrad;

/// <summary>For every element along an axis the sum of those up to it, or, in reverse, from it on: each is the adjoint of the other.</summary>
internal sealed record CumulativeSum(int Axis, bool Reverse) : Rearrangement
{
    public override string Name => "cumulative_sum";

    public override string Attributes => Reverse ? $"axis {Axis}, reverse" : $"axis {Axis}";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => inputs[0].ElementType != ElementType.Bool
        ? new(inputs[0].Shape, inputs[0].ElementType)
        : throw new ShapeException("CumulativeSum: of bool; cast with Cast(ElementType.Int32).");

    public override IReadOnlyList<WorkPart> Work(Node node) => [new(Name, node.Shape.Size)];

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => Node.Create(new CumulativeSum(Axis, !Reverse), upstream);
}
