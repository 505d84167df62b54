namespace AutoGrad.Tests.Data;

public sealed class DatasetTests
{
    private static readonly Dataset FourSamples = Dataset.Classification([1, 2, 3, 4, 5, 6, 7, 8], [2], [0, 1, 2, 1]);

    [Fact]
    public void Labels_make_a_classification()
    {
        Assert.Equal(4, FourSamples.Count);
        Assert.Equal([2], FourSamples.FeatureShape);
        Assert.Equal(2, FourSamples.FeatureSize);
        Assert.True(FourSamples.IsClassification);
        Assert.Equal(3, FourSamples.ClassCount);
        Assert.Equal(5, Dataset.Classification([1], [], [0], classCount: 5).ClassCount);
    }

    [Fact]
    public void Target_values_make_a_regression()
    {
        var dataset = Dataset.Regression([1, 2, 3, 4], [2, 1], [10, 20, 30, 40, 50, 60], [3]);
        Assert.Equal(2, dataset.Count);
        Assert.False(dataset.IsClassification);
        Assert.Equal(0, dataset.ClassCount);
        Assert.Equal([3], dataset.TargetShape);
        var targets = new float[3];
        dataset.CopyTargets([1], targets);
        Assert.Equal([40, 50, 60], targets);
    }

    [Fact]
    public void A_dataset_does_not_change_with_the_arrays_it_was_made_from()
    {
        float[] features = [1, 2];
        var dataset = Dataset.Classification(features, [], [0, 1]);
        features[0] = 9;
        Assert.Equal([1, 2], dataset.Features);
    }

    [Fact]
    public void A_subset_has_the_samples_asked_for_in_that_order()
    {
        var subset = FourSamples.Subset([3, 0, 3]);
        Assert.Equal([7, 8, 1, 2, 7, 8], subset.Features);
        Assert.Equal([1, 0, 1], subset.Labels);
        Assert.Equal(3, subset.ClassCount);
    }

    [Fact]
    public void A_split_parts_all_samples_and_the_seed_decides_how()
    {
        var dataset = Dataset.Regression([.. Enumerable.Range(0, 100).Select(i => (float)i)], [], [.. Enumerable.Range(0, 100).Select(i => -(float)i)], []);
        var (first, second) = dataset.Split(0.8, seed: 7);
        Assert.Equal(80, first.Count);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (float)i), first.Features.ToArray().Concat(second.Features.ToArray()).Order());
        Assert.Equal(first.Features.ToArray().Select(value => -value), first.Targets.ToArray());
        Assert.Equal(first.Features, dataset.Split(0.8, seed: 7).First.Features);
        Assert.NotEqual(first.Features.ToArray(), dataset.Split(0.8, seed: 8).First.Features.ToArray());
        Assert.Equal(1, FourSamples.Split(0.01).First.Count);
        Assert.Equal(1, FourSamples.Split(0.99).Second.Count);
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "+∞")]
    [InlineData(float.NegativeInfinity, "−∞")]
    public void A_value_that_is_not_finite_is_named_with_its_place(float value, string name)
    {
        var features = new float[300];
        features[2 * 100 + 13] = value;
        var error = Assert.Throws<ArgumentException>(() => Dataset.Classification(features, [100], [0, 1, 0]));
        Assert.Equal($"Dataset: the features contain {name} in row 2, column 13; remove or replace such values first.", error.Message);
        error = Assert.Throws<ArgumentException>(() => Dataset.Regression([1, 2], [], [3, value], []));
        Assert.Equal($"Dataset: the targets contain {name} in row 1, column 0; remove or replace such values first.", error.Message);
    }

    public static TheoryData<Func<Dataset>, string> WrongDatasets => new()
    {
        { () => Dataset.Classification([], [2], []), "Dataset: the features are empty; a dataset has at least one sample." },
        { () => Dataset.Regression([], [], [], []), "Dataset: the targets are empty; a dataset has at least one sample." },
        { () => Dataset.Classification([1, 2, 3], [2], [0]), "Dataset: 3 features are not a whole number of rows of shape [2], 2 values each." },
        { () => Dataset.Classification([1, 2], [2, 0], [0]), "Dataset: the shape [2, 0] of the features has an extent that is not positive." },
        { () => Dataset.Classification([1, 2], [-2], [0]), "The shape [-2] has a negative extent: an axis has 0 or more elements." },
        { () => Dataset.Classification([1, 2], [65536, 65536], [0]), "Dataset: 2 features are not a whole number of rows of shape [65536, 65536], 4294967296 values each." },
        { () => Dataset.Classification([1, 2], [], [0, int.MaxValue]), "Dataset: the label 2147483647 in row 1 is too large; labels count the classes from 0." },
        { () => Dataset.Classification([1, 2], [], [0, 1], classCount: 0), "Dataset: 0 classes; a classification has at least one." },
        { () => Dataset.Classification([1, 2], [1], [0]), "Dataset: 2 rows of features, but 1 labels; each sample needs both." },
        { () => Dataset.Regression([1, 2], [1], [0], []), "Dataset: 2 rows of features, but 1 rows of targets; each sample needs both." },
        { () => Dataset.Classification([1, 2], [], [0, -1]), "Dataset: the label -1 in row 1 is negative; labels count from 0." },
        { () => Dataset.Classification([1, 2], [], [0, 3], classCount: 3), "Dataset: the label 3 in row 1 is out of range; 3 classes have labels 0 to 2." },
        { () => FourSamples.Subset([]), "Dataset.Subset: no index is given; a dataset has at least one sample. (Parameter 'indices')" },
    };

    [Theory]
    [MemberData(nameof(WrongDatasets))]
    public void What_makes_no_dataset_is_explained(Func<Dataset> make, string message) =>
        Assert.Equal(message, Assert.ThrowsAny<ArgumentException>(make).Message);

    [Fact]
    public void Wrong_indices_destinations_and_fractions_are_explained()
    {
        Assert.StartsWith("Dataset: the samples are numbered from 0 to 3.",
            Assert.Throws<ArgumentOutOfRangeException>(() => FourSamples.Subset([4])).Message);
        Assert.StartsWith("Dataset: 1 samples of 2 values need a destination of 2 elements, not 3.",
            Assert.Throws<ArgumentException>(() => FourSamples.CopyFeatures([0], new float[3])).Message);
        Assert.StartsWith("Dataset.Split: the fraction of the first part lies between 0 and 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => FourSamples.Split(double.NaN)).Message);
        Assert.Equal("Dataset.Split: a dataset of one sample cannot be split into two parts.",
            Assert.Throws<InvalidOperationException>(() => FourSamples.Subset([0]).Split(0.5)).Message);
    }

    [Fact]
    public void Reading_what_a_dataset_does_not_have_is_explained()
    {
        Assert.Equal("Dataset.Targets: this dataset has class labels, not target values; read Labels.",
            Assert.Throws<InvalidOperationException>(() => _ = FourSamples.Targets.Length).Message);
        Assert.Equal("Dataset.Labels: this dataset has target values, not class labels; read Targets.",
            Assert.Throws<InvalidOperationException>(() => _ = Dataset.Regression([1], [], [1], []).Labels.Length).Message);
    }

    [Fact]
    public void Copying_a_batch_allocates_nothing()
    {
        int[] indices = [3, 1], labels = new int[2];
        var features = new float[4];
        void CopyBatch()
        {
            FourSamples.CopyFeatures(indices, features);
            FourSamples.CopyLabels(indices, labels);
        }

        CopyBatch();
        var before = GC.GetAllocatedBytesForCurrentThread();
        CopyBatch();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal([7, 8, 3, 4], features);
        Assert.Equal([1, 1], labels);
    }
}
