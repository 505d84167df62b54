using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Losses over rows, of three inputs and composed ones: their gradients by each input, to second order.</summary>
public class LossGradientTests
{
    // None at a kink.
    private static readonly double[] Point = [0.31, -1.2, 0.83, 1.9, -0.44, 0.6, -0.7, 1.3, 0.25, -1.6, 0.9, -0.1];
    private static readonly Node Other = Constant([.. Point.Select(x => Math.Cos(3 * x))], 4, 3), Third = Constant([.. Point.Select(x => Math.Sin(2 * x + 1))], 4, 3);
    private static readonly Node Probabilities = Softmax(Other), Signs = Constant([1, -1, 1, -1, -1, 1, 1, 1, -1, 1, -1, 1], 4, 3), Weight = Constant([0.5, 2, 1.5], 3);
    private static readonly Node Labels = Node.Constant([2, 0, 1, 2], [4], ElementType.Int32), Some = Node.Constant([2, -100, 1, 2], [4], ElementType.Int64);

    private static readonly Dictionary<string, Func<Node, Node>> All = new()
    {
        ["GaussianNLL by the prediction"] = x => Losses.GaussianNLL(x, Other, Exp(Third)),
        ["GaussianNLL by the variance"] = x => Losses.GaussianNLL(Other, Third, Exp(x), full: true),
        ["PoissonNLL of a logarithm"] = x => Losses.PoissonNLL(x, Exp(2 * Other), full: true),
        ["PoissonNLL of a rate"] = x => Losses.PoissonNLL(Exp(x), Exp(2 * Other), logInput: false),
        ["MarginRanking by the first"] = x => Losses.MarginRanking(Square(x), Other, Signs, 0.3, Reduction.None),
        ["MarginRanking by the second"] = x => Losses.MarginRanking(Other, Square(x), Signs, 0.3, Reduction.Sum),
        ["BinaryCrossEntropyWithLogits by the positive weight"] = x => Losses.BinaryCrossEntropyWithLogits(Other, Probabilities, Exp(x[0]), Reduction.None),
        ["BinaryCrossEntropyWithLogits, weighted"] = x => Losses.BinaryCrossEntropyWithLogits(x, Probabilities, Weight, Square(Weight)),
        ["BinaryCrossEntropy, weighted"] = x => Losses.BinaryCrossEntropy(Sigmoid(x), Probabilities, Exp(x)),
        ["CrossEntropy, weighted"] = x => Losses.CrossEntropy(x, Some, Weight),
        ["CrossEntropy by the weight"] = x => Losses.CrossEntropy(Other, Labels, Exp(x[0]), labelSmoothing: 0.2, reduction: Reduction.None),
        ["CrossEntropy, smoothed"] = x => Losses.CrossEntropy(x, Labels, labelSmoothing: 0.1),
        ["CrossEntropy, weighted and smoothed"] = x => Losses.CrossEntropy(x, Some, Weight, labelSmoothing: 0.3),
        ["CrossEntropy of probabilities, weighted and smoothed"] = x => Losses.CrossEntropy(x, Probabilities, Weight, labelSmoothing: 0.3),
        ["CrossEntropy along axis 1"] = x => Losses.CrossEntropy(x.Reshape(2, 3, 2), Labels.Reshape(2, 2), axis: 1),
        ["NegativeLogLikelihood, weighted"] = x => Losses.NegativeLogLikelihood(Square(x), Some, Weight),
        ["KLDivergence by the target"] = x => Losses.KLDivergence(Other, Exp(x), reduction: Reduction.BatchMean),
        ["KLDivergence by the target's logarithm"] = x => Losses.KLDivergence(Other, x, logTarget: true),
        ["MultiMargin"] = x => Losses.MultiMargin(Square(x), Labels),
        ["MultiMargin squared"] = x => Losses.MultiMargin(x, Labels, p: 2, margin: 0.7),
        ["MultiMargin, weighted"] = x => Losses.MultiMargin(x, Labels, Weight, p: 3),
        ["MultiLabelMargin"] = x => Losses.MultiLabelMargin(Square(x), Node.Constant([1, 0, -1, 2, -1, 0, -1, 1, 1, 0, 2, 1], [4, 3], ElementType.Int64), Reduction.None),
        ["MultiLabelSoftMargin"] = x => Losses.MultiLabelSoftMargin(x, Probabilities),
        ["MultiLabelSoftMargin, weighted"] = x => Losses.MultiLabelSoftMargin(x, Probabilities, Weight),
        ["CosineEmbedding by the first"] = x => Losses.CosineEmbedding(x, Other, Constant([1, -1, 1, -1], 4), -0.9),
        ["CosineEmbedding by the second"] = x => Losses.CosineEmbedding(Other, x, Constant([1, -1, 0.5, -1], 4), -0.9, Reduction.None),
        ["TripletMargin by the anchor"] = x => Losses.TripletMargin(x, Other, Third, margin: 5, swap: true),
        ["TripletMargin by the positive"] = x => Losses.TripletMargin(Other, x, Third, margin: 5, p: 3, swap: true),
        ["TripletMargin by the negative"] = x => Losses.TripletMargin(Other, Third, x, margin: 5, p: 1.5),
        ["TripletMargin with an own distance"] = x => Losses.TripletMargin(x, Other, Third, (a, b) => Square(a - b).Sum(-1), margin: 9, swap: true),
        ["CategoricalHinge"] = x => Losses.CategoricalHinge(Square(x), Probabilities),
        ["CategoricalFocal"] = x => Losses.CategoricalFocal(Exp(x), Probabilities),
        ["GeneralizedCrossEntropy"] = x => Losses.GeneralizedCrossEntropy(Softmax(x), Labels, 0.7),
        ["Dice"] = x => Losses.Dice(Sigmoid(x), Probabilities),
        ["Tversky"] = x => Losses.Tversky(Sigmoid(x), Probabilities, 0.3, 0.7),
        ["Circle"] = x => Losses.Circle(x / Sqrt(Square(x).Sum(1, keepDims: true)), Node.Constant([0, 1, 1, 0], [4], ElementType.Int32), gamma: 2, margin: 0.3),
        ["CTC"] = x => Losses.CTC(x.Reshape(4, 1, 3), Node.Constant([1, 2], [1, 2], ElementType.Int32)),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_agree_with_differences_to_second_order(string name) => GraphGradientCheck.Check(All[name], Point, [4, 3], tolerance: 1e-7);

    [Theory]
    [MemberData(nameof(Names))]
    public void Compiled_losses_and_gradients_are_the_reference(string name)
    {
        Node x = Node.Input("x", [4, 3], ElementType.Float64);
        var loss = All[name](x);
        Compiled.AgreesWithReference([loss, Gradient.Of(loss.Sum(), x)], new Dictionary<Node, double[]> { [x] = Point }, 1e-11);
    }

    private static Node Constant(double[] values, params ReadOnlySpan<int> shape) => Node.Constant(values, Shape.Create(shape), ElementType.Float64);
}
