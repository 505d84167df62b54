namespace AutoGrad;

/// <summary>Gated recurrent units (Cho et al. 2014), gates in the order r, z, n: [batch, steps, inputs] → [batch, steps, directions · hidden]; see <see cref="Functions.GRU"/>.</summary>
/// <param name="inputs">The number of features that go in.</param>
/// <param name="hidden">The number of features of a state.</param>
/// <param name="layers">How many layers stand one above the other.</param>
/// <param name="bidirectional">Whether sequences are also read from their end, and both outputs joined.</param>
/// <param name="dropout">The share of outputs that is dropped between layers, in training.</param>
/// <param name="bias">Whether biases are added.</param>
/// <param name="lastOnly">Whether the last output of each direction is given rather than all.</param>
/// <param name="type">float32 or float64.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is not positive, or dropout no share.</exception>
public sealed partial class GRU(
    int inputs,
    int hidden,
    int layers = 1,
    bool bidirectional = false,
    double dropout = 0,
    bool bias = true,
    bool lastOnly = false,
    ElementType type = ElementType.Float32)
    : RecurrentLayer(RecurrentCell.GRU, inputs, hidden, layers, bidirectional, dropout, bias, lastOnly, type)
{
    /// <inheritdoc cref="RNN.Unroll"/>
    public (Node Sequence, Node Hidden) Unroll(Node x, Node? initial = null, Node? lengths = null) => Within(() =>
    {
        ArgumentNullException.ThrowIfNull(x);
        var (sequence, states) = Run(x, [initial], lengths);
        return (sequence, states[0]);
    });
}
