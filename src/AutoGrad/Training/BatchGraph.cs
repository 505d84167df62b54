using static AutoGrad.Functions;

namespace AutoGrad;

/// <summary>What the samples of a dataset look like: all that a graph has to know of them.</summary>
internal sealed record SampleType(Shape Features, Shape Targets, bool IsClassification)
{
    public static SampleType Of(Dataset data) => new(data.FeatureShape, data.TargetShape, data.IsClassification);

    public override string ToString() => $"features {Features} with {(IsClassification ? "labels" : $"targets {Targets}")}";
}

/// <summary>A model and its loss for a batch of samples.</summary>
/// <param name="Features">The input: float32 [count, …features].</param>
/// <param name="Targets">The input: int32 labels [count], or float32 [count, …targets].</param>
/// <param name="Loss">A single number.</param>
/// <param name="Correct">How many samples are classified correctly, float32; null where nothing is classified.</param>
/// <param name="ClassCount">The number of classes that the model tells apart; null where it doesn't.</param>
internal sealed record BatchGraph(Node Features, Node Targets, Node Loss, Node? Correct, int? ClassCount)
{
    /// <summary>
    /// Builds the graph in the current scope. With the inputs of an earlier graph it equals that one as long as model and loss compute the
    /// same: equal graphs are one node.
    /// </summary>
    /// <exception cref="ShapeException">The samples don't fit the model, or the model's output the loss.</exception>
    /// <exception cref="ArgumentException">The loss is no single floating-point number.</exception>
    public static BatchGraph Build(Layer model, Func<Node, Node, Node> loss, SampleType samples, int count, BatchGraph? earlier = null)
    {
        var type = model.NumberType;
        var features = earlier?.Features ?? Node.Input("features", [count, .. samples.Features]);
        var targets = earlier?.Targets ?? (samples.IsClassification
            ? Node.Input("labels", [count], ElementType.Int32)
            : Node.Input("targets", [count, .. samples.Targets]));
        var output = model.Forward(features.Cast(type));
        var value = loss(output, samples.IsClassification ? targets : targets.Cast(type));
        if (value.Shape.Size != 1 || !value.ElementType.IsFloatingPoint)
            throw new ArgumentException(
                $"The loss is {value}: training needs a single number. Reduce it with Mean() or Sum(), or give the loss function Reduction.Mean.");
        int? classes = samples.IsClassification && output.Shape is { Rank: 2 } shape && shape[1] > 1 ? shape[1] : null;
        var correct = classes is null ? null : Equal(output.ArgMax(), targets).Cast(ElementType.Float32).Sum();
        return new(features, targets, value.Reshape().Cast(ElementType.Float64), correct, classes);
    }

    /// <summary>Holds the labels against the classes that the model tells apart.</summary>
    /// <exception cref="ArgumentException">There are more classes in the data.</exception>
    public void CheckClasses(Dataset data, string what)
    {
        if (data.ClassCount > ClassCount)
            throw new ArgumentException(
                $"The {what} has {data.ClassCount} classes, labels 0 to {data.ClassCount - 1}, but the model's output has only {ClassCount}: give its last layer {data.ClassCount} outputs.");
    }
}
