using static AutoGrad.Functions;

namespace AutoGrad;

/// <summary>Labels of which one number means: ignore this sample.</summary>
/// <param name="loss">The loss's name, for messages.</param>
/// <param name="labels">The labels.</param>
/// <param name="classes">The number of classes that they count.</param>
/// <param name="ignored">What a label of a sample to be ignored is.</param>
internal sealed class Labels(string loss, Node labels, int classes, int ignored)
{
    /// <summary>Where a label counts.</summary>
    public Node Kept { get; } = NotEqual(labels, ignored);

    /// <summary>The labels, 0 in place of the ignored ones: it is a label that every row has.</summary>
    public Node Safe => Bounded.Within(Where(Kept, labels, 0), loss, "label", 0, classes - 1);

    /// <summary>How much each sample counts: the weight of its label, 0 if it is ignored.</summary>
    public Node Counted(Node? weight, ElementType type) => weight is null ? Kept.Cast(type) : Where(Kept, weight.Gather(Safe), 0);
}
