namespace AutoGrad;

/// <summary>Tensors one after the other along an axis.</summary>
internal sealed record Concatenation(int Axis) : Rearrangement
{
    public override string Name => "concatenate";

    public override string Attributes => $"axis {Axis}";

    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        var first = inputs[0];
        foreach (var input in inputs)
        {
            if (input.ElementType != first.ElementType)
                throw new ShapeException($"Concatenate: {first.ElementType.Text} and {input.ElementType.Text} do not mix; cast one with Cast.");
            if (input.Shape.Rank != first.Shape.Rank || input.Shape.With(Axis, 0) != first.Shape.With(Axis, 0))
                throw new ShapeException($"Concatenate: {first.Shape} and {input.Shape} differ in another axis than axis {Axis}, along which they are joined.");
        }
        return new(first.Shape.With(Axis, checked((int)inputs.Sum(input => (long)input.Shape[Axis]))), first.ElementType);
    }

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        upstream.Take(Box.Along(Axis, node.Inputs.Take(input).Sum(before => before.Shape[Axis]), node.Inputs[input].Shape[Axis], node.Shape));
}
