using static AutoGrad.Functions;

namespace AutoGrad;

// Losses over nodes that compare each element with others: of its row, or of the batch.
public static partial class Losses
{
    /// <summary>
    /// Σ over right classes r and wrong ones w of max(0, 1 − scores[r] + scores[w]), divided by the number of classes, for several labels at once.
    /// At the kink the derivative is 0.
    /// </summary>
    /// <param name="scores">The scores of the classes along the last axis.</param>
    /// <param name="target">A list of labels for each row, int32 or int64, of the shape of the scores: what comes after a −1 counts nothing.</param>
    /// <param name="reduction">What becomes of the losses of the rows.</param>
    /// <exception cref="ShapeException">Shapes or element types do not fit.</exception>
    public static Node MultiLabelMargin(Node scores, Node target, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(target);
        if (scores.Shape.Rank == 0 || target.Shape != scores.Shape)
            throw new ShapeException($"MultiLabelMargin: the scores are {scores.Shape}, the target {target.Shape}: both must have one shape, a list of labels, ended by −1, for a row of scores.");
        if (!target.ElementType.IsInteger)
            throw new ShapeException($"MultiLabelMargin: the target is {target.ElementType.Text}; labels must be int32 or int64.");

        int classes = scores.Shape[^1];
        var positions = Arange(classes, target.ElementType);
        var listed = positions < Where(target < 0, positions, classes).Min(-1, keepDims: true);
        var labels = Bounded.Within(Where(listed, target, 0), "MultiLabelMargin", "label", 0, classes - 1);
        var right = scores.GatherElements(labels, -1).ReshapeTo([.. scores.Shape, 1]);
        Node Column(Node list) => list.ReshapeTo([.. scores.Shape, 1]);

        // [..., listed label, class]
        var isListed = Column(listed) & Equal(Column(labels), positions);
        var isRight = isListed.Cast(scores.ElementType).Sum(-2, keepDims: true) > 0;
        var margins = ReLU(1 - right + scores.ReshapeTo([.. scores.Shape.Take(scores.Shape.Rank - 1), 1, classes]));
        var losses = Where(Column(listed) & ~isRight, margins, 0).Sum([-2, -1]) / classes;
        return LossReduction.Of("MultiLabelMargin", losses, reduction);
    }

    /// <summary>The triplet margin loss with a distance of one's own: what the distance from anchor to negative lacks of being larger than that to positive by a margin.</summary>
    /// <param name="anchor">The samples that the others are compared with.</param>
    /// <param name="positive">Samples that are to be near.</param>
    /// <param name="negative">Samples that are to be far.</param>
    /// <param name="distance">The distance of two samples, of any shape, the same for all.</param>
    /// <param name="margin">How much farther the negative is to be.</param>
    /// <param name="swap">Whether the distance from positive to negative counts if it is the smaller.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    public static Node TripletMargin(
        Node anchor, Node positive, Node negative, Func<Node, Node, Node> distance, double margin = 1, bool swap = false, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(distance);
        Node near = distance(anchor, positive), far = distance(anchor, negative);
        if (swap)
            far = Min(far, distance(positive, negative));
        if (near.Shape != far.Shape)
            throw new ShapeException($"TripletMargin: the distance to the positive is {near.Shape}, to the negative {far.Shape}: they must have one shape.");
        var margins = margin + near - far;
        return LossReduction.Of("TripletMargin", Where(margins < 0, 0, margins), reduction);
    }

    /// <summary>
    /// Pulls embeddings of one label together and pushes those of others apart, each pair by as much as it is in need of (Sun 2020), as Keras
    /// computes it: with cosine distances d, softplus(ln Σ exp(gamma·(d + margin)·(d − margin)) over pairs of one label + ln Σ exp(gamma·max(0, 1 +
    /// margin − d)·(1 − margin − d)) over the others).
    /// </summary>
    /// <param name="embeddings">Vectors of length 1: [samples, features].</param>
    /// <param name="labels">The label of each, int32 or int64: [samples].</param>
    /// <param name="gamma">The scale: the larger, the more the hardest pairs count.</param>
    /// <param name="margin">How near 0 and 1 distances are to come.</param>
    /// <param name="reduction">What becomes of the losses of the samples.</param>
    /// <exception cref="ShapeException">Shapes or element types do not fit.</exception>
    public static Node Circle(Node embeddings, Node labels, double gamma = 80, double margin = 0.4, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(labels);
        if (embeddings.Shape.Rank != 2 || labels.Shape.Rank != 1 || labels.Shape[0] != embeddings.Shape[0] || !labels.ElementType.IsInteger)
            throw new ShapeException($"Circle: the embeddings are {embeddings.Shape}, the labels {labels.ElementType.Text} {labels.Shape}; they must be [samples, features] and integers [samples].");
        int samples = labels.Shape[0];
        var distances = 1 - embeddings.MatMul(embeddings.Transpose());
        distances = Where(distances < 0, 0, distances);
        var isSame = Equal(labels.Reshape(samples, 1), labels);
        var isOther = NotEqual(Arange(samples).Along(0, 2), Arange(samples));
        var together = gamma * (distances + margin) * (distances - margin);
        var apart = gamma * ReLU(1 + margin - distances) * (1 - margin - distances);
        var losses = Softplus(LogSumExp(isSame & isOther, together) + LogSumExp(~isSame, apart));
        return LossReduction.Of("Circle", losses, reduction);

        static Node LogSumExp(Node condition, Node x) => Where(condition, x, double.NegativeInfinity).LogSumExp(1);
    }
}
