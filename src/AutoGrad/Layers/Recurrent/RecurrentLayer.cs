namespace AutoGrad;

/// <summary>
/// Recurrent layers one above the other, in one direction or both, over a batch of sequences [batch, steps, features]. Parameters have
/// PyTorch's names, layouts and first values, uniform within ±1 / √hidden.
/// </summary>
public abstract class RecurrentLayer : Layer
{
    private readonly RecurrentCell cell;
    private readonly Parameter?[][] weights;
    private readonly Dropout? between;

    private protected RecurrentLayer(
        RecurrentCell cell, int inputs, int hidden, int layers, bool bidirectional, double dropout, bool bias, bool lastOnly, ElementType type)
    {
        (this.cell, Inputs, Hidden, Layers, IsBidirectional, GivesLastOnly) =
            (cell, LayerNumbers.Positive(inputs, cell.Name), LayerNumbers.Positive(hidden, cell.Name), LayerNumbers.Positive(layers, cell.Name), bidirectional, lastOnly);
        between = dropout == 0 ? null : new Dropout(dropout);
        weights = [.. Enumerable.Range(0, layers * Directions).Select(pass => Draw(pass, bias, type))];
    }

    /// <summary>The number of features that go in.</summary>
    public int Inputs { get; }

    /// <summary>The number of features of a state.</summary>
    public int Hidden { get; }

    /// <summary>How many layers stand one above the other.</summary>
    public int Layers { get; }

    /// <summary>Whether sequences are also read from their end.</summary>
    public bool IsBidirectional { get; }

    /// <summary>Whether <see cref="Layer.Forward"/> gives the last output of each direction, [batch, directions · hidden], rather than all: [batch, steps, directions · hidden].</summary>
    public bool GivesLastOnly { get; }

    /// <summary>The share of outputs that is dropped between layers, in training.</summary>
    public double Dropout => between?.Rate ?? 0;

    private int Directions => IsBidirectional ? 2 : 1;

    /// <inheritdoc/>
    protected sealed override Node Build(Node x)
    {
        var (sequence, states) = Run(x, new Node?[cell.States], null);
        if (!GivesLastOnly)
            return sequence;
        Node last = states[0][^Directions..];
        return last.Permute(1, 0, 2).Reshape(last.Shape[1], Directions * Hidden);
    }

    /// <summary>All outputs of the last layer, and each state after the last step: [layers · directions, batch, hidden].</summary>
    private protected (Node Sequence, Node[] States) Run(Node x, Node?[] initial, Node? lengths)
    {
        if (x.Shape.Rank != 3 || x.Shape[2] != Inputs)
            throw new ShapeException($"{cell.Name}: the input has the shape {x.Shape}; [batch, steps, {Inputs}] is expected.");
        Shape expected = [Layers * Directions, x.Shape[0], Hidden];
        foreach (var state in initial)
            if (state is not null && state.Shape != expected)
                throw new ShapeException($"{cell.Name}: an initial state is {state.Shape}; {expected} is expected: [layers · directions, batch, hidden].");

        var final = new Node[cell.States][];
        for (int i = 0; i < final.Length; i++)
            final[i] = new Node[Layers * Directions];
        for (int layer = 0; layer < Layers; layer++)
        {
            if (layer > 0 && between is not null)
                x = between.Forward(x);
            var sequences = new Node[Directions];
            for (int direction = 0; direction < Directions; direction++)
            {
                int pass = layer * Directions + direction;
                var (sequence, states) = RecurrentPass.Run(
                    cell, x, new(Parametrized(weights[pass][0]!), Parametrized(weights[pass][1]!), weights[pass][2], weights[pass][3]), [.. initial.Select(state => state?[pass])], lengths, reverse: direction == 1);
                sequences[direction] = sequence;
                for (int i = 0; i < states.Length; i++)
                    final[i][pass] = states[i].ReshapeTo([1, .. states[i].Shape]);
            }
            x = sequences.Length == 1 ? sequences[0] : Functions.Concatenate(sequences, -1);
        }
        return (x, [.. final.Select(states => states.Length == 1 ? states[0] : Functions.Concatenate(states, 0))]);
    }

    /// <inheritdoc/>
    protected override void Visit(ILayerVisitor visitor)
    {
        foreach (var parameter in weights.SelectMany(pass => pass))
            if (parameter is not null)
                visitor.Parameter(parameter.Name!, parameter);
        visitor.Layer("dropout", between);
    }

    private Parameter?[] Draw(int pass, bool bias, ElementType type)
    {
        string suffix = $"l{pass / Directions}{(pass % Directions == 1 ? "_reverse" : "")}";
        int rows = cell.Gates * Hidden, features = pass < Directions ? Inputs : Directions * Hidden;
        double bound = 1 / Math.Sqrt(Hidden);
        Parameter Drawn(string name, Shape shape) => new($"{name}_{suffix}", shape, Initializer.Uniform(-bound, bound), type);
        return
        [
            Drawn("weight_ih", [rows, features]),
            Drawn("weight_hh", [rows, Hidden]),
            bias ? Drawn("bias_ih", [rows]) : null,
            bias ? Drawn("bias_hh", [rows]) : null,
        ];
    }
}
