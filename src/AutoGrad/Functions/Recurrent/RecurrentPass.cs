namespace AutoGrad;

/// <summary>
/// One direction of one recurrent layer over a batch of sequences: the product with the inputs' weights is one for all steps, the rest is a
/// loop. Where a sequence has ended, states stay and outputs are 0.
/// </summary>
internal static class RecurrentPass
{
    /// <summary>The output at every step [batch, steps, hidden], and the states after the last one [batch, hidden].</summary>
    /// <param name="cell">What is done at a step.</param>
    /// <param name="x">[batch, steps, features].</param>
    /// <param name="weights">The weights.</param>
    /// <param name="initial">The states before the first step, [batch, hidden] each; null for zeros.</param>
    /// <param name="lengths">How many steps each sequence has: int32 or int64 [batch]; null for all.</param>
    /// <param name="reverse">Whether it goes from the last step to the first.</param>
    public static (Node Sequence, Node[] States) Run(RecurrentCell cell, Node x, RecurrentWeights weights, IReadOnlyList<Node?> initial, Node? lengths, bool reverse)
    {
        weights.Check(cell, x);
        int batch = x.Shape[0], hidden = weights.HiddenSize;
        var (inputBias, hiddenBias) = cell.ReadsHiddenBias || weights.InputBias is null || weights.HiddenBias is null
            ? (weights.InputBias, weights.HiddenBias)
            : (weights.InputBias + weights.HiddenBias, null);
        var projected = Plus(x.MatMul(weights.Input.Transpose()), inputBias).Permute(1, 0, 2);
        Node[] states = [.. initial.Select((state, i) => Initial(cell, state, i, [batch, hidden], x.ElementType))];

        var recurrent = weights.Hidden.Transpose();
        Node[] sequences = lengths is null ? [projected] : [projected, Mask(cell, lengths, batch, x.Shape[1])];
        var (final, outputs) = Scan.Over(sequences, states, (before, slices) =>
        {
            Node[] after = cell.Next(slices[0], before, Plus(before[0].MatMul(recurrent), hiddenBias));
            return slices is [_, var goesOn]
                ? ([.. after.Select((state, i) => Functions.Where(goesOn, state, before[i]))], [Functions.Where(goesOn, after[0], 0)])
                : (after, [after[0]]);
        }, reverse);
        return (outputs[0].Permute(1, 0, 2), final);
    }

    private static Node Plus(Node product, Node? bias) => bias is null ? product : product + bias;

    private static Node Initial(RecurrentCell cell, Node? state, int index, Shape shape, ElementType type)
    {
        if (state is null)
            return Node.Full(0, shape, type);
        return state.Shape == shape ? state : throw new ShapeException($"{cell.Name}: initial state {index} is {state.Shape}; {shape} is expected: [batch, hidden].");
    }

    // [steps, batch, 1]: whether a sequence goes on at a step.
    private static Node Mask(RecurrentCell cell, Node lengths, int batch, int steps)
    {
        if (!lengths.ElementType.IsInteger || lengths.Shape != [batch])
            throw new ShapeException($"{cell.Name}: the lengths are {lengths.ElementType.Text} {lengths.Shape}; int32 or int64 [{batch}] is expected, one for each sequence.");
        lengths = Bounded.Within(lengths, cell.Name, "length", 0, steps);
        return (Functions.Arange(steps, lengths.ElementType).Along(0, 2) < lengths).ReshapeTo([steps, batch, 1]);
    }
}
