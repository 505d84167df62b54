namespace AutoGrad;

/// <summary>A leaky ReLU with a random slope in training and its mean in inference, <see cref="Functions.RReLU"/>.</summary>
/// <param name="lower">The smallest slope.</param>
/// <param name="upper">The largest slope.</param>
public sealed partial class RReLU(double lower = 1.0 / 8, double upper = 1.0 / 3) : Layer
{
    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.RReLU(x, lower, upper);
}
