namespace AutoGrad;

/// <summary>The ReLU with learned slopes, <see cref="Functions.PReLU(Node, Node, int)"/>: one for all elements, or one a channel along axis 1.</summary>
public sealed partial class PReLU : Layer
{
    private readonly Parameter weight;

    /// <summary>The layer.</summary>
    /// <param name="channels">The number of slopes: 1, or as many as axis 1 has elements.</param>
    /// <param name="slope">What they begin with.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of channels is not positive.</exception>
    public PReLU(int channels = 1, double slope = 0.25, ElementType type = ElementType.Float32)
    {
        weight = new("weight", [LayerNumbers.Positive(channels, nameof(PReLU))], Initializer.Constant(slope), type);
    }

    /// <summary>The slopes: [channels].</summary>
    public Parameter Weight => weight;

    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.PReLU(x, Parametrized(weight), axis: 1);
}
