using static AutoGrad.Functions;

namespace AutoGrad;

public static partial class Losses
{
    /// <summary>
    /// The connectionist temporal classification loss (Graves 2006): −ln of the probability that a sequence of steps spells the target, by any
    /// alignment, where labels may repeat and blanks stand between them.
    /// </summary>
    /// <remarks>
    /// The logarithms are normalised by a log-softmax, which leaves those of probabilities as they are: so the gradient is that by logits, exp(x) −
    /// the posterior, as PyTorch's is. PyTorch's mean is over samples, each loss divided by the length of its target. The steps are a
    /// <see cref="Scan"/>, so that the graph is as large for a thousand of them as for two.
    /// </remarks>
    /// <param name="logProbabilities">Logarithms of probabilities, or logits: [steps, samples, classes].</param>
    /// <param name="targets">Labels, int32 or int64: [samples, length], with anything behind a shorter target.</param>
    /// <param name="inputLengths">The steps of each sample: [samples]; null for all of them. Without any, the empty target is certain.</param>
    /// <param name="targetLengths">The labels of each sample: [samples]; null for all of them.</param>
    /// <param name="blank">The class that means no label.</param>
    /// <param name="zeroInfinity">Whether a target that is too long for its steps, whose loss is infinite, counts 0.</param>
    /// <param name="reduction">What becomes of the losses of the samples.</param>
    /// <exception cref="ShapeException">Shapes or element types do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The blank is no class. A label or a length that cannot be is an error when the graph runs.</exception>
    public static Node CTC(
        Node logProbabilities,
        Node targets,
        Node? inputLengths = null,
        Node? targetLengths = null,
        int blank = 0,
        bool zeroInfinity = false,
        Reduction reduction = Reduction.Mean)
    {
        Check(logProbabilities, targets, inputLengths, targetLengths, blank);
        var type = targets.ElementType;
        int steps = logProbabilities.Shape[0], samples = targets.Shape[0], length = targets.Shape[1], places = 2 * length + 1;
        var stepCounts = Lengths(inputLengths, "input", steps);
        var labelCounts = Lengths(targetLengths, "target", length);

        // Blanks before, between and after the labels.
        var labels = Bounded.Within(Where(Arange(length, type) < labelCounts, targets, blank), "CTC", "label", 0, logProbabilities.Shape[2] - 1);
        var blanks = Node.Full(blank, [samples, length], type);
        var path = Concatenate([Stack([blanks, labels], 2).Reshape(samples, 2 * length), blanks[.., ..1]], 1);
        var emissions = LogSoftmax(logProbabilities).GatherElements(path.BroadcastTo(Shape.Create([steps, samples, places])), 2);
        // A blank may be passed over where the labels around it differ.
        var passing = Where(NotEqual(path[.., 2..], path[.., ..^2]), 0, double.NegativeInfinity, emissions.ElementType);

        var position = Arange(places, type);
        var unread = Where(Equal(position, 0), 0, double.NegativeInfinity, emissions.ElementType);
        var forward = Where(stepCounts > 0, Where(position < 2, emissions[0], double.NegativeInfinity), unread);
        if (steps > 1)
            forward = Scan.Over([Arange(steps, type)[1..], emissions[1..]], [forward], (before, at) => ([Next(before[0], at[0], at[1])], [])).Carries[0];
        var ends = position >= 2 * labelCounts - 1 & position <= 2 * labelCounts;
        var losses = -Where(ends, forward, double.NegativeInfinity).LogSumExp(1);
        if (zeroInfinity)
            losses = Where(Equal(losses, double.PositiveInfinity), 0, losses);
        if (reduction == Reduction.Mean)
            losses /= Max(labelCounts.Reshape(samples), 1).Cast(losses.ElementType);
        return LossReduction.Of("CTC", losses, reduction);

        Node Lengths(Node? lengths, string name, int most) => lengths is null
            ? Node.Full(most, [samples, 1], type)
            : Bounded.Within(lengths, "CTC", $"{name} length", 0, most).Reshape(samples, 1).Cast(type);

        // The logarithms of the probabilities of all ways to each position: from itself, the one before it, or over a blank.
        Node Next(Node before, Node step, Node emission)
        {
            var moved = Shifted(before[.., ..^1], 1);
            var jumped = Shifted(before[.., ..^2] + passing, 2);
            return Where(stepCounts > step, Stack([before, moved, jumped], 2).LogSumExp(2) + emission, before);
        }

        static Node Shifted(Node node, int by) => node.Pad([0, by], [0, 0], double.NegativeInfinity);
    }

    private static void Check(Node logProbabilities, Node targets, Node? inputLengths, Node? targetLengths, int blank)
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        ArgumentNullException.ThrowIfNull(targets);
        var (shape, samples) = (logProbabilities.Shape, targets.Shape.Rank == 2 ? targets.Shape[0] : -1);
        if (shape.Rank != 3 || samples != shape[1] || !targets.ElementType.IsInteger || targets.Shape[1] == 0 || shape[0] == 0)
            throw new ShapeException($"CTC: the logarithms are {shape}, the targets {targets.ElementType.Text} {targets.Shape}; they must be [steps, samples, classes] and integers [samples, length], with at least one step and one label.");
        foreach (var (lengths, name) in new[] { (inputLengths, "input"), (targetLengths, "target") })
            if (lengths is not null && (lengths.Shape.Rank != 1 || lengths.Shape[0] != samples || !lengths.ElementType.IsInteger))
                throw new ShapeException($"CTC: the {name} lengths are {lengths.ElementType.Text} {lengths.Shape}; each of the {samples} samples has one: integers [{samples}].");
        if (blank < 0 || blank >= shape[2])
            throw new ArgumentOutOfRangeException(nameof(blank), blank, $"CTC: the blank is {blank}; there are {shape[2]} classes, so it is one of 0 to {shape[2] - 1}.");
    }
}
