namespace AutoGrad;

/// <summary>A differentiable sample of a distribution, <see cref="Functions.GumbelSoftmax"/>: in training and in inference.</summary>
/// <param name="tau">The temperature.</param>
/// <param name="hard">Whether the result is 0 and 1, with the gradient of the soft sample.</param>
/// <param name="axis">The axis; a negative one counts from the end.</param>
public sealed partial class GumbelSoftmax(double tau = 1, bool hard = false, int axis = -1) : Layer
{
    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.GumbelSoftmax(x, tau, hard, axis);
}
