namespace AutoGrad;

/// <summary>The first Count of the positions that put an axis in order: equal elements stay in theirs, and NaN is larger than everything.</summary>
internal sealed record ArgSort(int Axis, bool Descending, int Count) : Operation
{
    public override string Name => "argsort";

    public override string Attributes => $"axis {Axis}, first {Count}{(Descending ? ", descending" : "")}";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(inputs[0].Shape.With(Axis, Count), ElementType.Int32);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        throw new DifferentiationException("ArgSort has no derivative: its results are positions, which jump from one integer to another. Sort and TopK have one.");
}
