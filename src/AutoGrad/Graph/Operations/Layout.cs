namespace AutoGrad;

/// <summary>The same elements in the same order under another shape.</summary>
internal sealed record Reshape(Shape Shape) : Rearrangement
{
    public override string Name => "reshape";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => inputs[0].Shape.Size == Shape.Size
        ? new(Shape, inputs[0].ElementType)
        : throw new ShapeException($"Reshape: {inputs[0].Shape} has {inputs[0].Shape.Size} elements, {Shape} would have {Shape.Size}.");

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => upstream.ReshapeTo(node.Inputs[0].Shape);
}

/// <summary>The axes in another order: axis i of the result is axis Order[i] of the input.</summary>
internal sealed record Permute(Shape Order) : Rearrangement
{
    public override string Name => "permute";

    public override string Attributes => Order.ToString();

    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        var shape = inputs[0].Shape;
        if (!Order.Order().SequenceEqual(Enumerable.Range(0, shape.Rank)))
            throw new ShapeException($"Permute: {Order} for {shape}: each of the axes 0 to {shape.Rank - 1} must occur once.");
        return new([.. Order.Select(axis => shape[axis])], inputs[0].ElementType);
    }

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream)
    {
        var inverse = new int[Order.Rank];
        for (int axis = 0; axis < inverse.Length; axis++)
            inverse[Order[axis]] = axis;
        return Node.Create(new Permute(Shape.Create(inverse)), upstream);
    }
}

/// <summary>The same values repeated along axes that are new or had one element.</summary>
internal sealed record BroadcastTo(Shape Shape) : Rearrangement
{
    public override string Name => "broadcast";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => Shape.Broadcast(inputs[0].Shape, Shape) == Shape
        ? new(Shape, inputs[0].ElementType)
        : throw new ShapeException($"BroadcastTo: {inputs[0].Shape} does not broadcast to {Shape}: aligned at the last axis, an extent must be the same or 1.");

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => upstream.SumTo(node.Inputs[0].Shape);
}

/// <summary>A box of the input: from Start, of shape Extents.</summary>
internal sealed record SliceBox(Shape Start, Shape Extents) : Rearrangement
{
    public override string Name => "slice";

    public override string Attributes => string.Join(", ", Start.Zip(Extents, (start, extent) => $"{start}..{start + extent}"));

    // Node's indexer is the only way here, and it has checked the box.
    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(Extents, inputs[0].ElementType);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        Node.Create(new Pad(Start, node.Inputs[0].Shape), upstream);
}

/// <summary>Zeros of shape Outer with the input at Start: the adjoint of taking a box.</summary>
internal sealed record Pad(Shape Start, Shape Outer) : Rearrangement
{
    public override string Name => "pad";

    public override string Attributes => $"at {Start}";

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(Outer, inputs[0].ElementType);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        Node.Create(new SliceBox(Start, node.Inputs[0].Shape), upstream);
}

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

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream)
    {
        var start = new int[node.Shape.Rank];
        start[Axis] = node.Inputs.Take(input).Sum(before => before.Shape[Axis]);
        return Node.Create(new SliceBox(Shape.Create(start), node.Inputs[input].Shape), upstream);
    }
}
