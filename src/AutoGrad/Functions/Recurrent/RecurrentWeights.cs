namespace AutoGrad;

/// <summary>The weights of one direction of one recurrent layer, in PyTorch's layout.</summary>
/// <param name="Input">[gates · hidden, features].</param>
/// <param name="Hidden">[gates · hidden, hidden].</param>
/// <param name="InputBias">[gates · hidden]; null for none.</param>
/// <param name="HiddenBias">[gates · hidden]; null for none.</param>
internal readonly record struct RecurrentWeights(Node Input, Node Hidden, Node? InputBias, Node? HiddenBias)
{
    /// <summary>The number of features of a state.</summary>
    public int HiddenSize => Hidden.Shape[^1];

    /// <exception cref="ShapeException">A weight does not fit.</exception>
    public void Check(RecurrentCell cell, Node x)
    {
        if (x.Shape.Rank != 3)
            throw new ShapeException($"{cell.Name}: the input has the shape {x.Shape}; [batch, steps, features] is expected.");
        if (Hidden.Shape.Rank != 2 || Hidden.Shape[0] != cell.Gates * HiddenSize)
            throw new ShapeException($"{cell.Name}: the hidden state's weight is {Hidden.Shape}; [{cell.Gates} · hidden, hidden] is expected.");
        int rows = Hidden.Shape[0];
        Check(cell, "the input's weight", Input, [rows, x.Shape[2]]);
        Check(cell, "the input's bias", InputBias, [rows]);
        Check(cell, "the hidden state's bias", HiddenBias, [rows]);
    }

    private static void Check(RecurrentCell cell, string what, Node? weight, Shape expected)
    {
        if (weight is not null && weight.Shape != expected)
            throw new ShapeException($"{cell.Name}: {what} is {weight.Shape}; {expected} is expected.");
    }
}
