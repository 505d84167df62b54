namespace AutoGrad;

/// <summary>The gated linear unit of the two halves of an axis, <see cref="Functions.GLU(Node, int)"/>.</summary>
/// <param name="axis">The axis; a negative one counts from the end.</param>
public sealed partial class GLU(int axis = -1) : Layer
{
    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.GLU(x, axis);
}
