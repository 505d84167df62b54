namespace AutoGrad;

public abstract partial class Layer
{
    /// <summary>The model as a text table: its layers, the shapes of what they make of one sample, and the numbers of their parameters.</summary>
    /// <inheritdoc cref="Summarize"/>
    public string Summary(Shape sampleShape, ElementType? sampleType = null) => new SummaryTable(Summarize(sampleShape, sampleType)).ToString();

    /// <summary>Every layer in this one with the shape of its result and the number of its parameters, by building the graph for one sample.</summary>
    /// <param name="sampleShape">The shape of one sample.</param>
    /// <param name="sampleType">The type of its elements, such as int32 for indices; by default that of the model's parameters, as a trainer feeds it.</param>
    /// <exception cref="ShapeException">The model does not take a sample of this shape.</exception>
    public IReadOnlyList<LayerSummary> Summarize(Shape sampleShape, ElementType? sampleType = null)
    {
        ArgumentNullException.ThrowIfNull(sampleShape);
        var outputs = new Dictionary<Layer, Shape>();
        using (var scope = new BuildScope(Mode.Inference))
        {
            scope.Built = (layer, output) => outputs[layer] = output.Shape;
            Forward(Node.Input("sample", [1, .. sampleShape], sampleType ?? NumberType));
        }
        var layers = LayerTree.Of(this).Layers;
        // What stands in the place of a parameter makes nothing of a sample; what it has belongs to the layer.
        var standing = layers.SelectMany(pair => pair.Layer.Parametrizations).SelectMany(parametrization => LayerTree.Of(parametrization.By).Layers).Select(pair => pair.Layer).ToHashSet();
        var summaries = new List<LayerSummary>();
        var counted = new HashSet<Parameter>();
        foreach (var (path, layer) in layers.Where(pair => !standing.Contains(pair.Layer)))
        {
            Parameter[] own = [.. layer.Parametrizations.SelectMany(parametrization => parametrization.By.Parameters).Concat(layer.OwnParameters).Select(pair => pair.Parameter).Where(counted.Add)];
            summaries.Add(new(
                path,
                layer,
                outputs.TryGetValue(layer, out var shape) && shape.Rank > 0 ? Shape.Create(shape.AsSpan()[1..]) : null,
                own.Sum(parameter => parameter.Shape.Size),
                own.Where(parameter => parameter.IsTrainable).Sum(parameter => parameter.Shape.Size)));
        }
        return summaries;
    }
}
