namespace AutoGrad;

/// <summary>The gated linear unit with swish of the two halves of an axis, <see cref="Functions.SwiGLU(Node, int)"/>.</summary>
/// <param name="axis">The axis; a negative one counts from the end.</param>
public sealed partial class SwiGLU(int axis = -1) : Layer
{
    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.SwiGLU(x, axis);
}
