using System.Collections;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>
/// A layer that is made of others, called <c>0</c>, <c>1</c>, …, and written as a collection; functions of nodes count as layers.
/// </summary>
public abstract class LayerCollection : Layer, IReadOnlyList<Layer>
{
    private readonly List<Layer> layers = [];

    private protected LayerCollection(ReadOnlySpan<Layer> layers)
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

    /// <summary>The layers one after the other.</summary>
    private protected Node Chain(Node x) => layers.Aggregate(x, (value, layer) => layer.Forward(value));

    /// <inheritdoc/>
    protected override void Visit(ILayerVisitor visitor)
    {
        for (int i = 0; i < layers.Count; i++)
            visitor.Layer($"{i}", layers[i]);
    }
}
