namespace AutoGrad;

/// <summary>Where along an axis each of the numbers 0 to Extent − 1 stands last among the indices; −1 where it does not stand.</summary>
internal sealed record LastPosition(int Axis, int Extent) : Operation
{
    public override string Name => "last_position";

    public override string Attributes => $"axis {Axis} of {Extent}";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(inputs[0].Shape.With(Axis, Extent), ElementType.Int32);

    // Of indices: they have no gradient.
    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => null;
}
