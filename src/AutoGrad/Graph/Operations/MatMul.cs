namespace AutoGrad;

/// <summary>
/// The matrix product over the last two axes, the others broadcast. Either operand can be read transposed, so that the gradients of a
/// product are products again and nothing is ever copied to transpose it. Over the first axes the products can be summed.
/// </summary>
internal sealed record MatMul(bool TransposeA, bool TransposeB, int Summed = 0) : Operation
{
    public override string Name => "matmul";

    public override string Attributes => (TransposeA, TransposeB) switch
    {
        (false, false) => "",
        (true, false) => "transpose a",
        (false, true) => "transpose b",
        _ => "transpose a and b",
    } + (Summed == 0 ? "" : $"{(TransposeA || TransposeB ? ", " : "")}summed over the first {(Summed == 1 ? "axis" : $"{Summed} axes")}");

    // What is not finite before a product spoils all of it, in the gradients too: nothing behind it can be saved, so nothing is guarded.
    public override bool IsFinite(IReadOnlyList<Node> inputs) => true;

    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        var (a, b) = (inputs[0], inputs[1]);
        if (a.ElementType != b.ElementType || !a.ElementType.IsFloatingPoint)
            throw new ShapeException($"MatMul: {a.ElementType.Text} × {b.ElementType.Text}: both must be float32 or both float64; cast one with Cast.");
        var product = Product(Transposed(a.Shape, TransposeA), Transposed(b.Shape, TransposeB));
        return new(Shape.Create(product.AsSpan()[Summed..]), a.ElementType);
    }

    /// <summary>The product of two tensors, a vector on the left as a row and on the right as a column; a transposed operand is read in place.</summary>
    /// <exception cref="ShapeException">They do not fit.</exception>
    public static Node Of(Node a, Node b)
    {
        // With the shapes that the caller sees, before anything is turned.
        var shape = Product(a.Shape, b.Shape);
        var (left, transposeA) = Untransposed(a.Shape.Rank == 1 ? a.ReshapeTo([1, a.Shape[0]]) : a);
        var (right, transposeB) = Untransposed(b.Shape.Rank == 1 ? b.ReshapeTo([b.Shape[0], 1]) : b);
        return Node.Create(new MatMul(transposeA, transposeB), left, right).ReshapeTo(shape);
    }

    public override IReadOnlyList<WorkPart> Work(Node node)
    {
        var (a, b) = (Transposed(node.Inputs[0].Shape, TransposeA), Transposed(node.Inputs[1].Shape, TransposeB));
        return [new(Name, 2 * Batch(node.Inputs).Size * a[^2] * a[^1] * b[^1])];
    }

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream)
    {
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        var shape = node.Inputs[input].Shape;
        return (input, input == 0 ? TransposeA : TransposeB) switch
        {
            (0, false) => Gradient(false, !TransposeB, upstream, b, shape),
            (0, true) => Gradient(TransposeB, true, b, upstream, shape),
            (1, false) => Gradient(!TransposeA, false, a, upstream, shape),
            _ => Gradient(true, TransposeA, upstream, a, shape),
        };
    }

    // The gradient of a factor that many matrices share is one product, summed as it is computed, rather than a sum of many.
    private static Node Gradient(bool transposeA, bool transposeB, Node a, Node b, Shape shape)
    {
        var batch = Shape.Broadcast(Batch(a.Shape), Batch(b.Shape))!;
        int own = shape.Rank - 2, summed = batch.Rank;
        while (summed > 0 && own - (batch.Rank - summed) > 0 && shape[own - (batch.Rank - summed) - 1] == batch[summed - 1])
            summed--;
        bool sumsAll = Enumerable.Range(0, Math.Max(0, own - (batch.Rank - summed))).All(axis => shape[axis] == 1);
        return sumsAll
            ? Node.Create(new MatMul(transposeA, transposeB, summed), a, b).ReshapeTo(shape)
            : Node.Create(new MatMul(transposeA, transposeB), a, b).SumTo(shape);
    }

    /// <summary>The axes before the last two of a product of these operands, those that are summed over among them.</summary>
    public static Shape Batch(IReadOnlyList<Node> inputs) => Shape.Broadcast(Batch(inputs[0].Shape), Batch(inputs[1].Shape))!;

    private static Shape Product(Shape a, Shape b)
    {
        if (a.Rank == 0 || b.Rank == 0)
            throw new ShapeException($"MatMul: {a} × {b}: a single number has no rows and columns; multiply with *.");
        int inner = a[^1], innerB = b[b.Rank == 1 ? ^1 : ^2];
        if (inner != innerB)
            throw new ShapeException($"MatMul: {a} × {b}: inner dimensions {inner} and {innerB} differ.{Suggestion(a, b)}");
        var batch = Shape.Broadcast(Batch(a), Batch(b))
            ?? throw new ShapeException($"MatMul: {a} × {b}: the leading axes {Batch(a)} and {Batch(b)} do not broadcast.");
        return (a.Rank, b.Rank) switch
        {
            (1, 1) => Shape.Scalar,
            (1, _) => [.. batch, b[^1]],
            (_, 1) => [.. batch, a[^2]],
            _ => [.. batch, a[^2], b[^1]],
        };
    }

    private static Shape Batch(Shape shape) => shape.Rank < 2 ? Shape.Scalar : Shape.Create(shape.AsSpan()[..^2]);

    private static Shape Transposed(Shape shape, bool transpose) =>
        transpose ? shape.With(shape.Rank - 1, shape[^2]).With(shape.Rank - 2, shape[^1]) : shape;

    private static (Node Node, bool Transposed) Untransposed(Node node) =>
        node.Operation is Permute { IsTransposition: true } ? (node.Inputs[0], true) : (node, false);

    private static string Suggestion(Shape a, Shape b) =>
        b.Rank > 1 && a[^1] == b[^1] ? " Did you mean a.MatMul(b.Transpose())?"
        : a.Rank > 1 && b.Rank > 1 && a[^2] == b[^2] ? " Did you mean a.Transpose().MatMul(b)?" : "";
}
