namespace AutoGrad;

public partial class Node
{
    /// <summary>The matrices of the last two axes with zeros above a diagonal.</summary>
    /// <param name="diagonal">The last diagonal that stays: 0 is the main one, 1 the one above it, −1 the one below.</param>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public Node Tril(int diagonal = 0) => Triangle(diagonal, "Tril", static (row, column) => column <= row);

    /// <summary>The matrices of the last two axes with zeros below a diagonal.</summary>
    /// <param name="diagonal">The first diagonal that stays: 0 is the main one, 1 the one above it, −1 the one below.</param>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public Node Triu(int diagonal = 0) => Triangle(diagonal, "Triu", static (row, column) => column >= row);

    /// <summary>A diagonal of the matrices of the last two axes: [m, n] → [min(m, n)] for the main one.</summary>
    /// <param name="offset">0 for the main diagonal, 1 for the one above it, −1 for the one below.</param>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public Node Diagonal(int offset = 0)
    {
        CheckMatrices("Diagonal");
        int rows = Shape[^2], columns = Shape[^1], row = (int)Math.Max(0, -(long)offset), column = Math.Max(0, offset);
        int length = Math.Max(0, Math.Min(rows - row, columns - column));
        // Read row after row, one step down and one to the right is always the same distance.
        Shape batch = Shape.Create(Shape.AsSpan()[..^2]), flat = [.. batch, checked(rows * columns)];
        return ReshapeTo(flat).Take(OnDiagonal([.. batch, length], length == 0 ? 0 : row * columns + column, columns + 1));
    }

    /// <summary>Matrices of zeros with the elements of the last axis on a diagonal: [n] → [n, n] for the main one. PyTorch's <c>diag_embed</c>.</summary>
    /// <param name="offset">0 for the main diagonal, 1 for the one above it, −1 for the one below.</param>
    /// <exception cref="ShapeException">This is a single number.</exception>
    public Node DiagonalMatrix(int offset = 0)
    {
        if (Shape.Rank == 0)
            throw new ShapeException("DiagonalMatrix: a single number has no axis that could become a diagonal; Reshape(1) gives it one.");
        if (Shape[^1] + Math.Abs((long)offset) is var extent && extent * extent > int.MaxValue)
            throw new ShapeException($"DiagonalMatrix: {Shape} on diagonal {offset} would make matrices of {extent} rows and columns; at most {int.MaxValue} elements fit.");
        int side = (int)extent;
        int[] batch = [.. Shape.SkipLast(1)];
        var box = OnDiagonal(Shape, Math.Max(0, -offset) * side + Math.Max(0, offset), side + 1);
        return Create(new Pad(box, [.. batch, side * side], 0), this).ReshapeTo([.. batch, side, side]);
    }

    /// <summary>The value where the mask holds, this tensor elsewhere; where it was replaced its gradient is 0.</summary>
    /// <param name="mask">Where: bool, of this tensor's shape or one that broadcasts to it.</param>
    /// <param name="value">What stands there.</param>
    /// <exception cref="ShapeException">The mask is not bool, or does not fit.</exception>
    public Node MaskedFill(Node mask, double value)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.ElementType != ElementType.Bool)
            throw new ShapeException($"MaskedFill: the mask is {mask.ElementType.Text}; it must be bool, such as mask > 0.");
        if (Shape.Broadcast(mask.Shape, Shape) != Shape)
            throw new ShapeException($"MaskedFill: the mask {mask.Shape} does not broadcast to {Shape}: aligned at the last axis, an extent must be the same or 1.");
        return Functions.Where(mask, Constant(value, ElementType), this);
    }

    private Node Triangle(int diagonal, string operation, Func<Node, Node, Node> keeps)
    {
        CheckMatrices(operation);
        int rows = Shape[^2], columns = Shape[^1];
        // Beyond the matrix, one diagonal is as good as another.
        Node row = Functions.Arange(rows).ReshapeTo([rows, 1]) + Math.Clamp(diagonal, -rows, columns), column = Functions.Arange(columns);
        return Functions.Where(keeps(row, column), this, Constant(0, ElementType));
    }

    private static Box OnDiagonal(Shape extents, int start, int step)
    {
        int[] starts = new int[extents.Rank], steps = new int[extents.Rank];
        Array.Fill(steps, 1);
        (starts[^1], steps[^1]) = (start, step);
        return new(starts, extents, steps);
    }

    private void CheckMatrices(string operation)
    {
        if (Shape.Rank < 2)
            throw new ShapeException($"{operation}: {Shape} has fewer than two axes, so it holds no matrix.");
    }
}
