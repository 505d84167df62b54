namespace AutoGrad;

/// <summary>What all convolutions have: a weight, a bias or none, and how windows lie.</summary>
public abstract partial class ConvolutionLayer : Layer
{
    private readonly Parameter weight;
    private readonly Parameter? bias;

    private protected ConvolutionLayer(Shape weightShape, int outputs, int groups, bool bias, Initializer? initializer, ElementType type)
    {
        weight = new("weight", weightShape, initializer ?? Initializer.PyTorch, type);
        double bound = 1 / Math.Sqrt(Math.Max(1, weightShape.Size / weightShape[0]));
        if (bias)
            this.bias = new("bias", [outputs], initializer is null ? Initializer.Uniform(-bound, bound) : Initializer.Zeros, type);
        Groups = groups;
    }

    /// <summary>[outputs, inputs / groups, …kernel]; of a transposed convolution [inputs, outputs / groups, …kernel].</summary>
    public Parameter Weight => weight;

    /// <summary>[outputs]; null for a layer without.</summary>
    public Parameter? Bias => bias;

    /// <summary>The number of groups that channels are shared out to.</summary>
    public int Groups { get; }

    /// <summary>[first, second / groups, …kernel], once channels, groups and kernel are known to be sensible.</summary>
    private protected static Shape WeightShape(string layer, int axes, (string Name, int Channels) first, (string Name, int Channels) second, PerAxis kernel, int groups)
    {
        LayerNumbers.Positive(groups, layer);
        foreach (var (name, channels) in new[] { first, second })
            if (LayerNumbers.Positive(channels, layer, name) % groups != 0)
                throw new ArgumentOutOfRangeException(name, $"{layer}: {channels} {name} cannot be shared out by {groups} groups.");
        if (!kernel.IsGiven)
            throw new ArgumentException($"{layer}: no kernel size is given.", nameof(kernel));
        return [first.Channels, second.Channels / groups, .. kernel.Resolve(axes, 1, "kernel", layer)];
    }
}
