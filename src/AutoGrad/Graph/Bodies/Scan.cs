namespace AutoGrad;

/// <summary>
/// Loops in a graph: recurrences along the first axis of sequences. The body is built once, so that the graph is as large for a thousand
/// steps as for one; the gradient is a loop again, which runs the other way and computes each step a second time from its stored state, but for
/// products of matrices, which are kept.
/// </summary>
/// <remarks>
/// A body may use any nodes from outside, such as weights. What it computes without its carries and slices is computed once, before the loop:
/// random numbers that it draws, a dropout mask for instance, are the same at every step. Draw a sequence of them for other ones at each step.
/// Nodes made in a body have a value in it only: return what is needed outside.
/// </remarks>
public static class Scan
{
    private static readonly PlaceholderRole Role = new("a Scan");

    /// <summary>A loop with one carry, one sequence and one output: (carry, yₜ) = body(carry, xₜ).</summary>
    /// <param name="sequence">What is looped over: [steps, …].</param>
    /// <param name="initial">The carry before the first step: float32 or float64.</param>
    /// <param name="body">From the carry and the slice of the sequence, the next carry, of the same shape and type, and the output; both can be the same node.</param>
    /// <param name="reverse">Whether the last position comes first; outputs stay at the positions of their slices.</param>
    /// <returns>The carry after the last step, and all outputs: [steps, …].</returns>
    /// <exception cref="ShapeException">The sequence has no steps, or what the body gives does not fit; the message says how.</exception>
    public static (Node Carry, Node Outputs) Over(Node sequence, Node initial, Func<Node, Node, (Node Carry, Node Output)> body, bool reverse = false)
    {
        ArgumentNullException.ThrowIfNull(body);
        var (carries, outputs) = Over([sequence], [initial], (carry, slices) =>
        {
            var (next, output) = body(carry[0], slices[0]);
            return ([next], [output]);
        }, reverse);
        return (carries[0], outputs[0]);
    }

    /// <summary>A loop with any number of carries, sequences and outputs.</summary>
    /// <param name="sequences">What is looped over: at least one, each [steps, …], of any element types.</param>
    /// <param name="initial">The carries before the first step, all float32 or all float64; there need not be any.</param>
    /// <param name="body">From the carries and the slices of the sequences, the next carries, of the same shapes and type, and the outputs, of that type too.</param>
    /// <param name="reverse">Whether the last position comes first; outputs stay at the positions of their slices.</param>
    /// <returns>The carries after the last step, and all outputs: each [steps, …].</returns>
    /// <exception cref="ShapeException">The sequences have no steps or not the same number, or what the body gives does not fit; the message says how.</exception>
    /// <exception cref="ArgumentException">There is no sequence, or the body gives nothing, or another number of carries.</exception>
    public static (Node[] Carries, Node[] Outputs) Over(
        ReadOnlySpan<Node> sequences, ReadOnlySpan<Node> initial, Func<Node[], Node[], (Node[] Carries, Node[] Outputs)> body, bool reverse = false)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (sequences.Length == 0)
            throw new ArgumentException("Scan: there is no sequence, so the number of steps is unknown; Scan.Repeat takes it as a number.");
        CheckNulls(sequences, "sequence");
        var first = sequences[0];
        foreach (var sequence in sequences)
        {
            if (sequence.Shape.Rank == 0)
                throw new ShapeException($"Scan: the sequence {sequence} is a single number, which has no axis to loop over.");
            if (sequence.Shape[0] != first.Shape[0])
                throw new ShapeException(
                    $"Scan: the sequences have different numbers of steps: {first.Shape[0]} of {first} and {sequence.Shape[0]} of {sequence}. Steps are along the first axis.");
        }
        if (first.Shape[0] == 0)
            throw new ShapeException($"Scan: the sequence {first} has no steps; a loop has at least one.");
        return Build(sequences, initial, body, first.Shape[0], reverse);
    }

    /// <summary>The same step so many times: the carry after the last of carry = body(carry).</summary>
    /// <param name="steps">How many times, at least once.</param>
    /// <param name="initial">The carry before the first step: float32 or float64.</param>
    /// <param name="body">From the carry the next, of the same shape and type.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no steps.</exception>
    /// <exception cref="ShapeException">The next carry has another shape or type.</exception>
    public static Node Repeat(int steps, Node initial, Func<Node, Node> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (steps < 1)
            throw new ArgumentOutOfRangeException(nameof(steps), $"Scan: {steps} steps; a loop has at least one.");
        return Build([], [initial], (carry, _) => ([body(carry[0])], []), steps, reverse: false).Carries[0];
    }

    private static (Node[] Carries, Node[] Outputs) Build(
        ReadOnlySpan<Node> sequences, ReadOnlySpan<Node> initial, Func<Node[], Node[], (Node[] Carries, Node[] Outputs)> body, int steps, bool reverse)
    {
        CheckNulls(initial, "initial carry");
        var carryLeaves = new Node[initial.Length];
        for (int i = 0; i < carryLeaves.Length; i++)
            carryLeaves[i] = GraphFunction.Fresh($"carry {i}", new(initial[i].Shape, initial[i].ElementType), Role);
        var sliceLeaves = new Node[sequences.Length];
        for (int i = 0; i < sliceLeaves.Length; i++)
            sliceLeaves[i] = GraphFunction.Fresh($"slice {i}", new(Shape.Create(sequences[i].Shape.AsSpan()[1..]), sequences[i].ElementType), Role, sequences[i].IsFinite);

        var (carries, outputs) = body([.. carryLeaves], [.. sliceLeaves]);
        Check(carryLeaves, carries, outputs);
        ScanCarry[] built = [.. carryLeaves.Zip(initial.ToArray(), carries).Select(carry => new ScanCarry(carry.First, carry.Second, carry.Third))];
        var loop = ScanLoop.Create(built, [.. sliceLeaves.Zip(sequences.ToArray(), (leaf, values) => new ScanSequence(leaf, values))], outputs, [], steps, reverse);
        return (loop.Carries, loop.Outputs);
    }

    private static void Check(Node[] before, Node[] after, Node[] outputs)
    {
        if (after is null || outputs is null)
            throw new ArgumentException("Scan: the body gives null; give an empty array where there are no carries or no outputs.");
        CheckNulls(after, "carry that the body gives");
        CheckNulls(outputs, "output that the body gives");
        if (after.Length != before.Length)
            throw new ArgumentException($"Scan: the body gives {after.Length} carries for {before.Length} initial ones; give one for each, in the same order.");
        if (after.Length + outputs.Length == 0)
            throw new ArgumentException("Scan: the body gives neither a carry nor an output, so there is nothing to compute.");
        for (int i = 0; i < before.Length; i++)
            if (after[i].Shape != before[i].Shape || after[i].ElementType != before[i].ElementType)
                throw new ShapeException(
                    $"Scan: carry {i} is {before[i].ElementType.Text} {before[i].Shape} before a step and {after[i].ElementType.Text} {after[i].Shape} after it; a carry keeps its shape and type.");
        var type = after.Concat(outputs).First().ElementType;
        foreach (var result in after.Concat(outputs))
        {
            if (!result.ElementType.IsFloatingPoint)
                throw new ShapeException($"Scan: the body gives {result.ElementType.Text}; carries and outputs are float32 or float64, cast with Cast(ElementType.Float32).");
            if (result.ElementType != type)
                throw new ShapeException($"Scan: the body gives {type.Text} and {result.ElementType.Text}; carries and outputs must be of one type, cast one with Cast.");
        }
    }

    private static void CheckNulls(ReadOnlySpan<Node> nodes, string what)
    {
        for (int i = 0; i < nodes.Length; i++)
            if (nodes[i] is null)
                throw new ArgumentNullException(null, $"Scan: {what} {i} is null; a node was expected.");
    }
}
