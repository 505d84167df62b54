namespace AutoGrad;

/// <summary>All windows of the input, which may overlap: each axis of the grid counts windows, and their elements follow as last axes. Nothing is moved.</summary>
internal sealed record Windows(WindowGrid Grid) : Rearrangement
{
    public override string Name => "windows";

    public override string Attributes => Grid.Text;

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(Grid.Apply(inputs[0].Shape, "Windows"), inputs[0].ElementType);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        Node.Create(new Fold([.. Grid.Axes.Select(axis => node.Inputs[0].Shape[axis])], Grid), upstream);
}
