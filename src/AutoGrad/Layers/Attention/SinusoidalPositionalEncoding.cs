namespace AutoGrad;

/// <summary>
/// Adds to every position of a sequence sines and cosines that say where it stands, <see cref="Functions.SinusoidalPositionalEncoding"/>:
/// […, positions, features] in and out, of any length. Vaswani 2017 multiplies the embedding that goes in with √features.
/// </summary>
/// <param name="period">The longest wavelength is nearly 2π times this.</param>
public sealed partial class SinusoidalPositionalEncoding(double period = 10_000) : Layer
{
    /// <inheritdoc/>
    protected override Node Build(Node x)
    {
        if (x.Shape.Rank < 2)
            throw new ShapeException($"SinusoidalPositionalEncoding: the input has the shape {x.Shape}; […, positions, features] is expected.");
        return x + Functions.SinusoidalPositionalEncoding(x.Shape[^2], x.Shape[^1], period, x.ElementType);
    }
}
