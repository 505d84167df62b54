namespace AutoGrad;

/// <summary>Windows put where they came from and added up where they overlap, on axes of these extents: the adjoint of seeing windows.</summary>
internal sealed record Fold(Shape Extents, WindowGrid Grid) : Rearrangement
{
    public override string Name => "fold";

    public override string Attributes => $"{Grid.Text}, to {Extents}";

    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        var (windows, type) = (inputs[0].Shape, inputs[0].ElementType);
        if (type == ElementType.Bool)
            throw new ShapeException("Fold: conditions cannot be added up; cast with Cast(ElementType.Int32).");
        var shape = Shape.Create(windows.AsSpan()[..^Grid.Axes.Rank]);
        for (int i = 0; i < Grid.Axes.Rank; i++)
            shape = shape.With(Grid.Axes[i], Extents[i]);
        if (Grid.Apply(shape, "Fold") is var expected && windows != expected)
            throw new ShapeException($"Fold: {windows} onto {shape}, whose windows ({Grid.Text}) have the shape {expected}: along an axis there are (extent − dilation · (size − 1) − 1) / stride + 1.");
        return new(shape, type);
    }

    public override IReadOnlyList<WorkPart> Work(Node node) => [new(Name, node.Inputs[0].Shape.Size)];

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => Node.Create(new Windows(Grid), upstream);
}
