namespace AutoGrad;

/// <summary>What stands in the place of a layer's parameter.</summary>
/// <param name="name">The parameter's name in the layer.</param>
/// <param name="parameter">The parameter.</param>
/// <param name="by">The function of it.</param>
internal sealed class Parametrization(string name, Parameter parameter, Layer by)
{
    public string Name => name;

    public Parameter Parameter => parameter;

    public Layer By => by;

    /// <summary>Whether the layer was ever built with it.</summary>
    public bool IsApplied { get; private set; }

    public Node Apply()
    {
        IsApplied = true;
        var value = by.Forward(parameter);
        return value.Shape == parameter.Shape && value.ElementType == parameter.ElementType
            ? value
            : throw new ShapeException($"Parametrize: of '{name}', {parameter.ElementType.Text} {parameter.Shape}, the parametrization makes {value.ElementType.Text} {value.Shape}; shape and type must stay.");
    }
}
