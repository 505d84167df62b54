namespace AutoGrad;

/// <summary>A layer over a number of spatial axes that follow samples and channels, without weights.</summary>
public abstract partial class SpatialLayer : Layer
{
    private protected SpatialLayer(int axes) => SpatialAxes = axes;

    /// <summary>The number of spatial axes.</summary>
    public int SpatialAxes { get; }

    /// <summary>The function of an input that has as many spatial axes.</summary>
    private protected abstract Node Apply(Node x);

    /// <inheritdoc/>
    protected sealed override Node Build(Node x) => Apply(Checked(x));

    /// <summary>The input, if it has as many axes as it should.</summary>
    /// <exception cref="ShapeException">It has more or fewer.</exception>
    private protected Node Checked(Node x) => x.Shape.Rank == SpatialAxes + 2
        ? x
        : throw new ShapeException(
            $"{GetType().Name}: the input has the shape {x.Shape}; [samples, channels, …] with {SpatialAxes} spatial {(SpatialAxes == 1 ? "axis" : "axes")} is expected.");
}
