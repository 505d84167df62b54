namespace AutoGrad;

/// <summary>The softmax over the channels of images, <see cref="Functions.Softmax2d"/>.</summary>
public sealed partial class Softmax2d : Layer
{
    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.Softmax2d(x);
}
