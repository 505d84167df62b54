using static AutoGrad.Functions;

namespace AutoGrad;

/// <summary>Labels of which one number means: ignore this sample.</summary>
internal sealed class Labels(Node labels, int ignored)
{
    /// <summary>Where a label counts.</summary>
    public Node Kept { get; } = NotEqual(labels, ignored);

    /// <summary>The labels, 0 in place of the ignored ones: it is a label that every row has.</summary>
    public Node Safe => Where(Kept, labels, 0);

    /// <summary>How much each sample counts: the weight of its label, 0 if it is ignored.</summary>
    public Node Counted(Node? weight, ElementType type) => weight is null ? Kept.Cast(type) : Where(Kept, weight.Gather(Safe), 0);
}
