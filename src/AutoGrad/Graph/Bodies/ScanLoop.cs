namespace AutoGrad;

/// <summary>A carry of a loop that is being built.</summary>
/// <param name="Leaf">What stands for it before a step.</param>
/// <param name="Initial">What it is before the first step.</param>
/// <param name="Next">What it is after the step.</param>
internal readonly record struct ScanCarry(Node Leaf, Node Initial, Node Next);

/// <summary>A sequence of a loop that is being built.</summary>
/// <param name="Leaf">What stands for its slice at a step.</param>
/// <param name="Values">The sequence.</param>
internal readonly record struct ScanSequence(Node Leaf, Node Values);

/// <summary>What comes out of a loop: views of its packed results.</summary>
/// <param name="Carries">The carries after the last step.</param>
/// <param name="Outputs">The outputs at all steps.</param>
/// <param name="Sums">The sums of the terms over the steps.</param>
internal sealed record ScanLoop(Node[] Carries, Node[] Outputs, Node[] Sums)
{
    /// <summary>
    /// Makes the loop: closes its body, leaves out sequences that it doesn't read, and stores nothing twice. An output that is a carry,
    /// before or after the step, is read from its states.
    /// </summary>
    public static ScanLoop Create(IReadOnlyList<ScanCarry> carries, IReadOnlyList<ScanSequence> sequences, Node[] outputs, Node[] terms, int steps, bool reverse)
    {
        Node[] before = [.. carries.Select(carry => carry.Leaf)], next = [.. carries.Select(carry => carry.Next)];
        Node[] stored = [.. outputs.Distinct().Except(next).Except(before)];
        Node[] results = [.. next, .. stored, .. terms];
        // What is read from outside alone, as a product of whole sequences, takes no loop.
        if (results.Length == 0)
            return new([], [], []);
        var read = GraphWalk.Ordered(results, stopAt: node => !node.IsOpen).ToHashSet();
        ScanSequence[] used = [.. sequences.Where(sequence => read.Contains(sequence.Leaf))];
        var (body, captured) = GraphFunction.Close([.. before, .. used.Select(sequence => sequence.Leaf)], results);

        var scan = new ScanOperation(body, carries.Count, used.Length, stored.Length, steps, reverse);
        var packed = Node.Create(scan, [.. carries.Select(carry => carry.Initial), .. used.Select(sequence => sequence.Values), .. captured]);
        var packing = scan.Packing;
        return new(
            [.. carries.Select((_, i) => packing.Final(packed, i))],
            [.. outputs.Select(ValuesOf)],
            [.. terms.Select((_, i) => packing.Sum(packed, i))]);

        Node ValuesOf(Node output) =>
            Array.IndexOf(next, output) is >= 0 and var after ? packing.After(packed, after)
            : Array.IndexOf(before, output) is >= 0 and var leaf ? packing.Before(packed, leaf)
            : packing.Output(packed, Array.IndexOf(stored, output));
    }
}
