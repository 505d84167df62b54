namespace AutoGrad;

public static partial class Functions
{
    /// <summary>0, 1, 2, … as a tensor of shape [<paramref name="count"/>]; <c>start + step * Arange(count, type)</c> begins and steps otherwise.</summary>
    /// <param name="count">How many.</param>
    /// <param name="type">int32, int64, float32 or float64.</param>
    /// <exception cref="ShapeException">The number is negative, or the type is bool.</exception>
    public static Node Arange(int count, ElementType type = ElementType.Int32) => type != ElementType.Bool
        ? Node.Create(new Iota(0, new([count], type)))
        : throw new ShapeException("Arange: of bool; numbers are counted in int32, int64, float32 or float64.");

    /// <summary>
    /// For every index a row of zeros with a 1 at its position: a new last axis. An index outside of 0 to classes − 1 is an error when the graph
    /// runs, as in PyTorch; in Keras it gives zeros alone.
    /// </summary>
    /// <param name="indices">Class numbers, int32 or int64, of any shape.</param>
    /// <param name="classes">The extent of the new axis.</param>
    /// <param name="type">The element type of the result.</param>
    /// <exception cref="ShapeException">The indices are no integers, or the number of classes is negative.</exception>
    public static Node OneHot(Node indices, int classes, ElementType type = ElementType.Float32)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (!indices.ElementType.IsInteger)
            throw new ShapeException($"OneHot: the indices are {indices.ElementType.Text}; they must be int32 or int64.");
        if (classes < 0)
            throw new ShapeException($"OneHot: {classes} classes; give 0 or more.");
        var places = indices.Unsqueeze(-1);
        var numbers = type == ElementType.Bool ? ElementType.Int32 : type;
        return Node.Create(new ScatterElements(indices.Shape.Rank, classes, "OneHot"), Node.Full(1, places.Shape, numbers), places).Cast(type);
    }

    /// <summary>
    /// The coordinates of all points of a grid: for vectors of a, b, … elements, for each the tensor of shape [a, b, …] that varies along its
    /// own axis as the vector does. PyTorch's <c>meshgrid</c> with <c>indexing="ij"</c>.
    /// </summary>
    /// <exception cref="ShapeException">One of them is no vector.</exception>
    public static Node[] Meshgrid(params ReadOnlySpan<Node> vectors)
    {
        Node[] all = vectors.ToArray();
        foreach (var vector in all)
        {
            ArgumentNullException.ThrowIfNull(vector, nameof(vectors));
            if (vector.Shape.Rank != 1)
                throw new ShapeException($"Meshgrid: {vector.Shape} is no vector; each must have one axis.");
        }
        Shape grid = [.. all.Select(vector => vector.Shape[0])];
        return [.. all.Select((vector, axis) => vector.ReshapeTo([.. grid.Select((extent, other) => other == axis ? extent : 1)]).BroadcastTo(grid))];
    }
}
