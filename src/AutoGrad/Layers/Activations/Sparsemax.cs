namespace AutoGrad;

/// <summary>The nearest distribution, with zeros, <see cref="Functions.Sparsemax"/>.</summary>
/// <param name="axis">The axis; a negative one counts from the end.</param>
public sealed partial class Sparsemax(int axis = -1) : Layer
{
    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.Sparsemax(x, axis);
}
