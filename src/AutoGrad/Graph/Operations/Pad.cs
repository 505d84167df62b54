namespace AutoGrad;

/// <summary>A tensor of shape Outer with the input in a box, and one number everywhere else: with zeros, the adjoint of taking the box.</summary>
internal sealed record Pad(Box Box, Shape Outer, double Value) : Rearrangement
{
    public override string Name => "pad";

    public override string Attributes => Value == 0 ? $"at {Box}" : $"at {Box} with {Symbolics.FormulaWriter.Write(Value)}";

    public override bool IsFinite(IReadOnlyList<Node> inputs) => double.IsFinite(Value) && base.IsFinite(inputs);

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(Outer, inputs[0].ElementType);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => Node.Create(new SliceBox(Box), upstream);
}
