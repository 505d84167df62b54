namespace AutoGrad;

/// <summary>Largest elements put back where <see cref="MaxPool3d.ForwardWithIndices"/> found them, zeros everywhere else; see <see cref="Functions.MaxUnpool"/>.</summary>
/// <param name="kernel">The size of a window.</param>
/// <param name="stride">How far apart windows begin; as far as they are large by default.</param>
/// <param name="padding">How far windows reached out of the input; 0 by default.</param>
/// <exception cref="ShapeException">The numbers make no windows over three spatial axes.</exception>
public sealed partial class MaxUnpool3d(PerAxis kernel, PerAxis stride = default, PerAxis padding = default)
    : SpatialLayer(3)
{
    private readonly PerAxis kernel = SpatialNumbers.Check(kernel, 3, 1, "kernel", nameof(MaxUnpool3d), isRequired: true);
    private readonly PerAxis stride = SpatialNumbers.Check(stride, 3, 1, "stride", nameof(MaxUnpool3d));
    private readonly PerAxis padding = SpatialNumbers.Check(padding, 3, 0, "padding", nameof(MaxUnpool3d));

    /// <summary>The elements where the indices say.</summary>
    /// <param name="x">[samples, channels, depth, height, width].</param>
    /// <param name="indices">Positions in the spatial axes, of the same shape.</param>
    /// <param name="outputSize">The spatial extents of the result; what pooling with these windows started from by default.</param>
    public Node Forward(Node x, Node indices, PerAxis outputSize = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Within(() => Functions.MaxUnpool(Checked(x), indices, kernel, stride, padding, outputSize));
    }

    private protected override Node Apply(Node x) =>
        throw new InvalidOperationException("MaxUnpool3d: it needs the positions as well; call Forward(x, indices).");
}
