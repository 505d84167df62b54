namespace AutoGrad;

/// <summary>The axis along which the classes of a loss lie, and the weights of the classes.</summary>
internal readonly struct ClassAxis
{
    private readonly int axis;
    private readonly string loss;

    /// <exception cref="ShapeException">There is no such axis, or not a weight a class.</exception>
    public ClassAxis(string loss, Node prediction, Node? weight, int axis)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        this.loss = loss;
        this.axis = Axes.Resolve(axis, prediction.Shape.Rank, loss);
        Count = prediction.Shape[this.axis];
        if (weight is not null && (weight.Shape.Rank != 1 || weight.Shape[0] != Count))
            throw new ShapeException($"{loss}: the weight is {weight.Shape}; along axis {this.axis} of {prediction.Shape} there are {Count} classes, so it must be [{Count}].");
    }

    /// <summary>The number of classes.</summary>
    public int Count { get; }

    /// <summary>The tensor with the classes along its last axis.</summary>
    public Node Last(Node node)
    {
        int rank = node.Shape.Rank, along = axis;
        if (along >= rank)
            throw new ShapeException($"{loss}: the target is {node.Shape}, and has no axis {along}, along which the classes lie.");
        return along == rank - 1 ? node : node.Permute([.. Enumerable.Range(0, rank).Where(other => other != along), along]);
    }
}
