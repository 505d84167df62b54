namespace AutoGrad;

/// <summary>Zeros, Extent of them along an axis, to which each element of the input is added at its own position: the adjoint of gathering elements.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Extent">Its extent in the result.</param>
/// <param name="Method">How messages call it.</param>
internal sealed record ScatterElements(int Axis, int Extent, string Method) : Rearrangement
{
    public override string Name => "scatter_add_elements";

    public override string Attributes => $"axis {Axis} of {Extent}";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => inputs[0].ElementType != ElementType.Bool
        ? new(inputs[0].Shape.With(Axis, Extent), inputs[0].ElementType)
        : throw new ShapeException("ScatterAdd: bool cannot be added up; cast with Cast(ElementType.Int32).");

    public override IReadOnlyList<WorkPart> Work(Node node) => [new(Name, node.Inputs[0].Shape.Size)];

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        input == 0 ? Node.Create(new GatherElements(Axis), upstream, node.Inputs[1]) : null;
}
