namespace AutoGrad.Kernels;

/// <summary>A consecutive tensor seen along one axis: element i of it stands at (outer · Length + i) · Inner + inner.</summary>
/// <param name="Outer">The product of the extents before the axis.</param>
/// <param name="Length">The extent of the axis.</param>
/// <param name="Inner">The product of the extents after the axis.</param>
internal readonly record struct AxisLayout(long Outer, int Length, long Inner)
{
    public static AxisLayout Of(ReadOnlySpan<int> shape, int axis) => new(Product(shape[..axis]), shape[axis], Product(shape[(axis + 1)..]));

    private static long Product(ReadOnlySpan<int> extents)
    {
        long product = 1;
        foreach (int extent in extents)
            product *= extent;
        return product;
    }
}
