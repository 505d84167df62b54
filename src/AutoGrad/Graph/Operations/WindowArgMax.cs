namespace AutoGrad;

/// <summary>
/// Where the largest element of each window of the last axes is: the position in those axes, counted row by row, of the first of several
/// or of the first NaN, as int32.
/// </summary>
/// <param name="Counts">How many windows there are along each axis.</param>
/// <param name="Starts">Where each window begins: of the first axis, then of the next.</param>
/// <param name="Sizes">How many elements each window has, likewise.</param>
/// <param name="Dilations">How far apart the elements of a window stand along each axis.</param>
internal sealed record WindowArgMax(Shape Counts, Shape Starts, Shape Sizes, Shape Dilations) : Operation
{
    public override string Name => "window_argmax";

    public override string Attributes => $"{Counts} windows at {Starts} of {Sizes}{(Dilations.All(dilation => dilation == 1) ? "" : $", dilation {Dilations}")}";

    // Whoever makes one has checked that the windows lie in the input.
    public override TensorType Infer(IReadOnlyList<Node> inputs) => inputs[0].ElementType != ElementType.Bool
        ? new([.. inputs[0].Shape.AsSpan()[..^Counts.Rank], .. Counts], ElementType.Int32)
        : throw new ShapeException("MaxPool: conditions have no largest; cast with Cast(ElementType.Int32).");

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        throw new DifferentiationException("The positions of the largest elements of windows have no derivative: they jump from one integer to another.");
}
