namespace AutoGrad;

public partial class Node
{
    /// <summary>This tensor in equal parts along an axis: what <see cref="Functions.Concatenate"/> puts together again.</summary>
    /// <param name="parts">How many.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">The axis cannot be shared out by so many.</exception>
    public Node[] Split(int parts, int axis = 0)
    {
        int along = Axes.Resolve(axis, Shape.Rank, "Split"), extent = Shape[along];
        if (parts < 1 || extent % parts != 0)
            throw new ShapeException($"Split: the {extent} elements of axis {along} of {Shape} cannot be shared out by {parts}.");
        return Parts([.. Enumerable.Repeat(extent / parts, parts)], along);
    }

    /// <summary>This tensor in parts of these sizes along an axis.</summary>
    /// <param name="sizes">How many elements each part has of the axis.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">A size is negative, or together they are not all of the axis.</exception>
    public Node[] Split(ReadOnlySpan<int> sizes, int axis = 0)
    {
        int along = Axes.Resolve(axis, Shape.Rank, "Split");
        int[] all = sizes.ToArray();
        if (all.Any(size => size < 0) || all.Sum(size => (long)size) != Shape[along])
            throw new ShapeException($"Split: parts of [{string.Join(", ", all)}] elements are not the {Shape[along]} of axis {along} of {Shape}: none is negative, and together they must be as many.");
        return Parts(all, along);
    }

    /// <summary>
    /// This tensor in at most so many parts along an axis, all of one size but the last, which may be smaller: as in PyTorch there can be
    /// fewer parts than asked for.
    /// </summary>
    /// <param name="parts">How many at most.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">The number of parts is not positive.</exception>
    public Node[] Chunk(int parts, int axis = 0)
    {
        int along = Axes.Resolve(axis, Shape.Rank, "Chunk"), extent = Shape[along];
        if (parts < 1)
            throw new ShapeException($"Chunk: axis {along} of {Shape} in {parts} parts; give 1 or more.");
        int size = Math.Max(1, (int)(((long)extent + parts - 1) / parts));
        return Parts([.. Enumerable.Range(0, Math.Max(1, (extent + size - 1) / size)).Select(i => Math.Min(size, extent - i * size))], along);
    }

    /// <summary>The elements of an axis as tensors without it: what <see cref="Functions.Stack"/> puts together again.</summary>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    public Node[] Unstack(int axis = 0)
    {
        int along = Axes.Resolve(axis, Shape.Rank, "Unstack");
        return [.. Parts([.. Enumerable.Repeat(1, Shape[along])], along).Select(part => part.Squeeze(along))];
    }

    private Node[] Parts(int[] sizes, int along)
    {
        var parts = new Node[sizes.Length];
        int start = 0;
        for (int i = 0; i < parts.Length; start += sizes[i++])
            parts[i] = Take(Box.Along(along, start, sizes[i], Shape));
        return parts;
    }
}
