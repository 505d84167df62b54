using static AutoGrad.Functions;

namespace AutoGrad.Tests.Training;

/// <summary>Losses composed of nodes, so that trainings are tested without the library's own.</summary>
internal static class SmallLosses
{
    public static Node MeanSquared(Node prediction, Node target) => Square(prediction - target).Mean();

    public static Node CrossEntropy(Node logits, Node labels)
    {
        var classes = Node.Create(new Iota(1, new(logits.Shape, ElementType.Int32)));
        var picked = Where(Equal(classes, labels.Reshape(-1, 1)), logits, 0).Sum(1);
        return (logits.LogSumExp(1) - picked).Mean();
    }
}
