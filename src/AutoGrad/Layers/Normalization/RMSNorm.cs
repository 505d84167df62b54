namespace AutoGrad;

/// <summary>The last axes of each sample divided by the root of their mean square, then scaled: <see cref="Functions.RMSNorm(Node, Shape, Node, double?)"/>.</summary>
public sealed partial class RMSNorm : Layer
{
    private readonly Parameter? weight;
    private readonly double? epsilon;

    /// <summary>The layer.</summary>
    /// <param name="normalized">The extents of the last axes, together normalised: of one axis of 8, <c>[8]</c>.</param>
    /// <param name="epsilon">What is added to the mean square; by default the distance from 1 to the next number of the input's type.</param>
    /// <param name="scaled">Whether the result is scaled by a learned weight.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">epsilon is negative.</exception>
    public RMSNorm(Shape normalized, double? epsilon = null, bool scaled = true, ElementType type = ElementType.Float32)
    {
        ArgumentNullException.ThrowIfNull(normalized);
        Normalized = normalized;
        this.epsilon = epsilon is { } given ? LayerNumbers.Epsilon(given, nameof(RMSNorm)) : null;
        weight = scaled ? new("weight", normalized, Initializer.Constant(1), type) : null;
    }

    /// <summary>The extents of the axes that are normalised.</summary>
    public Shape Normalized { get; }

    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.RMSNorm(x, Normalized, weight, epsilon);
}
