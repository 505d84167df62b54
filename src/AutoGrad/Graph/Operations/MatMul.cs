namespace AutoGrad;

/// <summary>
/// The matrix product over the last two axes, the others broadcast. Either operand can be read transposed, so that the gradients of a
/// product are products again and nothing is ever copied to transpose it.
/// </summary>
internal sealed record MatMul(bool TransposeA, bool TransposeB) : Operation
{
    public override string Name => "matmul";

    public override string Attributes => (TransposeA, TransposeB) switch
    {
        (false, false) => "",
        (true, false) => "transpose a",
        (false, true) => "transpose b",
        _ => "transpose a and b",
    };

    public override TensorType Infer(IReadOnlyList<Node> inputs)
    {
        var (a, b) = (inputs[0], inputs[1]);
        if (a.ElementType != b.ElementType || !a.ElementType.IsFloatingPoint)
            throw new ShapeException($"MatMul: {a.ElementType.Text} × {b.ElementType.Text}: both must be float32 or both float64; cast one with Cast.");
        if (a.Shape.Rank < 2 || b.Shape.Rank < 2)
            throw new ShapeException($"MatMul: {a.Shape} × {b.Shape}: a single number has no rows and columns; multiply with *.");
        int rows = a.Shape[TransposeA ? ^1 : ^2], inner = a.Shape[TransposeA ? ^2 : ^1];
        int innerB = b.Shape[TransposeB ? ^1 : ^2], columns = b.Shape[TransposeB ? ^2 : ^1];
        if (inner != innerB)
            throw new ShapeException($"MatMul: {a.Shape} × {b.Shape}: inner dimensions {inner} and {innerB} differ.{Suggestion(a.Shape, b.Shape)}");
        var batch = Shape.Broadcast(Batch(a.Shape), Batch(b.Shape))
            ?? throw new ShapeException($"MatMul: {a.Shape} × {b.Shape}: the leading axes {Batch(a.Shape)} and {Batch(b.Shape)} do not broadcast.");
        return new([.. batch, rows, columns], a.ElementType);
    }

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream)
    {
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        var gradient = (input, input == 0 ? TransposeA : TransposeB) switch
        {
            (0, false) => Node.Create(new MatMul(false, !TransposeB), upstream, b),
            (0, true) => Node.Create(new MatMul(TransposeB, true), b, upstream),
            (1, false) => Node.Create(new MatMul(!TransposeA, false), a, upstream),
            _ => Node.Create(new MatMul(true, TransposeA), upstream, a),
        };
        return gradient.SumTo(node.Inputs[input].Shape);
    }

    private static Shape Batch(Shape shape) => Shape.Create(shape.AsSpan()[..^2]);

    private string Suggestion(Shape a, Shape b) =>
        !TransposeA && !TransposeB && a[^1] == b[^1] ? " Did you mean a.MatMul(b.Transpose())?"
        : !TransposeA && !TransposeB && a[^2] == b[^2] ? " Did you mean a.Transpose().MatMul(b)?" : "";
}
