namespace AutoGrad.Tests.Data;

public sealed class StandardizerTests
{
    [Fact]
    public void Each_column_gets_mean_zero_and_deviation_one()
    {
        var dataset = Dataset.Regression([1, 1000, 2, 2000, 3, 6000], [2], [0, 0, 0], []);
        var standardizer = Standardizer.Fit(dataset);
        Assert.Equal([2f, 3000f], standardizer.Mean);
        Assert.Equal(Math.Sqrt(2.0 / 3), standardizer.Deviation[0], 1e-7);
        Assert.Equal(Math.Sqrt(14e6 / 3), standardizer.Deviation[1], 1e-3);
        var transformed = Standardizer.Fit(standardizer.Transform(dataset));
        for (var column = 0; column < 2; column++)
        {
            Assert.Equal(0, transformed.Mean[column], 1e-6);
            Assert.Equal(1, transformed.Deviation[column], 1e-6);
        }
    }

    [Fact]
    public void A_constant_column_is_only_centred()
    {
        var dataset = Dataset.Regression([0.1f, 0.1f, 0.1f], [], [0, 0, 0], []);
        var standardizer = Standardizer.Fit(dataset);
        Assert.Equal([1f], standardizer.Deviation);
        Assert.Equal([0f, 0f, 0f], standardizer.Transform(dataset).Features);
    }

    [Fact]
    public void A_small_spread_far_from_zero_is_measured()
    {
        var standardizer = Standardizer.Fit(Dataset.Regression([1e7f, 1e7f + 1, 1e7f + 2], [], [0, 0, 0], []));
        Assert.Equal([1e7f + 1], standardizer.Mean);
        Assert.Equal(Math.Sqrt(2.0 / 3), standardizer.Deviation[0], 1e-7);
    }

    [Fact]
    public void Differences_beyond_single_precision_stay_finite()
    {
        var data = Dataset.Regression([3e38f, -3e38f, -3e38f, -3e38f], [1], [0, 0, 0, 0], []);
        Assert.Equal([1.7320508f, -0.57735026f, -0.57735026f, -0.57735026f], Standardizer.Fit(data).Transform(data).Features.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Known_moments_transform_as_fitted_ones()
    {
        float[] row = [5, 5];
        new Standardizer([1, 2], [2, 4]).Transform(row);
        Assert.Equal([2f, 0.75f], row);
    }

    [Fact]
    public void Wrong_moments_and_columns_are_explained()
    {
        Assert.Equal("Standardizer: 2 means, but 1 deviations; each column has both.",
            Assert.Throws<ArgumentException>(() => new Standardizer([1, 2], [1])).Message);
        Assert.Equal("Standardizer: the mean of column 1 is not finite.",
            Assert.Throws<ArgumentException>(() => new Standardizer([1, float.NaN], [1, 1])).Message);
        Assert.Equal("Standardizer: the deviation of column 0 is not a positive, finite number.",
            Assert.Throws<ArgumentException>(() => new Standardizer([1], [0])).Message);
        Assert.Equal("Standardizer: rows of 2 features were fitted; 3 features don't fit.",
            Assert.Throws<ArgumentException>(() => new Standardizer([1, 2], [1, 1]).Transform(new float[3])).Message);
    }

    [Fact]
    public void What_is_saved_is_loaded()
    {
        string path = Path.GetTempFileName();
        try
        {
            new Standardizer([1, 0.1f], [2, 4e-30f]).Save(path);
            var loaded = Standardizer.Load(path);
            Assert.Equal([1, 0.1f], loaded.Mean);
            Assert.Equal([2, 4e-30f], loaded.Deviation);

            new Linear(1, 1).Save(path);
            Assert.Equal($"{path}: no standardizer; a list of float32 numbers called 'mean' is expected, and the file holds bias, weight.",
                Assert.Throws<InvalidDataException>(() => Standardizer.Load(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
