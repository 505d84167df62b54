namespace AutoGrad;

/// <summary>A layer that puts elements before and after spatial axes.</summary>
public abstract partial class PaddingLayer : SpatialLayer
{
    private readonly int[] before, after;
    private readonly PaddingMode mode;
    private readonly double value;

    private protected PaddingLayer(string layer, int axes, PerAxis before, PerAxis after, PaddingMode mode, double value = 0)
        : base(axes)
    {
        this.before = SpatialNumbers.Check(before, axes, 0, "padding", layer, isRequired: true).Resolve(axes, 0, "padding", layer);
        this.after = after.IsGiven ? after.Resolve(axes, 0, "padding", layer) : this.before;
        (this.mode, this.value) = (mode, value);
    }

    private protected override Node Apply(Node x) => value == 0
        ? SpatialPadding.Apply(x, before, after, mode, GetType().Name)
        : x.Pad([0, 0, .. before], [0, 0, .. after], value);
}
