namespace AutoGrad;

/// <summary>Each sample as one row: [n, …] → [n, product of the others].</summary>
public sealed partial class Flatten : Layer
{
    /// <inheritdoc/>
    protected override Node Build(Node x) => x.Shape.Rank == 0
        ? throw new ShapeException("Flatten: a single number has no samples; the first axis counts them.")
        : x.ReshapeTo([x.Shape[0], checked((int)(x.Shape.Size / Math.Max(1, x.Shape[0])))]);
}
