using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>What a recurrent layer does at one step.</summary>
/// <param name="Name">How messages call the layer.</param>
/// <param name="Gates">How many blocks of the hidden size the weights have, in PyTorch's order.</param>
/// <param name="States">How many states there are; the first is the output.</param>
/// <param name="ReadsHiddenBias">Whether the step itself adds the bias of the hidden state; otherwise it is added to the input's.</param>
/// <param name="Next">From the input's share [batch, gates · hidden], the states, and the hidden state's share, the next states.</param>
internal sealed record RecurrentCell(string Name, int Gates, int States, bool ReadsHiddenBias, Func<Node, Node[], Node, Node[]> Next)
{
    /// <summary>h′ = tanh(x + h).</summary>
    public static readonly RecurrentCell Tanh = new("RNN", 1, 1, false, static (input, _, hidden) => [Tangent(input + hidden)]);

    /// <summary>h′ = max(x + h, 0).</summary>
    public static readonly RecurrentCell ReLU = new("RNN", 1, 1, false, static (input, _, hidden) => [Functions.ReLU(input + hidden)]);

    /// <summary>c′ = σ(f)·c + σ(i)·tanh(g), h′ = σ(o)·tanh(c′).</summary>
    public static readonly RecurrentCell LSTM = new("LSTM", 4, 2, false, static (input, states, hidden) =>
    {
        Node[] gates = (input + hidden).Split(4, -1);
        var cell = Sigmoid(gates[1]) * states[1] + Sigmoid(gates[0]) * Tangent(gates[2]);
        return [Sigmoid(gates[3]) * Tangent(cell), cell];
    });

    /// <summary>n = tanh(xₙ + σ(r)·hₙ), h′ = (1 − σ(z))·n + σ(z)·h.</summary>
    public static readonly RecurrentCell GRU = new("GRU", 3, 1, true, static (input, states, hidden) =>
    {
        Node[] x = input.Split(3, -1), h = hidden.Split(3, -1);
        var candidate = Tangent(x[2] + Sigmoid(x[0] + h[0]) * h[2]);
        return [candidate + Sigmoid(x[1] + h[1]) * (states[0] - candidate)];
    });

    // Nodes of their own, so that gradients read their values.
    private static Node Sigmoid(Node x) => Elementwise.Apply(Primitives.Sigmoid, x);

    private static Node Tangent(Node x) => Elementwise.Apply(Primitives.Tanh, x);
}
