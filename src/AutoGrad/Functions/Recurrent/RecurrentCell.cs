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
    public static readonly RecurrentCell Tanh = Simple(Primitives.Tanh);

    /// <summary>h′ = max(x + h, 0).</summary>
    public static readonly RecurrentCell ReLU = new("RNN", 1, 1, false, static (input, _, hidden) => [Functions.ReLU(input + hidden)]);

    /// <summary>c′ = σ(f)·c + σ(i)·tanh(g), h′ = σ(o)·tanh(c′).</summary>
    public static readonly RecurrentCell LSTM = new("LSTM", 4, 2, false, static (input, states, hidden) =>
    {
        Node[] gates = (input + hidden).Split(4, -1);
        var cell = Elementwise.Apply(static v => Sigmoid(v[1]) * v[3] + Sigmoid(v[0]) * Of(Primitives.Tanh, v[2]), gates[0], gates[1], gates[2], states[1]);
        return [Elementwise.Apply(static v => Sigmoid(v[0]) * Of(Primitives.Tanh, v[1]), gates[3], cell), cell];
    });

    /// <summary>n = tanh(xₙ + σ(r)·hₙ), h′ = (1 − σ(z))·n + σ(z)·h.</summary>
    public static readonly RecurrentCell GRU = new("GRU", 3, 1, true, static (input, states, hidden) =>
    {
        Node[] x = input.Split(3, -1), h = hidden.Split(3, -1);
        var candidate = Elementwise.Apply(static v => Of(Primitives.Tanh, v[0] + Sigmoid(v[1] + v[2]) * v[3]), x[2], x[0], h[0], h[2]);
        return [Elementwise.Apply(static v => v[0] + Sigmoid(v[1] + v[2]) * (v[3] - v[0]), candidate, x[1], h[1], states[0])];
    });

    private static RecurrentCell Simple(Primitive activation) =>
        new("RNN", 1, 1, false, (input, _, hidden) => [Elementwise.Apply(v => Of(activation, v[0] + v[1]), input, hidden)]);

    private static Expression Sigmoid(Expression x) => Of(Primitives.Sigmoid, x);

    private static Expression Of(Primitive primitive, Expression x) => Expression.Apply(primitive, x);
}
