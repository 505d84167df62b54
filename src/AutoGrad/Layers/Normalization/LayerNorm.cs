namespace AutoGrad;

/// <summary>The last axes of each sample normalised to mean 0 and variance 1, then scaled: <see cref="Functions.LayerNorm(Node, Shape, Node, Node, double)"/>.</summary>
public sealed partial class LayerNorm : Layer
{
    private readonly Parameter? weight, bias;
    private readonly double epsilon;

    /// <summary>The layer.</summary>
    /// <param name="normalized">The extents of the last axes, together normalised: of one axis of 8, <c>[8]</c>.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="scaled">Whether the result is scaled by a learned weight and shifted by a learned bias.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">epsilon is negative.</exception>
    public LayerNorm(Shape normalized, double epsilon = 1e-5, bool scaled = true, ElementType type = ElementType.Float32)
    {
        ArgumentNullException.ThrowIfNull(normalized);
        (Normalized, this.epsilon) = (normalized, LayerNumbers.Epsilon(epsilon, nameof(LayerNorm)));
        if (scaled)
            (weight, bias) = (new("weight", normalized, Initializer.Constant(1), type), new("bias", normalized, Initializer.Zeros, type));
    }

    /// <summary>The extents of the axes that are normalised.</summary>
    public Shape Normalized { get; }

    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.LayerNorm(x, Normalized, weight, bias, epsilon);
}
