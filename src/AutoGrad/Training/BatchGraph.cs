using static AutoGrad.Functions;

namespace AutoGrad;

/// <summary>What the samples of a dataset look like: all that a graph has to know of them.</summary>
internal sealed record SampleType(Shape Features, Shape Targets, bool IsClassification, bool IsWeighted)
{
    public static SampleType Of(Dataset data) => new(data.FeatureShape, data.TargetShape, data.IsClassification, data.IsWeighted);

    public override string ToString() => $"features {Features} with {(IsClassification ? "labels" : $"targets {Targets}")}";
}

/// <summary>A model and its loss for a batch of samples.</summary>
/// <param name="Features">The input: float32 [count, …features].</param>
/// <param name="Targets">The input: int32 labels [count], or float32 [count, …targets].</param>
/// <param name="Weights">The input: float32 [count]; null where samples have no weights.</param>
/// <param name="Loss">A single number.</param>
/// <param name="Correct">How many samples are classified correctly, float32; null where nothing is classified.</param>
/// <param name="ClassCount">The number of classes that the model tells apart; null where it doesn't.</param>
internal sealed record BatchGraph(Node Features, Node Targets, Node? Weights, Node Loss, Node? Correct, int? ClassCount)
{
    /// <summary>
    /// Builds the graph in the current scope. With the inputs of an earlier graph it equals that one as long as model and loss compute the
    /// same: equal graphs are one node.
    /// </summary>
    /// <exception cref="ShapeException">The samples don't fit the model, or the model's output the loss.</exception>
    /// <exception cref="ArgumentException">The loss is neither a single floating-point number nor one for each sample, or a single one where samples have weights.</exception>
    public static BatchGraph Build(Layer model, Func<Node, Node, Node> loss, SampleType samples, int count, BatchGraph? earlier = null)
    {
        var type = model.NumberType;
        var features = earlier?.Features ?? Node.Input("features", [count, .. samples.Features]);
        var targets = earlier?.Targets ?? (samples.IsClassification
            ? Node.Input("labels", [count], ElementType.Int32)
            : Node.Input("targets", [count, .. samples.Targets]));
        var output = model.Forward(features.Cast(type));
        var value = loss(output, samples.IsClassification ? targets : targets.Cast(type));
        var weights = samples.IsWeighted ? earlier?.Weights ?? Node.Input("weights", [count]) : null;
        value = Mean(value, count, weights);
        int? classes = samples.IsClassification && output.Shape is { Rank: 2 } shape && shape[1] > 1 ? shape[1] : null;
        var correct = classes is null ? null : Equal(output.ArgMax(), targets).Cast(ElementType.Float32).Sum();
        return new(features, targets, weights, value.Reshape().Cast(ElementType.Float64), correct, classes);
    }

    /// <summary>The mean of a batch: the loss itself, where that is a single number, or that of the samples' losses, each times its weight.</summary>
    private static Node Mean(Node loss, int count, Node? weights)
    {
        bool isForEach = loss.Shape.Rank > 0 && loss.Shape[0] == count;
        if (!loss.ElementType.IsFloatingPoint || (loss.Shape.Size != 1 && !isForEach))
            throw new ArgumentException(
                $"The loss is {loss}: training needs a single number, or one for each of the {count} samples. Reduce it with Mean() or Sum(), or give the loss function Reduction.Mean.");
        if (weights is null)
            return isForEach ? loss.Mean() : loss;
        if (!isForEach)
            throw new ArgumentException(
                $"The samples have weights, but the loss is {loss}, a single number: give the loss function Reduction.None, so that there is a loss for each sample.");
        return (loss.Reshape(count, -1).Mean([1]) * weights.Cast(loss.ElementType)).Mean();
    }

    /// <summary>Holds the labels against the classes that the model tells apart.</summary>
    /// <exception cref="ArgumentException">There are more classes in the data.</exception>
    public void CheckClasses(Dataset data, string what)
    {
        if (ClassCount is not { } classes || data.ClassCount <= classes)
            return;
        int sample = data.Labels.IndexOfAnyExceptInRange(0, classes - 1);
        throw new ArgumentException(
            $"The {what} has {data.ClassCount} classes, labels 0 to {data.ClassCount - 1}, but the model's output has only {classes}: give its last layer {data.ClassCount} outputs."
            + (sample < 0 ? "" : $" The first sample with a label beyond is sample {sample}: {data.Labels[sample]}."));
    }
}
