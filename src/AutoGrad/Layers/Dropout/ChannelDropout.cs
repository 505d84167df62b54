namespace AutoGrad;

/// <summary>
/// In training, each channel of each sample is set to 0 with probability rate, as a whole, and the others are divided by 1 − rate; in inference, the
/// identity (Tompson 2015). Neighbours of a channel are much alike, so dropping single elements would hide little.
/// </summary>
public abstract partial class ChannelDropout : SpatialLayer
{
    private protected ChannelDropout(string layer, int axes, double rate)
        : base(axes) => Rate = LayerNumbers.Rate(rate, layer);

    /// <summary>The share of channels that is dropped.</summary>
    public double Rate { get; }

    private protected sealed override Node Apply(Node x) => Dropping.Is(Rate) ? Functions.Where(Dropping.KeptChannels(x, Rate), x / (1 - Rate), 0) : x;
}
