namespace AutoGrad;

/// <summary>
/// A slice of a padded tensor that lies within what was padded is a slice of that, and one that lies beside it is the padding: so the gradient
/// of one part of a tensor reaches that part without going through the whole.
/// </summary>
internal static class SlicedPads
{
    /// <summary>The slice of the padded tensor, in the simplest way.</summary>
    public static Node Simplified(SliceBox slice, Node padded)
    {
        var pad = (Pad)padded.Operation;
        Box wanted = slice.Box, inner = pad.Box;
        if (wanted.Steps.IndexOfAnyExcept(1) >= 0 || inner.Steps.IndexOfAnyExcept(1) >= 0)
            return Node.Create(slice, padded);
        int[] start = [.. Enumerable.Range(0, wanted.Extents.Rank).Select(axis => wanted.Start[axis] - inner.Start[axis])];
        if (Enumerable.Range(0, start.Length).Any(axis => start[axis] + wanted.Extents[axis] <= 0 || start[axis] >= inner.Extents[axis]))
            return Node.Full(pad.Value, wanted.Extents, padded.ElementType);
        return Enumerable.Range(0, start.Length).All(axis => start[axis] >= 0 && start[axis] + wanted.Extents[axis] <= inner.Extents[axis])
            ? padded.Inputs[0].Take(Box.At(start, wanted.Extents))
            : Node.Create(slice, padded);
    }
}
