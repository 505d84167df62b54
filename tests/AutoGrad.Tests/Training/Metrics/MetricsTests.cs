namespace AutoGrad.Tests.Training;

/// <summary>Metrics against values that are counted by hand, or given by scikit-learn's documented definitions.</summary>
public sealed class MetricsTests
{
    private static readonly int[] Labels = [0, 0, 0, 0, 1, 1, 2, 2, 2, 2], Predicted = [0, 0, 1, 0, 1, 2, 2, 2, 0, 2];
    private readonly ConfusionMatrix confusion = new(Predicted, Labels, 4);

    [Fact]
    public void The_confusion_matrix_counts_what_each_class_was_taken_for()
    {
        Assert.Equal(" 3 1 0 0\n 0 1 1 0\n 1 0 3 0\n 0 0 0 0\n", confusion.ToString());
        Assert.Equal((10, 4, 1, 0), (confusion.Total, confusion.ClassCount, confusion[0, 1], confusion[1, 0]));
        Assert.Equal(0.7, confusion.Accuracy);
        Assert.Equal(0.7, Metrics.Accuracy(Predicted, Labels));
    }

    [Fact]
    public void Precision_recall_and_F1_are_those_of_each_class_and_0_of_an_empty_one()
    {
        Assert.Equal([0.75, 0.5, 0.75, 0], Enumerable.Range(0, 4).Select(confusion.Precision));
        Assert.Equal([0.75, 0.5, 0.75, 0], Enumerable.Range(0, 4).Select(confusion.Recall));
        Assert.Equal([0.75, 0.5, 0.75, 0], Enumerable.Range(0, 4).Select(confusion.F1));
        var uneven = new ConfusionMatrix([1, 1, 1, 0], [1, 0, 0, 0], 2);
        Assert.Equal((1.0 / 3, 1, 0.5), (uneven.Precision(1), uneven.Recall(1), uneven.F1(1)));
        Assert.Equal((1, 1.0 / 3, 0.5), (uneven.Precision(0), uneven.Recall(0), uneven.F1(0)));
    }

    [Fact]
    public void Classes_count_alike_or_by_their_samples()
    {
        Assert.Equal(0.5, confusion.Precision(Averaging.Macro), 1e-15);
        Assert.Equal(0.7, confusion.F1(Averaging.Weighted), 1e-15);
        Assert.Equal(0.7, confusion.Recall(Averaging.Micro), 1e-15);
        Assert.Equal((1.0 / 3 + 3) / 4, new ConfusionMatrix([1, 1, 1, 0], [1, 0, 0, 0], 2).Precision(Averaging.Weighted), 1e-15);
    }

    [Fact]
    public void The_highest_score_is_the_prediction_and_the_k_highest_are_named()
    {
        float[] scores = [0.1f, 0.7f, 0.2f, 5, 5, 1, -3, -1, -2];
        Assert.Equal([1, 0, 1], Metrics.Predicted(scores, 3));
        Assert.Equal(1.0 / 3, Metrics.TopK(scores, [1, 1, 0], 1));
        Assert.Equal(2.0 / 3, Metrics.TopK(scores, [1, 1, 0], 2));
        Assert.Equal(1, Metrics.TopK(scores, [1, 1, 0], 3));
    }

    [Fact]
    public void The_area_under_the_curve_is_the_share_of_pairs_in_order()
    {
        float[] scores = [0.1f, 0.4f, 0.35f, 0.8f, 0.4f, 0.4f];
        bool[] positive = [false, false, true, true, true, false];
        double pairs = 0;
        for (int i = 0; i < 6; i++)
            for (int j = 0; j < 6; j++)
                pairs += positive[i] && !positive[j] ? scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0 : 0;
        Assert.Equal(pairs / 9, Metrics.RocAuc(scores, positive), 1e-15);
        Assert.Equal(0.75, Metrics.RocAuc([0.1f, 0.4f, 0.35f, 0.8f], [false, false, true, true]), 1e-15);
    }

    [Fact]
    public void Errors_of_numbers_are_those_of_their_definitions()
    {
        float[] predictions = [2.5f, 0, 2, 8], targets = [3, -0.5f, 2, 7];
        Assert.Equal(0.5, Metrics.MeanAbsoluteError(predictions, targets));
        Assert.Equal(Math.Sqrt(0.375), Metrics.RootMeanSquaredError(predictions, targets), 1e-15);
        Assert.Equal(1 - 1.5 / 29.1875, Metrics.R2(predictions, targets), 1e-15);
        Assert.Equal(1, Metrics.R2([3, 3], [3, 3]));
        Assert.Equal(double.NegativeInfinity, Metrics.R2([3, 4], [3, 3]));
        Assert.Equal(0, Metrics.R2([2, 2], [1, 3]));
    }

    [Fact]
    public void A_model_that_knows_nothing_is_undecided_among_all_answers()
    {
        Assert.Equal(27, Metrics.Perplexity([MathF.Log(1f / 27), MathF.Log(1f / 27)]), 1e-5);
        Assert.Equal(Math.E, new EvaluationResult(1, null).Perplexity);
    }

    [Fact]
    public void A_model_is_measured_by_its_confusion()
    {
        var model = new Linear(2, 2, bias: false);
        new float[] { 1, 0, 0, 1 }.CopyTo(model.Parameters[0].Parameter.Values<float>());
        var data = Dataset.Classification([3, 1, 1, 2, 5, 0], [2], [0, 1, 1]);
        Assert.Equal(" 1 0\n 1 1\n", model.Confusion(data).ToString());
    }

    [Theory]
    [InlineData(1, 1, "[1]")]
    [InlineData(2, 1, "[2]")]
    [InlineData(3, 2, "[3, 1]")]
    public void A_model_that_gives_no_number_for_each_class_has_no_confusion(int outputs, int axes, string shape)
    {
        var model = new Sequential { new Linear(2, outputs), x => axes == 1 ? x : x.Unsqueeze(-1) };
        Assert.Equal(
            $"Confusion: the model makes {shape} of a sample; a number for each of the 3 classes is expected, the highest of which counts.",
            Assert.Throws<ArgumentException>(() => model.Confusion(Dataset.Classification([3, 1, 1, 2], [2], [0, 2]))).Message);
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => Metrics.Accuracy([1], [1, 2]), "1 predictions and 2 labels: there must be as many of both." },
        { () => Metrics.Accuracy([], []), "There are no predictions, so there is nothing to measure." },
        { () => _ = new ConfusionMatrix([2], [1], 2), "The predicted class of sample 0 is 2; the classes are numbered from 0 to 1." },
        { () => _ = new ConfusionMatrix([1], [-1], 2), "The label of sample 0 is -1; the classes are numbered from 0 to 1." },
        { () => _ = new ConfusionMatrix([1], [1], 0), "ConfusionMatrix: there must be a class at least." },
        { () => Metrics.Predicted(new float[5], 2), "5 scores are not a whole number of samples with 2 classes." },
        { () => Metrics.TopK(new float[5], [1, 1], 1), "5 scores for 2 samples: each sample needs as many, one a class." },
        { () => Metrics.TopK(new float[4], [1, 1], 3), "TopK: of 2 classes, 1 to 2 can be named." },
        { () => Metrics.RocAuc([1, 2], [true, true]), "RocAuc: all samples are of one kind; there must be positive and negative ones." },
        { () => Metrics.RocAuc([1, float.NaN], [true, false]), "RocAuc: a score is NaN and has no place in the order." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_measured_is_explained(Action measure, string message) => Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(measure).Message);
}
