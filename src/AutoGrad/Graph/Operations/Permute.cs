namespace AutoGrad;

/// <summary>The axes in another order: axis i of the result is axis Order[i] of the input.</summary>
internal sealed record Permute(Shape Order) : Rearrangement
{
    public override string Name => "permute";

    /// <summary>Whether it does nothing but exchange the last two axes.</summary>
    public bool IsTransposition =>
        Order.Rank >= 2 && Order[^1] == Order.Rank - 2 && Order[^2] == Order.Rank - 1 && Order.Take(Order.Rank - 2).SequenceEqual(Enumerable.Range(0, Order.Rank - 2));

    /// <summary>The axes of a tensor in another order: of a permuted one in one step, the tensor itself where nothing moves.</summary>
    public static Node Of(Node x, Shape order)
    {
        if (x.Operation is Permute inner && order.Rank == inner.Order.Rank)
            (x, order) = (x.Inputs[0], [.. order.Select(axis => inner.Order[axis])]);
        return order.Rank == x.Shape.Rank && order.SequenceEqual(Enumerable.Range(0, order.Rank)) ? x : Node.Create(new Permute(order), x);
    }

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
        return Of(upstream, Shape.Create(inverse));
    }
}
