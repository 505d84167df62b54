namespace AutoGrad;

/// <summary>
/// Is told what a layer consists of. The generator writes a layer's <see cref="Layer.Visit"/>; who writes it by hand reports each
/// parameter and each sub-layer once, by a name that is unique within the layer.
/// </summary>
public interface ILayerVisitor
{
    /// <summary>The layer has this parameter; null is none.</summary>
    void Parameter(string name, Parameter? parameter);

    /// <summary>The layer has this sub-layer; null is none.</summary>
    void Layer(string name, Layer? layer);

    /// <summary>The layer has these parameters, called <c>name.0</c>, <c>name.1</c>, …</summary>
    void Parameters(string name, IEnumerable<Parameter?>? parameters)
    {
        int index = 0;
        foreach (var parameter in parameters ?? [])
            Parameter($"{name}.{index++}", parameter);
    }

    /// <summary>The layer has these parameters, each called <c>name.key</c>.</summary>
    void Parameters<TKey>(string name, IEnumerable<KeyValuePair<TKey, Parameter>>? parameters)
    {
        foreach (var (key, parameter) in parameters ?? [])
            Parameter(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}.{key}"), parameter);
    }

    /// <summary>The layer has these sub-layers, called <c>name.0</c>, <c>name.1</c>, …</summary>
    void Layers(string name, IEnumerable<Layer?>? layers)
    {
        int index = 0;
        foreach (var layer in layers ?? [])
            Layer($"{name}.{index++}", layer);
    }

    /// <summary>The layer has these sub-layers, each called <c>name.key</c>.</summary>
    void Layers<TKey, TLayer>(string name, IEnumerable<KeyValuePair<TKey, TLayer>>? layers)
        where TLayer : Layer?
    {
        foreach (var (key, layer) in layers ?? [])
            Layer(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}.{key}"), layer);
    }
}
