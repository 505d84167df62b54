namespace AutoGrad;

/// <summary>
/// Layers one after the other, called <c>0</c>, <c>1</c>, …; functions of nodes count as layers:
/// <c>new Sequential { new Linear(784, 128), ReLU, new Linear(128, 10) }</c>.
/// </summary>
/// <param name="layers">The layers, in this order.</param>
public sealed partial class Sequential(params ReadOnlySpan<Layer> layers) : LayerCollection(layers)
{
    /// <inheritdoc/>
    protected override Node Build(Node x) => Chain(x);
}
