using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>A loop to be built as a Scan and, node by node, without one.</summary>
/// <param name="Sequences">The shapes and types of what is looped over.</param>
/// <param name="Initial">The shapes of the carries.</param>
/// <param name="Weights">The shapes of what the body captures.</param>
/// <param name="Body">From weights, carries and slices the next carries and the outputs.</param>
/// <param name="Reverse">Whether it goes from the last position to the first.</param>
internal sealed record Recurrence(
    (Shape Shape, ElementType Type)[] Sequences, Shape[] Initial, Shape[] Weights, Func<Node[], Node[], Node[], (Node[] Carries, Node[] Outputs)> Body, bool Reverse = false)
{
    private const ElementType Double = ElementType.Float64;

    public static readonly IReadOnlyDictionary<string, Recurrence> All = new Dictionary<string, Recurrence>
    {
        ["tanh with weights"] = new([([5, 2, 3], Double)], [[2, 4]], [[4, 3], [4, 4], [4]], (w, c, x) =>
        {
            var h = Tanh(x[0].MatMul(w[0].Transpose()) + c[0].MatMul(w[1].Transpose()) + w[2]);
            return ([h], [h]);
        }),
        ["weights on the right, backwards"] = new([([4, 2, 3], Double)], [[2, 3]], [[3, 3]], (w, c, x) =>
        {
            var h = Sin(c[0].MatMul(w[0]) + x[0]);
            return ([h], [h * x[0], x[0]]);
        }, Reverse: true),
        ["several carries that cross"] = new([([4, 3], Double), ([4], Double)], [[3], [], [2, 3]], [[3]], (w, c, x) =>
            ([Sin(c[0] + c[1] * x[0]), c[1] * x[1] + c[0].Sum(), (c[2] * w[0] + c[0]) * 0.5], [Cos(c[2]) * x[1], c[0]])),
        ["a weight used in two products"] = new([([3, 2, 3], Double)], [[2, 3]], [[3, 3]], (w, c, x) =>
            ([Tanh(c[0].MatMul(w[0]) + x[0].MatMul(w[0].Transpose()))], [Exp(x[0] * 0.1)])),
        ["selection by a mask"] = new([([5, 2, 1], ElementType.Bool), ([5, 2, 3], Double)], [[2, 3]], [[3, 3]], (w, c, x) =>
        {
            var h = Where(x[0], Tanh(c[0].MatMul(w[0]) + x[1]), c[0]);
            return ([h], [Where(x[0], h, 0)]);
        }),
        ["rows chosen by numbers"] = new([([6], ElementType.Int32)], [[3]], [[4, 3]], (w, c, x) =>
        {
            var h = Sin(c[0] + w[0].Gather(Abs(x[0]).Reshape(1))[0]);
            return ([h], [h.Sum()]);
        }),
        ["no carry"] = new([([3, 4], Double)], [], [[4]], (w, c, x) => ([], [Sin(x[0] * w[0]), x[0].Sum()])),
        ["carries and outputs that stay what they are"] = new([([3, 2], Double)], [[2], [2]], [[2]], (w, c, x) =>
            ([c[0], Sin(c[1] * w[0])], [w[0] * 2, x[0], c[1], Node.Constant(3, x[0].ElementType)])),
        ["two carries that become the same"] = new([([3, 2], Double)], [[2], [2]], [], (w, c, x) =>
        {
            var h = Sin(c[0] + c[1] * x[0]);
            return ([h, h], [h, h]);
        }),
        ["a stopped gradient"] = new([([4, 3], Double)], [[3], [3]], [[3]], (w, c, x) =>
            ([Sin(c[0] * w[0] + c[1].StopGradient()), Sin(c[1] + x[0] * w[0])], [c[0] * c[1].StopGradient()])),
        ["transposed slices and broadcast weights"] = new([([3, 2, 4], Double)], [[4, 2]], [[2]], (w, c, x) =>
        {
            var h = Tanh(c[0] * w[0] + x[0].Transpose()).Max(0, keepDims: true) + c[0];
            return ([h], [h[1.., 0], h.LogSumExp(1)]);
        }),
        ["a loop in a loop"] = new([([3, 2, 3], Double)], [[3]], [[3, 3], [3]], (w, c, x) =>
        {
            var (inner, all) = Scan.Over(x[0], c[0], (carry, slice) =>
            {
                var h = Tanh(carry.MatMul(w[0]) + slice * w[1] + c[0]);
                return (h, h * slice);
            });
            return ([inner], [all.Sum(0)]);
        }),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>The inputs: sequences, initial carries and weights.</summary>
    public Node[] Inputs(ElementType type = Double) =>
    [
        .. Sequences.Select((sequence, i) => Node.Input($"x{i}", sequence.Shape, sequence.Type == Double ? type : sequence.Type)),
        .. Initial.Select((shape, i) => Node.Input($"c{i}", shape, type)),
        .. Weights.Select((shape, i) => Node.Input($"w{i}", shape, type)),
    ];

    /// <summary>The final carries and the outputs, as a Scan.</summary>
    public Node[] Looped(Node[] inputs)
    {
        var (sequences, initial, weights) = Parts(inputs);
        var (carries, outputs) = Scan.Over(sequences, initial, (c, x) => Body(weights, c, x), Reverse);
        return [.. carries, .. outputs];
    }

    /// <summary>The same, a piece of graph a step.</summary>
    public Node[] Unrolled(Node[] inputs)
    {
        var (sequences, carries, weights) = Parts(inputs);
        int steps = sequences[0].Shape[0];
        var outputs = new Node[steps][];
        foreach (int t in Reverse ? Enumerable.Range(0, steps).Reverse() : Enumerable.Range(0, steps))
            (carries, outputs[t]) = Body(weights, carries, [.. sequences.Select(sequence => sequence[t])]);
        return [.. carries, .. outputs[0].Select((_, o) => Concatenate([.. outputs.Select(output => output[o].ReshapeTo([1, .. output[o].Shape]))], 0))];
    }

    /// <summary>Uneven values for the inputs; whole numbers are rows of a small table.</summary>
    public static Dictionary<Node, double[]> Values(IEnumerable<Node> inputs) => inputs.Select((input, i) => (input, i)).ToDictionary(
        pair => pair.input,
        pair => Compiled.Numbers(pair.input, pair.i + 3).Select(value => pair.input.ElementType == ElementType.Int32 ? Math.Abs(value) % 4 : value * (pair.input.ElementType == Double ? 0.6 : 1)).ToArray());

    private (Node[] Sequences, Node[] Initial, Node[] Weights) Parts(Node[] inputs) =>
        (inputs[..Sequences.Length], inputs[Sequences.Length..(Sequences.Length + Initial.Length)], inputs[(Sequences.Length + Initial.Length)..]);
}
