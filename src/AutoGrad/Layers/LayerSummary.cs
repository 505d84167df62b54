namespace AutoGrad;

/// <summary>A layer of a model, as a summary lists it.</summary>
/// <param name="Path">Where in the model it is: <c>0</c>, <c>blocks.1</c>.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Output">The shape of what it makes of one sample; null where the model never calls it.</param>
/// <param name="ParameterCount">How many numbers its own parameters hold, those of layers in it and those listed before not counted.</param>
public sealed record LayerSummary(string Path, Layer Layer, Shape? Output, long ParameterCount);

public abstract partial class Layer
{
    /// <summary>Every layer in this one with the shape of its result and the number of its parameters, by building the graph for one sample.</summary>
    /// <param name="sampleShape">The shape of one sample.</param>
    /// <exception cref="ShapeException">The model does not take a sample of this shape.</exception>
    public IReadOnlyList<LayerSummary> Summarize(Shape sampleShape)
    {
        ArgumentNullException.ThrowIfNull(sampleShape);
        var outputs = new Dictionary<Layer, Shape>();
        using (var scope = new BuildScope(Mode.Inference))
        {
            scope.Built = (layer, output) => outputs[layer] = output.Shape;
            Forward(Node.Input("sample", [1, .. sampleShape]).Cast(NumberType));
        }
        var summaries = new List<LayerSummary>();
        var counted = new HashSet<Parameter>();
        foreach (var (path, layer) in LayerTree.Of(this).Layers)
        {
            var inner = layer.Sublayers.SelectMany(pair => pair.Layer.Parameters).Select(pair => pair.Parameter).ToHashSet();
            long count = layer.Parameters.Where(pair => !inner.Contains(pair.Parameter) && counted.Add(pair.Parameter)).Sum(pair => pair.Parameter.Shape.Size);
            summaries.Add(new(path, layer, outputs.TryGetValue(layer, out var shape) && shape.Rank > 0 ? Shape.Create(shape.AsSpan()[1..]) : null, count));
        }
        return summaries;
    }
}
