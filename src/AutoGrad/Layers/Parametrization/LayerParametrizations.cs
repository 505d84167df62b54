namespace AutoGrad;

/// <summary>Layers whose weight is normalised: <c>new Linear(784, 128).WithWeightNorm()</c>.</summary>
public static class LayerParametrizations
{
    /// <summary>Learns the length of the weight apart from its direction: <see cref="WeightNorm"/>.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="axis">Whose positions each have a norm of their own; null for one norm of the whole weight.</param>
    /// <param name="parameter">Which of the layer's parameters.</param>
    /// <returns>The layer itself.</returns>
    /// <exception cref="ArgumentException">The layer has no such parameter, it has a parametrization already, or a norm of it is 0.</exception>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static TLayer WithWeightNorm<TLayer>(this TLayer layer, int? axis = 0, string parameter = "weight")
        where TLayer : Layer
    {
        ArgumentNullException.ThrowIfNull(layer);
        layer.Parametrize(parameter, new WeightNorm(layer.OwnParameter(parameter), axis));
        return layer;
    }

    /// <summary>Divides the weight by its largest singular value: <see cref="SpectralNorm"/>.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="iterations">How many power iterations a training step makes.</param>
    /// <param name="epsilon">The least length that is divided by in them.</param>
    /// <param name="axis">Whose positions are the rows of the matrix: by default 0, of a transposed convolution 1, where its output channels are.</param>
    /// <param name="parameter">Which of the layer's parameters.</param>
    /// <returns>The layer itself.</returns>
    /// <exception cref="ArgumentException">The layer has no such parameter, it has a parametrization already or is 0, there is no iteration, or epsilon is negative.</exception>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static TLayer WithSpectralNorm<TLayer>(this TLayer layer, int iterations = 1, double epsilon = 1e-12, int? axis = null, string parameter = "weight")
        where TLayer : Layer
    {
        ArgumentNullException.ThrowIfNull(layer);
        layer.Parametrize(parameter, new SpectralNorm(layer.OwnParameter(parameter), iterations, epsilon, axis ?? (layer is TransposedConvolution ? 1 : 0)));
        return layer;
    }
}
