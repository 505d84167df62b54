namespace AutoGrad;

/// <summary>
/// Turns pairs of features by angles that say where a position stands, <see cref="Functions.RotaryPositionalEncoding"/>: […, positions, width]
/// in and out, of any length. <see cref="MultiHeadAttention"/> takes one for its queries and keys.
/// </summary>
/// <param name="period">The longest wavelength is nearly 2π times this.</param>
/// <param name="interleaved">Whether neighbours are paired, as in RoFormer, rather than feature i with i + width/2, as in GPT-NeoX.</param>
public sealed partial class RotaryPositionalEncoding(double period = 10_000, bool interleaved = false) : Layer
{
    /// <inheritdoc/>
    protected override Node Build(Node x) => Functions.RotaryPositionalEncoding(x, period, interleaved);
}
