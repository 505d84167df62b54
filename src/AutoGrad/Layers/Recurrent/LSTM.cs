namespace AutoGrad;

/// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997), gates in the order i, f, g, o: [batch, steps, inputs] → [batch, steps, directions · hidden]; see <see cref="Functions.LSTM"/>.</summary>
/// <param name="inputs">The number of features that go in.</param>
/// <param name="hidden">The number of features of a state.</param>
/// <param name="layers">How many layers stand one above the other.</param>
/// <param name="bidirectional">Whether sequences are also read from their end, and both outputs joined.</param>
/// <param name="dropout">The share of outputs that is dropped between layers, in training.</param>
/// <param name="bias">Whether biases are added.</param>
/// <param name="lastOnly">Whether the last output of each direction is given rather than all.</param>
/// <param name="type">float32 or float64.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is not positive, or dropout no share.</exception>
public sealed partial class LSTM(
    int inputs,
    int hidden,
    int layers = 1,
    bool bidirectional = false,
    double dropout = 0,
    bool bias = true,
    bool lastOnly = false,
    ElementType type = ElementType.Float32)
    : RecurrentLayer(RecurrentCell.LSTM, inputs, hidden, layers, bidirectional, dropout, bias, lastOnly, type)
{
    /// <summary>All outputs of the last layer, and hidden and cell states after the last step.</summary>
    /// <param name="x">[batch, steps, inputs].</param>
    /// <param name="initialHidden">The hidden states before the first step, [layers · directions, batch, hidden]; zeros by default.</param>
    /// <param name="initialCell">The cell states before it, likewise.</param>
    /// <param name="lengths">How many steps each sequence has, int32 or int64 [batch]: beyond them states stay and outputs are 0. All by default. One that cannot be is an error when the graph runs.</param>
    /// <returns>[batch, steps, directions · hidden] and twice [layers · directions, batch, hidden].</returns>
    /// <exception cref="ShapeException">A shape or type does not fit.</exception>
    public (Node Sequence, Node Hidden, Node Cell) Unroll(Node x, Node? initialHidden = null, Node? initialCell = null, Node? lengths = null) => Within(() =>
    {
        ArgumentNullException.ThrowIfNull(x);
        var (sequence, states) = Run(x, [initialHidden, initialCell], lengths);
        return (sequence, states[0], states[1]);
    });
}
