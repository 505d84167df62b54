using static AutoGrad.Functions;

namespace AutoGrad;

// Forms over nodes with weights, ignored labels and classes along any axis: compositions of the formulas.
public static partial class Losses
{
    /// <summary>
    /// The cross-entropy of a softmax with labels, or with distributions over the classes: with a weight a class, a label that is ignored, smoothed
    /// labels, and the classes along any axis. As in PyTorch, the mean of labelled samples is divided by the sum of their weights, without
    /// those ignored.
    /// </summary>
    /// <remarks>PyTorch's classes lie along axis 1. Without these arguments, <see cref="CrossEntropy(Node, Node)"/> is one fused pass.</remarks>
    /// <param name="logits">The scores of the classes.</param>
    /// <param name="target">Labels, int32 or int64, in the shape of the logits without the axis; or probabilities in their shape.</param>
    /// <param name="weight">How much each class counts: [classes]; null for all the same.</param>
    /// <param name="ignoreIndex">The label of samples that count nothing.</param>
    /// <param name="labelSmoothing">The share of each target, from 0 to 1, that goes to all classes equally.</param>
    /// <param name="axis">The axis of the classes; a negative one counts from the end.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <exception cref="ShapeException">Shapes or element types do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is not between 0 and 1.</exception>
    public static Node CrossEntropy(
        Node logits, Node target, Node? weight = null, int ignoreIndex = -100, double labelSmoothing = 0, int axis = -1, Reduction reduction = Reduction.Mean)
    {
        if (labelSmoothing is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, $"CrossEntropy: a label smoothing of {labelSmoothing}; it is a share, from 0 to 1.");
        var classes = new ClassAxis("CrossEntropy", logits, weight, axis);
        logits = classes.Last(logits);
        ArgumentNullException.ThrowIfNull(target);
        if (!target.ElementType.IsInteger)
        {
            var probabilities = classes.Last(target);
            if (labelSmoothing > 0)
                probabilities = (1 - labelSmoothing) * probabilities + labelSmoothing / classes.Count;
            return LossReduction.Of("CrossEntropy", CrossEntropy(logits, weight is null ? probabilities : weight * probabilities, Reduction.None), reduction);
        }

        var labels = new Labels("CrossEntropy", target, classes.Count, ignoreIndex);
        var losses = labelSmoothing > 0 && weight is null
            ? SmoothedCrossEntropy(logits, labels.Safe, labelSmoothing, Reduction.None)
            : CrossEntropy(logits, labels.Safe, Reduction.None);
        var counted = labels.Counted(weight, logits.ElementType);
        if (weight is not null)
            losses = (1 - labelSmoothing) * counted * losses;
        if (weight is not null && labelSmoothing > 0)
            losses += labelSmoothing / classes.Count * CrossEntropy(logits, weight.BroadcastTo(logits.Shape), Reduction.None);
        return LossReduction.Of("CrossEntropy", Where(labels.Kept, losses, 0), reduction, counted);
    }

    /// <summary>
    /// −logProbabilities at the label: with a weight a class, a label that is ignored, and the classes along any axis. As in PyTorch, the mean is
    /// divided by the sum of the labels' weights, without those ignored.
    /// </summary>
    /// <param name="logProbabilities">The logarithms of the classes' probabilities.</param>
    /// <param name="target">Labels, int32 or int64, in the shape of the logarithms without the axis.</param>
    /// <param name="weight">How much each class counts: [classes]; null for all the same.</param>
    /// <param name="ignoreIndex">The label of samples that count nothing.</param>
    /// <param name="axis">The axis of the classes; a negative one counts from the end. PyTorch's is 1.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <exception cref="ShapeException">Shapes or element types do not fit.</exception>
    public static Node NegativeLogLikelihood(
        Node logProbabilities, Node target, Node? weight = null, int ignoreIndex = -100, int axis = -1, Reduction reduction = Reduction.Mean)
    {
        var classes = new ClassAxis("NegativeLogLikelihood", logProbabilities, weight, axis);
        ArgumentNullException.ThrowIfNull(target);
        var prediction = classes.Last(logProbabilities);
        var labels = new Labels("NegativeLogLikelihood", target, classes.Count, ignoreIndex);
        var losses = NegativeLogLikelihood(prediction, labels.Safe, Reduction.None);
        var counted = labels.Counted(weight, prediction.ElementType);
        return LossReduction.Of("NegativeLogLikelihood", Where(labels.Kept, weight is null ? losses : counted * losses, 0), reduction, counted);
    }

    /// <summary>The binary cross-entropy times a weight an element. As in PyTorch, the mean is over all elements.</summary>
    /// <param name="probability">The probabilities.</param>
    /// <param name="target">Targets from 0 to 1, of their shape.</param>
    /// <param name="weight">How much each element counts; broadcast to the shape of the probabilities.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <exception cref="ShapeException">Shapes or element types do not fit.</exception>
    public static Node BinaryCrossEntropy(Node probability, Node target, Node weight, Reduction reduction = Reduction.Mean) =>
        Weighted("BinaryCrossEntropy", BinaryCrossEntropy(probability, target, Reduction.None), weight, reduction);

    /// <summary>The binary cross-entropy of σ(logit), with a weight an element and one for positive targets. As in PyTorch, the mean is over all elements.</summary>
    /// <param name="logit">The logits.</param>
    /// <param name="target">Targets from 0 to 1, of their shape.</param>
    /// <param name="weight">How much each element counts; broadcast to the shape of the logits. Null for all the same.</param>
    /// <param name="positiveWeight">How much a positive target counts; broadcast to the shape of the logits. Null for as much as a negative one.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <exception cref="ShapeException">Shapes or element types do not fit.</exception>
    public static Node BinaryCrossEntropyWithLogits(Node logit, Node target, Node? weight, Node? positiveWeight, Reduction reduction = Reduction.Mean)
    {
        var losses = positiveWeight is null
            ? BinaryCrossEntropyWithLogits(logit, target, Reduction.None)
            : BinaryCrossEntropyWithLogits(logit, target, positiveWeight, Reduction.None);
        return weight is null ? LossReduction.Of("BinaryCrossEntropyWithLogits", losses, reduction) : Weighted("BinaryCrossEntropyWithLogits", losses, weight, reduction);
    }

    private static Node Weighted(string loss, Node losses, Node weight, Reduction reduction)
    {
        ArgumentNullException.ThrowIfNull(weight);
        return Shape.Broadcast(weight.Shape, losses.Shape) == losses.Shape
            ? LossReduction.Of(loss, weight * losses, reduction)
            : throw new ShapeException($"{loss}: the weight is {weight.Shape}; it must be {losses.Shape}, or be broadcast to it.");
    }
}
