namespace AutoGrad;

/// <summary>Which elements of sequences that were padded to one length are real.</summary>
public static class SequenceMask
{
    /// <summary>Where the position along the last axis is below the sequence's length: bool [lengths' axes…, steps].</summary>
    /// <param name="lengths">How many elements of each sequence are real: int32 or int64, of any shape.</param>
    /// <param name="steps">The length that all were padded to.</param>
    /// <exception cref="ShapeException">The lengths are no integers, or the number of steps is negative.</exception>
    public static Node Of(Node lengths, int steps)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        if (lengths.ElementType is not (ElementType.Int32 or ElementType.Int64))
            throw new ShapeException($"SequenceMask.Of: the lengths are {lengths}; int32 or int64 is expected.");
        if (steps < 0)
            throw new ShapeException($"SequenceMask.Of: {steps} steps; a sequence has 0 or more.");
        return lengths.Unsqueeze(-1) > Functions.Arange(steps, lengths.ElementType);
    }

    /// <summary>The mean over what the mask lets through, such as the losses of real elements. What is masked may be NaN: neither value nor gradient sees it. NaN where the mask lets nothing through.</summary>
    /// <param name="values">float32 or float64.</param>
    /// <param name="mask">bool, of the values' shape or one that is broadcast to it.</param>
    /// <exception cref="ShapeException">The mask is not bool, or is not broadcast to the values' shape.</exception>
    public static Node Mean(Node values, Node mask)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.ElementType != ElementType.Bool)
            throw new ShapeException($"SequenceMask.Mean: the mask is {mask}; bool is expected.");
        var each = mask.BroadcastTo(values.Shape);
        return Functions.Where(each, values, 0).Sum() / each.Cast(values.ElementType).Sum();
    }
}
