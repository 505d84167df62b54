using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Losses without golden values, by their definitions; their conventions; and what does not fit.</summary>
public class LossDefinitionTests
{
    private static readonly Node X = Node.Input("x", [2, 3], ElementType.Float64);
    private static readonly double[] P = [0.2, 0.5, 0.3, 0.6, 0.1, 0.3], T = [0, 1, 0, 0.5, 0, 0.5];

    private static Node Target { get; } = Node.Constant(T, [2, 3], ElementType.Float64);

    [Fact]
    public void Losses_of_Keras_are_their_definitions()
    {
        double Ln(double x) => Math.Log(x);
        Assert.Equal(Ln(Math.Cosh(1.5 - 0.2)), Losses.LogCosh(1.5, 0.2), 1e-15);
        Assert.Equal(99.3068528194400547, Losses.LogCosh(-100.0, 0.0), 1e-13);
        Assert.Equal(25, Losses.MeanAbsolutePercentage(3.0, 4.0), 1e-13);
        Assert.Equal(100 * 3 / 1e-7, Losses.MeanAbsolutePercentage(3.0, 0.0), 1e-5);
        Assert.Equal(Math.Pow(Ln(4) - Ln(5), 2), Losses.MeanSquaredLogarithmic(3.0, 4.0), 1e-15);
        Assert.Equal(0, Losses.MeanSquaredLogarithmic(-3.0, -4.0));
        Assert.Equal([1.5, 0, 0.25], [Losses.Hinge(-0.5, 1), Losses.Hinge(2, 1), Losses.SquaredHinge(-0.5, -1)]);
        Assert.Equal(Math.Pow(0.3, 2) * -Ln(0.7), Losses.BinaryFocal(0.7, 1), 1e-15);
        Assert.Equal(0.75 * Math.Pow(0.7, 3) * -Ln(0.3), Losses.BinaryFocal(0.7, 0, gamma: 3, balanced: true), 1e-15);
        Assert.Equal(Losses.BinaryFocal(Sigmoid(0.4), 0.3, balanced: true), Losses.BinaryFocalWithLogits(0.4, 0.3, balanced: true), 1e-15);
        Assert.Equal(60, Losses.BinaryFocalWithLogits(-60.0, 1.0), 1e-13);
        Assert.Equal(0.25 * Math.Pow(0.5, 2) * -Ln(0.5), Losses.CategoricalFocal([0.4, 1, 0.6], [0, 1, 0]), 1e-15);
        Assert.Equal(0.25 * Math.Pow(1 - 1e-7, 2) * -Ln(1e-7), Losses.CategoricalFocal([0, 1], [1, 0]), 1e-12);
        Assert.Equal((1 - Math.Sqrt(0.3)) / 0.5, Losses.GeneralizedCrossEntropy([0.2, 0.5, 0.3], 2), 1e-15);
        Assert.Equal(1 - 2 * 0.5 / (1 + 1), Losses.Dice([0.2, 0.5, 0.3], [0, 1, 0]), 1e-7);
        Assert.Equal(1 - 0.5 / (0.5 + 0.3 * 0.5 + 0.9 * 0.5), Losses.Tversky([0.2, 0.5, 0.3], [0, 1, 0], 0.3, 0.9), 1e-7);
        Assert.Equal(Losses.Dice([0.2, 0.5, 0.3], [0, 1, 0.5], 0), Losses.Tversky([0.2, 0.5, 0.3], [0, 1, 0.5], epsilon: 0), 1e-15);
        Assert.Equal(0.3 - 0.5 + 1, Losses.CategoricalHinge([0.2, 0.5, 0.3], [0, 1, 0]), 1e-15);
    }

    [Fact]
    public void The_circle_loss_is_the_sum_over_pairs()
    {
        double[] angles = [0.1, 0.9, 2, 2.4];
        int[] labels = [0, 0, 1, 1];
        Node embeddings = Node.Constant([.. angles.SelectMany(a => new[] { Math.Cos(a), Math.Sin(a) })], [4, 2], ElementType.Float64);
        double[] actual = Losses.Circle(embeddings, Node.Constant(labels, [4]), gamma: 3, margin: 0.25, Reduction.None).Evaluate();
        for (int i = 0; i < 4; i++)
        {
            double same = 0, other = 0;
            for (int j = 0; j < 4; j++)
            {
                double d = 1 - Math.Cos(angles[i] - angles[j]);
                if (labels[i] != labels[j])
                    other += Math.Exp(3 * Math.Max(0, 1.25 - d) * (0.75 - d));
                else if (i != j)
                    same += Math.Exp(3 * (d + 0.25) * (d - 0.25));
            }
            Assert.Equal(Math.Log(1 + same * other), actual[i], 1e-13);
        }
        // Of one label alone there is nothing to tell apart.
        Assert.Equal([0.0, 0, 0, 0], Losses.Circle(embeddings, Node.Constant([1, 1, 1, 1], [4], ElementType.Int32), reduction: Reduction.None).Evaluate());
    }

    [Fact]
    public void A_batch_mean_is_the_sum_divided_by_the_samples()
    {
        double sum = Losses.KLDivergence(Log(X), Target, reduction: Reduction.Sum).Evaluate((X, P))[0];
        Assert.Equal(sum / 2, Losses.KLDivergence(Log(X), Target, reduction: Reduction.BatchMean).Evaluate((X, P))[0], 1e-15);
        Assert.Equal(
            "MSEWithGradient: spans have no batch, so Reduction.BatchMean cannot be asked for; ask for the sum, and divide loss and gradient by the number of samples. (Parameter 'reduction')",
            Assert.Throws<ArgumentException>(() => Losses.MSEWithGradient([1.0], [2.0], new double[1], Reduction.BatchMean)).Message);
    }

    [Fact]
    public void A_single_row_is_a_batch_of_one()
    {
        Node row = Node.Input("row", [3], ElementType.Float64), label = Node.Constant([1], [], ElementType.Int32);
        foreach (var loss in new[] { Losses.CrossEntropy(row, label, Reduction.BatchMean), Losses.CrossEntropy(row, label, ignoreIndex: 7, reduction: Reduction.BatchMean) })
            Assert.Equal(Losses.CrossEntropy(Row.Create([0.2, 0.5, 0.3]), 1), loss.Evaluate((row, [0.2, 0.5, 0.3]))[0], 1e-15);
        // With the classes first, the samples are those of the axis behind them.
        Node x = Node.Input("x", [3, 2], ElementType.Float64), labels = Node.Constant([1, 0], [2], ElementType.Int32);
        double[] at = [0.2, 0.1, 0.5, -1, 0.3, 0.7];
        Assert.Equal(
            Losses.CrossEntropy(x, labels, axis: 0).Evaluate((x, at))[0],
            Losses.CrossEntropy(x, labels, axis: 0, reduction: Reduction.BatchMean).Evaluate((x, at))[0], 1e-15);
    }

    [Fact]
    public void Ignored_labels_count_nothing_and_may_be_any_number()
    {
        Node Labels(int second) => Node.Constant([1, second], [2], ElementType.Int32);
        double first = Losses.CrossEntropy(Row.Create([0.2, 0.5, 0.3]), 1);
        Assert.Equal(first, Losses.CrossEntropy(X, Labels(-100), weight: null).Evaluate((X, P))[0], 1e-15);
        Assert.Equal(first, Losses.CrossEntropy(X, Labels(7), ignoreIndex: 7).Evaluate((X, P))[0], 1e-15);
        Assert.Equal([first, 0], Losses.CrossEntropy(X, Labels(2), ignoreIndex: 2, reduction: Reduction.None).Evaluate((X, P)), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.True(double.IsNaN(Losses.NegativeLogLikelihood(X, Node.Constant([-100, -100], [2], ElementType.Int64), weight: null).Evaluate((X, P))[0]));
        // A row whose label is ignored may hold anything.
        Assert.Equal([0.0, 0, 0], Gradient.Of(Losses.CrossEntropy(X, Labels(-100), weight: null), X).Evaluate((X, [1, 2, 3, double.NaN, 1, double.PositiveInfinity]))[3..]);
    }

    [Fact]
    public void Classes_may_lie_along_any_axis()
    {
        double[] at = [.. Enumerable.Range(0, 24).Select(i => Math.Sin(i))];
        Node x = Node.Input("x", [2, 3, 4], ElementType.Float64), labels = Node.Constant([.. Enumerable.Range(0, 8).Select(i => i % 3)], [2, 4], ElementType.Int32);
        var expected = Losses.CrossEntropy(x.Permute(0, 2, 1).Reshape(8, 3), labels.Reshape(8), Reduction.None).Evaluate((x, at));
        Assert.Equal([2, 4], Losses.CrossEntropy(x, labels, axis: 1, reduction: Reduction.None).Shape);
        Assert.Equal(expected, Losses.CrossEntropy(x, labels, axis: -2, reduction: Reduction.None).Evaluate((x, at)));
        var likelihood = Losses.NegativeLogLikelihood(LogSoftmax(x, 1), labels, axis: 1, reduction: Reduction.None).Evaluate((x, at));
        Assert.Equal(expected, likelihood, (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void At_their_kinks_margin_losses_have_PyTorchs_derivatives()
    {
        Node x = Node.Input("x", [1], ElementType.Float64), one = Node.Constant(1, ElementType.Float64).Reshape(1);
        double Slope(Node loss, double at) => Gradient.Of(loss, x).Evaluate((x, [at]))[0];
        Assert.Equal(-1, Slope(Losses.Hinge(x, one), 1));
        Assert.Equal(-1, Slope(Losses.HingeEmbedding(x, -one), 1));
        Assert.Equal(-1, Slope(Losses.MarginRanking(x, one, one), 1));
        Node rows = Concatenate([x, one], 0).Reshape(1, 2);
        Assert.Equal(0, Slope(Losses.MultiMargin(rows, Node.Constant([1], [1], ElementType.Int32)), 0));
        Assert.Equal(0, Slope(Losses.MultiLabelMargin(rows, Node.Constant([1, -1], [1, 2], ElementType.Int32)), 0));
    }

    [Fact]
    public void Lists_of_labels_end_at_the_first_minus_one()
    {
        Node lists = Node.Constant([2, -1, 1, 0, 1, 2], [2, 3], ElementType.Int64);
        // Of the first row class 2 alone is right; of the second all are, so that none is wrong.
        double expected = ((1 - 0.3 + 0.2) + (1 - 0.3 + 0.5)) / 3;
        Assert.Equal([expected, 0], Losses.MultiLabelMargin(X, lists, Reduction.None).Evaluate((X, P)), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Node labels = Node.Input("l", [2], ElementType.Int32), wrong = Node.Input("w", [4], ElementType.Float64);
        Fails("CrossEntropy: the weight is [4]; along axis 1 of [2, 3] there are 3 classes, so it must be [3].", () => Losses.CrossEntropy(X, labels, wrong));
        Fails("CrossEntropy: the prediction is [2, 3], the labels [3]: each row has one label, so they must be [2].", () => Losses.CrossEntropy(X, Node.Input("l", [3], ElementType.Int32), weight: null));
        Fails("CrossEntropy: the target is float64; labels must be int32 or int64, of shape [2].", () => Losses.CrossEntropy(X, Node.Input("l", [2], ElementType.Float64)));
        Fails("CrossEntropy: the target is float64; labels must be int32 or int64, of shape [2, 4].", () => Losses.CrossEntropy(Node.Input("x", [2, 3, 4], ElementType.Float64), Node.Input("l", [2, 4], ElementType.Float64), axis: 1));
        Fails("CrossEntropy: axis 2", () => Losses.CrossEntropy(X, labels, axis: 2));
        Fails("CrossEntropy: the target is [4], and has no axis 1, along which the classes lie.", () => Losses.CrossEntropy(X, wrong, weight: null));
        Fails("NegativeLogLikelihood: the target is float64; labels must be int32 or int64, of shape [2].", () => Losses.NegativeLogLikelihood(X, wrong, weight: null));
        Fails("NegativeLogLikelihood: the target is float64; labels must be int32 or int64, of shape [2].", () => Losses.NegativeLogLikelihood(X, wrong, Node.Input("w", [3], ElementType.Float64)));
        Fails("BinaryCrossEntropy: the weight is [4]; it must be [2, 3], or be broadcast to it.", () => Losses.BinaryCrossEntropy(X, Target, wrong));
        Fails("BinaryCrossEntropyWithLogits: 'positiveWeight' is [4]; it must be [2, 3], or be broadcast to it.", () => Losses.BinaryCrossEntropyWithLogits(X, Target, null, wrong));
        Fails("MultiLabelMargin: the scores are [2, 3], the target [2]: both must have one shape, a list of labels, ended by −1, for a row of scores.", () => Losses.MultiLabelMargin(X, labels));
        Fails("MultiLabelMargin: the target is float64; labels must be int32 or int64.", () => Losses.MultiLabelMargin(X, Target));
        Fails("Circle: the embeddings are [2, 3], the labels float64 [4]; they must be [samples, features] and integers [samples].", () => Losses.Circle(X, wrong));
        Fails("TripletMargin: the distance to the positive is [2, 3], to the negative []: they must have one shape.", () => Losses.TripletMargin(X, X, Target, (a, b) => b == X ? a : a.Sum()));
        Assert.Contains("CrossEntropy: a label smoothing of 1.5; it is a share, from 0 to 1.", Assert.Throws<ArgumentOutOfRangeException>(() => Losses.CrossEntropy(X, labels, labelSmoothing: 1.5)).Message);
        Assert.Contains("MSE: there is no reduction 9.", Assert.Throws<ArgumentOutOfRangeException>(() => Losses.MSE(X, X, (Reduction)9)).Message);
    }

    [Fact]
    public void A_label_that_is_no_class_is_an_error_when_the_graph_runs()
    {
        Node labels = Node.Input("l", [2], ElementType.Int32), lists = Node.Input("lists", [2, 3], ElementType.Int32);
        Node weight = Node.Constant([1, 2, 3], [3], ElementType.Float64), images = Node.Input("images", [2, 3, 2], ElementType.Float64), pixels = Node.Input("pixels", [2, 2], ElementType.Int64);
        void Says(string message, Node x, Func<Node, Node> of, Node target, params double[] values)
        {
            var parameter = new Parameter("w", x.Shape, ElementType.Float64);
            var loss = of(x + parameter);
            using var executable = Executable.Compile([loss], [Update.Assign(parameter, parameter + 1 - Gradient.Of(loss, parameter))]);
            Compiled.Feed(executable, x, new double[x.Shape.Size]);
            Compiled.Feed(executable, target, values);
            Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(executable.Run).Message);
            Assert.All(parameter.Values<double>().ToArray(), value => Assert.Equal(0, value));
        }
        Says("CrossEntropy: row 1 has the label 3; a row of 3 elements has the labels 0 to 2.", X, x => Losses.CrossEntropy(x, labels), labels, 1, 3);
        Says("GeneralizedCrossEntropy: row 0 has the label -1; a row of 3 elements has the labels 0 to 2.", X, x => Losses.GeneralizedCrossEntropy(x, labels), labels, -1, 1);
        Says("NegativeLogLikelihood: row 1 has the label -100; a row of 3 elements has the labels 0 to 2.", X, x => Losses.NegativeLogLikelihood(x, labels), labels, 1, -100);
        Says("MultiMargin: row 1 has the label 4; a row of 3 elements has the labels 0 to 2.", X, x => Losses.MultiMargin(x, labels), labels, 1, 4);
        Says("CrossEntropy: the label at position 1 is 3; it must be one of 0 to 2.", X, x => Losses.CrossEntropy(x, labels, weight: null), labels, 1, 3);
        Says("CrossEntropy: the label at position 0 is -1; it must be one of 0 to 2.", X, x => Losses.CrossEntropy(x, labels, weight, labelSmoothing: 0.1), labels, -1, 3);
        Says("NegativeLogLikelihood: the label at position 1 is 7; it must be one of 0 to 2.", X, x => Losses.NegativeLogLikelihood(x, labels, weight), labels, -100, 7);
        Says("CrossEntropy: the label at position [1, 0] is 5; it must be one of 0 to 2.", images, x => Losses.CrossEntropy(x, pixels, weight, axis: 1), pixels, 0, -100, 5, 1);
        Says("MultiLabelMargin: the label at position [0, 1] is 3; it must be one of 0 to 2.", X, x => Losses.MultiLabelMargin(x, lists), lists, 1, 3, -1, 0, -1, -1);
    }

    private static void Fails(string message, Func<object> build) => Assert.Contains(message, Assert.Throws<ShapeException>(build).Message);
}
