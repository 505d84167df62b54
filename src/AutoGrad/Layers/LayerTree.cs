namespace AutoGrad;

/// <summary>The layers and parameters in a layer, with their paths, each once, in the order in which they are reported.</summary>
internal sealed class LayerTree : ILayerVisitor
{
    private readonly List<(string Path, Layer Layer)> layers = [];
    private readonly List<(string Path, Parameter Parameter)> parameters = [];
    private readonly HashSet<Layer> inside = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> listed = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> paths = [];
    private string prefix = "";

    private LayerTree()
    {
    }

    public IReadOnlyList<(string Path, Layer Layer)> Layers => layers;

    public IReadOnlyList<(string Path, Parameter Parameter)> Parameters => parameters;

    public static LayerTree Of(Layer root)
    {
        var tree = new LayerTree();
        tree.Add("", root);
        return tree;
    }

    void ILayerVisitor.Parameter(string name, Parameter? parameter)
    {
        if (parameter is null || !listed.Add(parameter))
            return;
        parameters.Add((TakePath(name), parameter));
    }

    void ILayerVisitor.Layer(string name, Layer? layer)
    {
        if (layer is null)
            return;
        if (inside.Contains(layer))
            throw new InvalidOperationException($"The layer '{prefix}{name}' ({layer.GetType().Name}) contains itself.");
        if (!listed.Contains(layer))
            Add(TakePath(name), layer);
    }

    private void Add(string path, Layer layer)
    {
        listed.Add(layer);
        layers.Add((path, layer));
        inside.Add(layer);
        string outer = prefix;
        prefix = path.Length == 0 ? "" : path + ".";
        layer.Accept(this);
        prefix = outer;
        inside.Remove(layer);
    }

    private string TakePath(string name)
    {
        string path = prefix + name;
        return paths.Add(path)
            ? path
            : throw new InvalidOperationException($"Two parameters or layers have the path '{path}'; names within a layer and the layers it derives from must differ.");
    }
}
