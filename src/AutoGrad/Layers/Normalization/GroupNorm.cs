namespace AutoGrad;

/// <summary>The channels of each sample normalised in groups, then scaled by channel: <see cref="Functions.GroupNorm"/>.</summary>
public sealed partial class GroupNorm : Layer
{
    private readonly Parameter? weight, bias;
    private readonly int groups;
    private readonly double epsilon;

    /// <summary>The layer.</summary>
    /// <param name="groups">How many groups the channels are shared out to.</param>
    /// <param name="channels">The number of channels, along axis 1.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="scaled">Whether the result is scaled by a learned weight and shifted by a learned bias.</param>
    /// <param name="type">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive, or epsilon is negative.</exception>
    /// <exception cref="ArgumentException">The groups don't divide the channels.</exception>
    public GroupNorm(int groups, int channels, double epsilon = 1e-5, bool scaled = true, ElementType type = ElementType.Float32)
    {
        this.groups = LayerNumbers.Positive(groups, nameof(GroupNorm));
        Channels = LayerNumbers.Positive(channels, nameof(GroupNorm));
        if (channels % groups != 0)
            throw new ArgumentException($"GroupNorm: {channels} channels cannot be shared out to {groups} groups.", nameof(groups));
        this.epsilon = LayerNumbers.Epsilon(epsilon, nameof(GroupNorm));
        if (scaled)
            (weight, bias) = (new("weight", [channels], Initializer.Constant(1), type), new("bias", [channels], Initializer.Zeros, type));
    }

    /// <summary>The number of channels.</summary>
    public int Channels { get; }

    /// <inheritdoc/>
    protected override Node Build(Node x) => x.Shape.Rank < 2 || x.Shape[1] == Channels
        ? Functions.GroupNorm(x, groups, weight, bias, epsilon)
        : throw new ShapeException($"GroupNorm: {Channels} channels are expected along axis 1; the input has the shape {x.Shape}.");
}
