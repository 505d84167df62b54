namespace AutoGrad;

/// <summary>A layer of a model, as a summary lists it.</summary>
/// <param name="Path">Where in the model it is: <c>0</c>, <c>blocks.1</c>.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Output">The shape of what it makes of one sample; null where the model never calls it.</param>
/// <param name="ParameterCount">How many numbers its own parameters hold, those of layers in it and those listed before not counted.</param>
/// <param name="TrainableCount">How many of these are learned.</param>
public sealed record LayerSummary(string Path, Layer Layer, Shape? Output, long ParameterCount, long TrainableCount)
{
    /// <summary>How a table calls the layer: by its text, or its type where it has none, and what stands in the place of its parameters.</summary>
    public string Name => string.Join(", ", Layer.Parametrizations.Select(parametrization => $"{parametrization.Name}: {NameOf(parametrization.By)}").Prepend(NameOf(Layer)));

    private static string NameOf(Layer layer) => layer.ToString() is { } text && text != layer.GetType().ToString() ? text : layer.GetType().Name.Split('`')[0];
}
