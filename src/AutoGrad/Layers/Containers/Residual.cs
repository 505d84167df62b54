namespace AutoGrad;

/// <summary>
/// x + f(x), where f is the layers one after the other (He 2016): <c>new Residual { new Linear(64, 64), ReLU, new Linear(64, 64) }</c>.
/// With a <see cref="Projection"/> p, where f changes the shape, p(x) + f(x).
/// </summary>
/// <param name="layers">The layers of f, in this order.</param>
public sealed class Residual(params ReadOnlySpan<Layer> layers) : LayerCollection(layers)
{
    /// <summary>What the input goes through on its way around the layers; nothing by default. Its path is <c>projection</c>.</summary>
    public Layer? Projection { get; init; }

    /// <inheritdoc/>
    protected override Node Build(Node x)
    {
        Node result = Chain(x), shortcut = Projection?.Forward(x) ?? x;
        if (result.Shape == shortcut.Shape)
            return shortcut + result;
        throw new ShapeException(Projection is null
            ? $"Residual: the layers make {result.Shape} of {x.Shape}, and shapes that differ are not added: give it a Projection that makes the same of its input."
            : $"Residual: of {x.Shape} the layers make {result.Shape} and the projection {shortcut.Shape}; both must make the same shape.");
    }

    /// <inheritdoc/>
    protected override void Visit(ILayerVisitor visitor)
    {
        base.Visit(visitor);
        visitor.Layer("projection", Projection);
    }
}
