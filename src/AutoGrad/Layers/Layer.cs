namespace AutoGrad;

/// <summary>
/// A part of a model: parameters, sub-layers, and a function of nodes that uses them. A model is itself a layer. Derive from it as a
/// <c>partial</c> class and write <see cref="Build"/>; a generator lists parameters and sub-layers.
/// </summary>
public abstract partial class Layer
{
    /// <summary>
    /// Every parameter of the layer and of the layers in it, with its path: <c>0.weight</c>, <c>gate.bias</c>. One that is shared is
    /// listed once, under its first path.
    /// </summary>
    /// <exception cref="InvalidOperationException">Two parameters have the same path, or a layer contains itself.</exception>
    public IReadOnlyList<(string Path, Parameter Parameter)> Parameters => LayerTree.Of(this).Parameters;

    /// <summary>Every layer in this one, at any depth, with its path, each before those in it; one that is shared is listed once.</summary>
    /// <inheritdoc cref="Parameters" path="/exception"/>
    public IReadOnlyList<(string Path, Layer Layer)> Sublayers => [.. LayerTree.Of(this).Layers.Skip(1)];

    /// <summary>The result of the layer for an input, as a graph.</summary>
    /// <remarks>
    /// Mode and random numbers are those of the current <see cref="BuildScope"/>; outside of one, the layer is built for inference.
    /// </remarks>
    /// <param name="x">What the layer is applied to.</param>
    /// <exception cref="ShapeException">The input does not fit; the message names the layer inside this one where it does not.</exception>
    public Node Forward(Node x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Within(() =>
        {
            var result = Build(x) ?? throw new InvalidOperationException($"{LayerPath.Current}: Build returned null.");
            CheckParametrizations();
            return result;
        });
    }

    /// <summary>
    /// For layers that take or give more than one node: does what <see cref="Forward"/> does around <see cref="Build"/>. The layer's path
    /// stands in messages, and the mode and the random numbers are those of the current <see cref="BuildScope"/>.
    /// </summary>
    /// <param name="build">The layer's function.</param>
    protected T Within<T>(Func<T> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        using var scope = BuildScope.Current is null ? new BuildScope(Mode.Inference) : null;
        using var entered = LayerPath.Enter(BuildScope.Current!.PathOf(this));
        var result = build();
        if (result is Node node)
            BuildScope.Current!.Built?.Invoke(this, node);
        return result;
    }

    /// <summary>
    /// Draws all parameters that have an initializer anew. A parameter's values depend on the seed, its path and its shape alone.
    /// </summary>
    /// <remarks>
    /// Parameters are drawn when they are made, with seed 0. A trainer, and a <see cref="BuildScope"/> with a seed, draw again from their
    /// own seed what still has the values it was drawn with.
    /// </remarks>
    /// <param name="seed">What the values are drawn from.</param>
    public void Initialize(int seed)
    {
        foreach (var (path, parameter) in Parameters)
        {
            parameter.Draw(seed, path);
            parameter.Keep();
        }
    }

    /// <summary>The layer's function, written in nodes and sub-layers' <see cref="Forward"/>.</summary>
    protected abstract Node Build(Node x);

    /// <summary>
    /// Tells the visitor the layer's parameters and sub-layers. The generator writes this method for partial classes: fields and
    /// automatic properties of the types Parameter and Layer, arrays, lists and dictionaries of them.
    /// </summary>
    protected abstract void Visit(ILayerVisitor visitor);

    /// <summary>What the layer computes with: the element type of its first floating-point parameter, or float32.</summary>
    internal ElementType NumberType => Parameters.Select(pair => pair.Parameter.ElementType).FirstOrDefault(static type => type.IsFloatingPoint);

    internal void Accept(ILayerVisitor visitor)
    {
        Visit(visitor);
        foreach (var parametrization in Parametrizations)
            visitor.Layer($"parametrizations.{parametrization.Name}", parametrization.By);
    }
}
