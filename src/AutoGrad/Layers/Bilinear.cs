namespace AutoGrad;

/// <summary>yₖ = x₁ᵀ · Aₖ · x₂ + bₖ of two inputs along their last axes: [..., first] and [..., second] → [..., outputs].</summary>
public sealed partial class Bilinear : Layer
{
    private readonly Parameter weight;
    private readonly Parameter? bias;

    /// <summary>The layer.</summary>
    /// <param name="first">The number of features of the first input.</param>
    /// <param name="second">The number of features of the second input.</param>
    /// <param name="outputs">The number of features that come out.</param>
    /// <param name="bias">Whether a bias is added.</param>
    /// <param name="initializer">How the weight is drawn, the bias then being 0; without it both are uniform within ±1 / √first, as in PyTorch.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of features is not positive.</exception>
    public Bilinear(int first, int second, int outputs, bool bias = true, Initializer? initializer = null, ElementType type = ElementType.Float32)
    {
        LayerNumbers.Positive(first, nameof(Bilinear));
        LayerNumbers.Positive(second, nameof(Bilinear));
        LayerNumbers.Positive(outputs, nameof(Bilinear));
        double bound = 1 / Math.Sqrt(first);
        weight = new("weight", [outputs, first, second], initializer ?? Initializer.Uniform(-bound, bound), type);
        if (bias)
            this.bias = new("bias", [outputs], initializer is null ? Initializer.Uniform(-bound, bound) : Initializer.Zeros, type);
    }

    /// <summary>A: [outputs, first, second].</summary>
    public Parameter Weight => weight;

    /// <summary>b: [outputs]; null for a layer without.</summary>
    public Parameter? Bias => bias;

    /// <summary>The form of two inputs.</summary>
    /// <param name="first">[..., first].</param>
    /// <param name="second">[..., second], with the same leading axes.</param>
    /// <returns>[..., outputs].</returns>
    /// <exception cref="ShapeException">The inputs do not fit the layer or one another.</exception>
    public Node Forward(Node first, Node second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Within(() => Form(first, second));
    }

    /// <inheritdoc/>
    /// <remarks>A single input stands for both: the quadratic form xᵀ · Aₖ · x + bₖ.</remarks>
    protected override Node Build(Node x) => Form(x, x);

    private Node Form(Node first, Node second)
    {
        if (first.Shape.Rank == 0 || second.Shape.Rank == 0 || first.Shape[^1] != weight.Shape[1] || second.Shape[^1] != weight.Shape[2]
            || !first.Shape.SkipLast(1).SequenceEqual(second.Shape.SkipLast(1)))
            throw new ShapeException(
                $"Bilinear: the inputs have the shapes {first.Shape} and {second.Shape}; [..., {weight.Shape[1]}] and [..., {weight.Shape[2]}] with the same leading axes are expected.");
        var form = Functions.Einsum("...i,kij,...j->...k", first, Parametrized(weight), second);
        return bias is null ? form : form + bias;
    }
}
