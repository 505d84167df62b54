namespace AutoGrad;

/// <summary>y = x · weightᵀ + bias along the last axis: [..., inputs] → [..., outputs].</summary>
public sealed partial class Linear : Layer
{
    private readonly Parameter weight;
    private readonly Parameter? bias;

    /// <summary>A linear layer.</summary>
    /// <param name="inputs">The number of features that go in.</param>
    /// <param name="outputs">The number of features that come out.</param>
    /// <param name="bias">Whether a bias is added.</param>
    /// <param name="initializer">How the weight is drawn, the bias then being 0; without it both are uniform within ±1 / √inputs, as in PyTorch.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of features is not positive.</exception>
    public Linear(int inputs, int outputs, bool bias = true, Initializer? initializer = null, ElementType type = ElementType.Float32)
    {
        LayerNumbers.Positive(inputs, nameof(Linear));
        LayerNumbers.Positive(outputs, nameof(Linear));
        double bound = 1 / Math.Sqrt(inputs);
        weight = new("weight", [outputs, inputs], initializer ?? Initializer.PyTorch, type);
        if (bias)
            this.bias = new("bias", [outputs], initializer is null ? Initializer.Uniform(-bound, bound) : Initializer.Zeros, type);
    }

    /// <summary>[outputs, inputs].</summary>
    public Parameter Weight => weight;

    /// <summary>[outputs]; null for a layer without.</summary>
    public Parameter? Bias => bias;

    /// <inheritdoc/>
    protected override Node Build(Node x)
    {
        int inputs = weight.Shape[1];
        if (x.Shape.Rank == 0 || x.Shape[^1] != inputs)
            throw new ShapeException($"Linear: {inputs} features are expected along the last axis; the input has the shape {x.Shape}.");
        var product = x.MatMul(Parametrized(weight).Transpose());
        return bias is null ? product : product + bias;
    }
}
