namespace AutoGrad;

/// <summary>The spatial axes, one to three of them, sampled so many times as densely; see <see cref="Functions.Interpolate"/>.</summary>
/// <param name="factor">How many times each axis grows.</param>
/// <param name="interpolation">How values are found.</param>
/// <param name="alignCorners">Of linear interpolation: whether the centres of the outermost elements stay where they are.</param>
/// <exception cref="ShapeException">A factor is below 1.</exception>
public sealed partial class Upsample(PerAxis factor, Interpolation interpolation = Interpolation.Nearest, bool alignCorners = false) : Layer
{
    private readonly PerAxis factor = SpatialNumbers.Check(factor, factor.Count ?? 1, 1, "factor", nameof(Upsample), isRequired: true);

    /// <inheritdoc/>
    protected override Node Build(Node x)
    {
        int[] extents = x.Shape.AsSpan()[Math.Min(2, x.Shape.Rank)..].ToArray(), factors = factor.Resolve(extents.Length, 1, "factor", nameof(Upsample));
        return Functions.Interpolate(x, PerAxis.Create([.. extents.Zip(factors, Size)]), interpolation, alignCorners);
    }

    private static int Size(int extent, int times) => (long)extent * times <= int.MaxValue
        ? extent * times
        : throw new ShapeException($"Upsample: an axis of {extent} elements, {times} times as long, is longer than an axis can be.");
}
