namespace AutoGrad;

/// <summary>Elements put around the spatial axes of a tensor, and taken away.</summary>
internal static class SpatialPadding
{
    /// <summary>The tensor with elements before and after its spatial axes.</summary>
    /// <exception cref="ShapeException">There are fewer elements than the mode has to read.</exception>
    public static Node Apply(Node x, int[] before, int[] after, PaddingMode mode, string operation)
    {
        if (before.Concat(after).All(number => number == 0))
            return x;
        if (mode == PaddingMode.Zeros)
            return x.Pad([0, 0, .. before], [0, 0, .. after]);
        for (int i = 0; i < before.Length; i++)
            x = Along(x, i + 2, before[i], after[i], mode, operation);
        return x;
    }

    /// <summary>The tensor without elements before and after its spatial axes; a negative number adds zeros.</summary>
    public static Node Crop(Node x, int[] before, int[] after)
    {
        var slices = new Slice[x.Shape.Rank];
        Array.Fill(slices, ..);
        for (int i = 0; i < before.Length; i++)
            slices[i + 2] = Math.Max(0, before[i])..(x.Shape[i + 2] - Math.Max(0, after[i]));
        return Apply(x[slices], [.. before.Select(number => Math.Max(0, -number))], [.. after.Select(number => Math.Max(0, -number))], PaddingMode.Zeros, "");
    }

    private static Node Along(Node x, int axis, int before, int after, PaddingMode mode, string operation)
    {
        if (before == 0 && after == 0)
            return x;
        int extent = x.Shape[axis], most = mode switch { PaddingMode.Reflect => extent - 1, PaddingMode.Circular => extent, _ => extent == 0 ? 0 : int.MaxValue };
        if (Math.Max(before, after) > most)
            throw new ShapeException(
                $"{operation}: {Math.Max(before, after)} elements of {mode.ToString().ToLowerInvariant()} padding for axis {axis} of {x.Shape}; {extent} elements give at most {Math.Max(0, most)}.");
        Node[] parts = mode switch
        {
            PaddingMode.Reflect => [Slice(1..(before + 1)).Flip(axis), x, Slice((extent - 1 - after)..(extent - 1)).Flip(axis)],
            PaddingMode.Replicate => [At(0).BroadcastTo(x.Shape.With(axis, before)), x, At(extent - 1).BroadcastTo(x.Shape.With(axis, after))],
            _ => [Slice((extent - before)..), x, Slice(..after)],
        };
        return Functions.Concatenate(parts, axis);

        Node Slice(Range range)
        {
            var slices = new Slice[axis + 1];
            Array.Fill(slices, ..);
            slices[axis] = range;
            return x[slices];
        }

        Node At(int position) => Slice(position..(position + 1));
    }
}
