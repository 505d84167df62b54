namespace AutoGrad.Kernels;

/// <summary>What is told of a number that is out of range: where it stands, and who met it.</summary>
internal static class OutOfRange
{
    /// <summary>A position among elements in row-major order as text: a number, or one an axis.</summary>
    public static string Position(long position, ReadOnlySpan<int> shape)
    {
        if (shape.Length < 2)
            return $"{position}";
        long[] places = new long[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; axis--)
            (position, places[axis]) = Math.DivRem(position, shape[axis]);
        return $"[{string.Join(", ", places)}]";
    }

    /// <summary>The same error, with the place in the model, or in time, where it came up.</summary>
    public static ArgumentOutOfRangeException In(ArgumentOutOfRangeException error, string? layer, string? time = null) =>
        new($"{error.Message} ({string.Join(", ", new[] { layer is null ? null : $"in {layer}", time }.OfType<string>())})", error);
}
