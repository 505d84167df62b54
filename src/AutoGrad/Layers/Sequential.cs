using System.Collections;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>
/// Layers one after the other, called <c>0</c>, <c>1</c>, …; functions of nodes count as layers:
/// <c>new Sequential { new Linear(784, 128), ReLU, new Linear(128, 10) }</c>.
/// </summary>
public sealed class Sequential : Layer, IReadOnlyList<Layer>
{
    private readonly List<Layer> layers = [];

    /// <summary>These layers, in this order.</summary>
    public Sequential(params ReadOnlySpan<Layer> layers)
    {
        foreach (var layer in layers)
            Add(layer);
    }

    /// <summary>The number of layers.</summary>
    public int Count => layers.Count;

    /// <summary>The layer at a position, from 0.</summary>
    public Layer this[int index] => layers[index];

    /// <summary>Adds a layer at the end.</summary>
    public void Add(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        layers.Add(layer);
    }

    /// <summary>Adds a function at the end.</summary>
    /// <param name="function">The function.</param>
    /// <param name="text">How text calls it; filled in by the compiler.</param>
    public void Add(Func<Node, Node> function, [CallerArgumentExpression(nameof(function))] string text = "") => layers.Add(new Lambda(function, text));

    /// <summary>The layers in order.</summary>
    public IEnumerator<Layer> GetEnumerator() => layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override Node Build(Node x) => layers.Aggregate(x, (value, layer) => layer.Forward(value));

    /// <inheritdoc/>
    protected override void Visit(ILayerVisitor visitor)
    {
        for (int i = 0; i < layers.Count; i++)
            visitor.Layer($"{i}", layers[i]);
    }
}
