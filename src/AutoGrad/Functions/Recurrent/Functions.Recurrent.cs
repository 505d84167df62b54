namespace AutoGrad;

public static partial class Functions
{
    /// <summary>A simple recurrence over a batch of sequences: h′ = tanh(Wᵢ·x + bᵢ + Wₕ·h + bₕ).</summary>
    /// <param name="x">[batch, steps, features].</param>
    /// <param name="weightInput">[hidden, features].</param>
    /// <param name="weightHidden">[hidden, hidden].</param>
    /// <param name="biasInput">[hidden]; none by default.</param>
    /// <param name="biasHidden">[hidden]; none by default.</param>
    /// <param name="initial">The state before the first step, [batch, hidden]; zeros by default.</param>
    /// <param name="lengths">How many steps each sequence has, int32 or int64 [batch]: beyond them the state stays and outputs are 0. All by default. One that cannot be is an error when the graph runs.</param>
    /// <param name="activation">What is applied to the sum.</param>
    /// <param name="reverse">Whether it goes from the last step to the first.</param>
    /// <returns>The output at every step, [batch, steps, hidden], and the state after the last: [batch, hidden].</returns>
    /// <exception cref="ShapeException">A shape or type does not fit.</exception>
    public static (Node Sequence, Node Hidden) RNN(
        Node x, Node weightInput, Node weightHidden, Node? biasInput = null, Node? biasHidden = null, Node? initial = null, Node? lengths = null,
        RecurrentActivation activation = RecurrentActivation.Tanh, bool reverse = false)
    {
        var (sequence, states) = Recur(CellOf(activation), x, weightInput, weightHidden, biasInput, biasHidden, [initial], lengths, reverse);
        return (sequence, states[0]);
    }

    /// <summary>
    /// A gated recurrence over a batch of sequences: with r, z, n the blocks of Wᵢ·x + bᵢ and Wₕ·h + bₕ,
    /// n′ = tanh(nₓ + σ(rₓ + rₕ)·nₕ) and h′ = (1 − σ(z))·n′ + σ(z)·h, as in PyTorch.
    /// </summary>
    /// <param name="x">[batch, steps, features].</param>
    /// <param name="weightInput">[3 · hidden, features], gates in the order r, z, n.</param>
    /// <param name="weightHidden">[3 · hidden, hidden].</param>
    /// <param name="biasInput">[3 · hidden]; none by default.</param>
    /// <param name="biasHidden">[3 · hidden]; none by default.</param>
    /// <param name="initial">The state before the first step, [batch, hidden]; zeros by default.</param>
    /// <param name="lengths">How many steps each sequence has, int32 or int64 [batch]: beyond them the state stays and outputs are 0. All by default. One that cannot be is an error when the graph runs.</param>
    /// <param name="reverse">Whether it goes from the last step to the first.</param>
    /// <returns>The output at every step, [batch, steps, hidden], and the state after the last: [batch, hidden].</returns>
    /// <exception cref="ShapeException">A shape or type does not fit.</exception>
    public static (Node Sequence, Node Hidden) GRU(
        Node x, Node weightInput, Node weightHidden, Node? biasInput = null, Node? biasHidden = null, Node? initial = null, Node? lengths = null, bool reverse = false)
    {
        var (sequence, states) = Recur(RecurrentCell.GRU, x, weightInput, weightHidden, biasInput, biasHidden, [initial], lengths, reverse);
        return (sequence, states[0]);
    }

    /// <summary>
    /// Long short-term memory over a batch of sequences: with i, f, g, o the blocks of Wᵢ·x + bᵢ + Wₕ·h + bₕ,
    /// c′ = σ(f)·c + σ(i)·tanh(g) and h′ = σ(o)·tanh(c′).
    /// </summary>
    /// <param name="x">[batch, steps, features].</param>
    /// <param name="weightInput">[4 · hidden, features], gates in the order i, f, g, o.</param>
    /// <param name="weightHidden">[4 · hidden, hidden].</param>
    /// <param name="biasInput">[4 · hidden]; none by default.</param>
    /// <param name="biasHidden">[4 · hidden]; none by default.</param>
    /// <param name="initialHidden">The hidden state before the first step, [batch, hidden]; zeros by default.</param>
    /// <param name="initialCell">The cell state before it, likewise.</param>
    /// <param name="lengths">How many steps each sequence has, int32 or int64 [batch]: beyond them states stay and outputs are 0. All by default. One that cannot be is an error when the graph runs.</param>
    /// <param name="reverse">Whether it goes from the last step to the first.</param>
    /// <returns>The output at every step, [batch, steps, hidden], and the states after the last: [batch, hidden] each.</returns>
    /// <exception cref="ShapeException">A shape or type does not fit.</exception>
    public static (Node Sequence, Node Hidden, Node Cell) LSTM(
        Node x, Node weightInput, Node weightHidden, Node? biasInput = null, Node? biasHidden = null, Node? initialHidden = null, Node? initialCell = null,
        Node? lengths = null, bool reverse = false)
    {
        var (sequence, states) = Recur(RecurrentCell.LSTM, x, weightInput, weightHidden, biasInput, biasHidden, [initialHidden, initialCell], lengths, reverse);
        return (sequence, states[0], states[1]);
    }

    internal static RecurrentCell CellOf(RecurrentActivation activation) => activation switch
    {
        RecurrentActivation.Tanh => RecurrentCell.Tanh,
        RecurrentActivation.ReLU => RecurrentCell.ReLU,
        _ => throw new ArgumentOutOfRangeException(nameof(activation), $"RNN: there is no activation {activation}."),
    };

    private static (Node Sequence, Node[] States) Recur(
        RecurrentCell cell, Node x, Node weightInput, Node weightHidden, Node? biasInput, Node? biasHidden, Node?[] initial, Node? lengths, bool reverse)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weightInput);
        ArgumentNullException.ThrowIfNull(weightHidden);
        return RecurrentPass.Run(cell, x, new(weightInput, weightHidden, biasInput, biasHidden), initial, lengths, reverse);
    }
}
