namespace AutoGrad;

/// <summary>h′ = tanh(Wᵢ·x + bᵢ + Wₕ·h + bₕ) at every step (Elman 1990): [batch, steps, inputs] → [batch, steps, directions · hidden].</summary>
/// <param name="inputs">The number of features that go in.</param>
/// <param name="hidden">The number of features of a state.</param>
/// <param name="layers">How many layers stand one above the other.</param>
/// <param name="activation">What is applied to the sum.</param>
/// <param name="bidirectional">Whether sequences are also read from their end, and both outputs joined.</param>
/// <param name="dropout">The share of outputs that is dropped between layers, in training.</param>
/// <param name="bias">Whether biases are added.</param>
/// <param name="lastOnly">Whether the last output of each direction is given rather than all.</param>
/// <param name="type">float32 or float64.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is not positive, or dropout no share.</exception>
public sealed partial class RNN(
    int inputs,
    int hidden,
    int layers = 1,
    RecurrentActivation activation = RecurrentActivation.Tanh,
    bool bidirectional = false,
    double dropout = 0,
    bool bias = true,
    bool lastOnly = false,
    ElementType type = ElementType.Float32)
    : RecurrentLayer(Functions.CellOf(activation), inputs, hidden, layers, bidirectional, dropout, bias, lastOnly, type)
{
    /// <summary>All outputs of the last layer, and the states after the last step.</summary>
    /// <param name="x">[batch, steps, inputs].</param>
    /// <param name="initial">The states before the first step, [layers · directions, batch, hidden]; zeros by default.</param>
    /// <param name="lengths">How many steps each sequence has, int32 or int64 [batch]: beyond them states stay and outputs are 0. All by default. One that cannot be is an error when the graph runs.</param>
    /// <returns>[batch, steps, directions · hidden] and [layers · directions, batch, hidden].</returns>
    /// <exception cref="ShapeException">A shape or type does not fit.</exception>
    public (Node Sequence, Node Hidden) Unroll(Node x, Node? initial = null, Node? lengths = null) => Within(() =>
    {
        ArgumentNullException.ThrowIfNull(x);
        var (sequence, states) = Run(x, [initial], lengths);
        return (sequence, states[0]);
    });
}
