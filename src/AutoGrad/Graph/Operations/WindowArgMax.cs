namespace AutoGrad;

/// <summary>
/// Where the largest element of each window of the last axes is: the position in those axes, counted row by row, of the first of several
/// or of the first NaN, as int32.
/// </summary>
internal sealed record WindowArgMax(WindowSpans Windows) : Operation
{
    // The kernel counts positions in the elements' own type.
    private const int MostPositions = 1 << 24;

    public override string Name => "window_argmax";

    public override string Attributes => Windows.ToString();

    // Whoever makes one has checked that the windows lie in the input.
    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        var (x, rank) = (inputs[0], inputs[0].Shape.Rank - Windows.Counts.Rank);
        if (x.ElementType == ElementType.Bool)
            throw new ShapeException("MaxPool: conditions have no largest; cast with Cast(ElementType.Int32).");
        if (Shape.Create(x.Shape.AsSpan()[rank..]).Size > MostPositions)
            throw new ShapeException($"MaxPool: a channel of {x.Shape} has more than {MostPositions} elements, whose positions single precision cannot tell apart.");
        return new([.. x.Shape.AsSpan()[..rank], .. Windows.Counts], ElementType.Int32);
    }

    public override IReadOnlyList<WorkPart> Work(Node node) =>
        [new(Name, node.Shape.Size / Math.Max(1, Windows.Counts.Size) * Windows.Elements)];

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) =>
        throw new DifferentiationException("The positions of the largest elements of windows have no derivative: they jump from one integer to another.");
}
