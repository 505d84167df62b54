namespace AutoGrad;

/// <summary>
/// Weight normalisation as a parametrization: w = g · v/‖v‖, the direction v and the length g learned apart (Salimans and Kingma 2016). v is the layer's own
/// weight, g begins as its norm: at first the layer computes what it computed without. <see cref="LayerParametrizations.WithWeightNorm"/> gives it to a layer.
/// </summary>
/// <remarks>g is measured here, and again whenever the weight is drawn anew: a weight that is written is written before.</remarks>
public sealed partial class WeightNorm : Layer
{
    private readonly Parameter magnitude, direction;
    private readonly Axes axes;

    /// <summary>The parametrization of a weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="axis">Whose positions each have a norm of their own, taken over all other axes; null for one norm of the whole weight.</param>
    /// <exception cref="ArgumentException">A norm is 0, and has no direction.</exception>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public WeightNorm(Parameter weight, int? axis = 0)
    {
        ArgumentNullException.ThrowIfNull(weight);
        int kept = axis is { } given ? Axes.Resolve(given, weight.Shape.Rank, nameof(WeightNorm)) : -1;
        axes = Axes.Create([.. Enumerable.Range(0, weight.Shape.Rank).Where(other => other != kept)]);
        direction = weight;
        magnitude = new("magnitude", NormOf(weight).Shape, weight.ElementType);
        Measure();
        if (magnitude.ToDoubles().Contains(0))
            throw new ArgumentException($"WeightNorm: {weight} is 0 all along an axis and has no direction there; draw it from another initializer.", nameof(weight));
        weight.Drawn += Measure;
    }

    /// <summary>g: the norms, of the weight's shape with 1 for the axes they are taken over.</summary>
    public Parameter Magnitude => magnitude;

    /// <inheritdoc/>
    protected override Node Build(Node x) => x * (magnitude / NormOf(x));

    /// <inheritdoc/>
    protected override void Visit(ILayerVisitor visitor) => visitor.Parameter("magnitude", magnitude);

    private Node NormOf(Node x) => x.Norm(axes, keepDims: true);

    private void Measure()
    {
        using var measuring = Executable.Compile([], [Update.Assign(magnitude, NormOf(direction))]);
        measuring.Run();
    }
}
