namespace AutoGrad;

public abstract partial class Layer
{
    private List<Parametrization>? parametrizations;

    /// <summary>
    /// Puts a function of a parameter in its place: from now on the layer computes with <paramref name="by"/> of the parameter, and learns the parameters of both.
    /// Those of <paramref name="by"/> have the path <c>parametrizations.</c>name. As PyTorch's <c>register_parametrization</c>.
    /// </summary>
    /// <remarks>A layer of one's own can be parametrized where its <see cref="Build"/> reads <see cref="Parametrized"/>.</remarks>
    /// <param name="parameter">The name of a parameter of this layer itself, such as <c>weight</c>.</param>
    /// <param name="by">The function: what it makes has the parameter's shape and type. Several are a <see cref="Sequential"/>.</param>
    /// <exception cref="ArgumentException">There is no such parameter, or it has a parametrization already.</exception>
    public void Parametrize(string parameter, Layer by)
    {
        ArgumentNullException.ThrowIfNull(by);
        var own = OwnParameter(parameter);
        if (parametrizations?.Exists(known => known.Parameter == own) == true)
            throw new ArgumentException($"{GetType().Name}: '{parameter}' has a parametrization already; several are one Sequential.", nameof(parameter));
        (parametrizations ??= []).Add(new(parameter, own, by));
    }

    /// <summary>A parameter as the layer is to compute with it: itself, or what <see cref="Parametrize"/> put in its place.</summary>
    /// <param name="parameter">A parameter of this layer.</param>
    /// <exception cref="ShapeException">What stands in its place has another shape or type.</exception>
    protected Node Parametrized(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parametrizations?.Find(known => known.Parameter == parameter)?.Apply() ?? parameter;
    }

    /// <summary>The parameters that belong to the layer and to none in it.</summary>
    internal IEnumerable<(string Path, Parameter Parameter)> OwnParameters
    {
        get
        {
            var tree = LayerTree.Of(this);
            var inner = tree.Layers.Skip(1).SelectMany(pair => pair.Layer.Parameters).Select(pair => pair.Parameter).ToHashSet();
            return tree.Parameters.Where(pair => !inner.Contains(pair.Parameter));
        }
    }

    /// <summary>What stands in the place of parameters.</summary>
    internal IReadOnlyList<Parametrization> Parametrizations => parametrizations ?? [];

    internal Parameter OwnParameter(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (string Path, Parameter Parameter)[] own = [.. OwnParameters];
        return own.FirstOrDefault(pair => pair.Path == name).Parameter ?? throw new ArgumentException(
            $"{GetType().Name}: it has no parameter '{name}' of its own; {(own.Length == 0 ? "it has none" : $"it has {string.Join(", ", own.Select(pair => $"'{pair.Path}'"))}")}.", nameof(name));
    }

    // Else the layer would go on computing with the parameter itself, and nobody would notice.
    private void CheckParametrizations()
    {
        foreach (var parametrization in Parametrizations)
            if (!parametrization.IsApplied)
                throw new InvalidOperationException(
                    $"{LayerPath.Current}: '{parametrization.Name}' has a parametrization, but Build computes with the parameter itself: there, write Parametrized(…) around it.");
    }
}
