namespace AutoGrad.Tests.Data;

public sealed class MnistTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("mnist-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void The_digits_kept_with_the_project_are_read_completely()
    {
        var (train, test) = Mnist.Load(Path.Combine(AppContext.BaseDirectory, "mnist"));
        Assert.Equal([784], train.FeatureShape);
        Assert.Equal(10, train.ClassCount);
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], Histogram(train));
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], Histogram(test));
        Assert.Equal(1_567_298_545, SumOfPixels(train));
        Assert.Equal(264_923_200, SumOfPixels(test));
        Assert.Equal([5, 0, 4, 1, 9], train.Labels[..5]);
        Assert.Equal([7, 2, 1, 0, 4], test.Labels[..5]);
    }

    [Fact]
    public void Images_keep_their_two_axes_where_asked_and_levels_lie_between_0_and_1()
    {
        WriteAll(images: [2, 2, 1], pixels: [0, 51, 255, 102], labels: [3, 1]);
        var (train, test) = Mnist.Load(directory, flatten: false);
        Assert.Equal([2, 1], train.FeatureShape);
        Assert.Equal([0f, 0.2f, 1f, 0.4f], train.Features);
        Assert.Equal([3, 1], test.Labels);
        Assert.Equal(4, test.ClassCount);
        Assert.Equal([2], Mnist.Load(directory).Train.FeatureShape);
    }

    [Fact]
    public void A_missing_directory_or_file_is_named()
    {
        Assert.Equal("Mnist.Load: there is no directory '/no/where'.", Assert.Throws<DirectoryNotFoundException>(() => Mnist.Load("/no/where")).Message);
        Assert.Equal($"Mnist.Load: '{directory}' contains neither train-images-idx3-ubyte.gz nor train-images-idx3-ubyte.",
            Assert.Throws<FileNotFoundException>(() => Mnist.Load(directory)).Message);
    }

    [Fact]
    public void Files_that_do_not_fit_together_are_refused()
    {
        WriteAll(images: [2, 2, 1], pixels: [0, 51, 255, 102], labels: [3, 1]);
        Write("t10k-labels-idx1-ubyte", [3], [1, 2, 3]);
        Assert.Contains("t10k-labels-idx1-ubyte: 3 labels found for the 2 images of ", ErrorOfLoading());
        Write("t10k-labels-idx1-ubyte", [2, 1], [1, 2]);
        Assert.EndsWith("t10k-labels-idx1-ubyte: labels (count) have 1 dimension, the file has 2.", ErrorOfLoading());
        Write("t10k-labels-idx1-ubyte", [2], [1, 2]);
        Write("t10k-images-idx3-ubyte", [2, 1], [1, 2]);
        Assert.EndsWith("t10k-images-idx3-ubyte: images (count, height, width) have 3 dimensions, the file has 2.", ErrorOfLoading());
        Write("t10k-images-idx3-ubyte", [2, 1, 1], [1, 2]);
        Assert.EndsWith(": training images of 2×1 pixels and test images of 1×1 don't fit together.", ErrorOfLoading());
        Write("t10k-images-idx3-ubyte", [2, 0, 1], []);
        Assert.EndsWith("t10k-images-idx3-ubyte: the file holds no pixels.", ErrorOfLoading());
    }

    private static int[] Histogram(Dataset dataset)
    {
        var counts = new int[dataset.ClassCount];
        foreach (var label in dataset.Labels) counts[label]++;
        return counts;
    }

    private static long SumOfPixels(Dataset dataset)
    {
        long sum = 0;
        foreach (var level in dataset.Features) sum += (long)MathF.Round(level * 255);
        return sum;
    }

    private string ErrorOfLoading() => Assert.Throws<InvalidDataException>(() => Mnist.Load(directory)).Message;

    private void WriteAll(int[] images, byte[] pixels, byte[] labels)
    {
        foreach (var part in (string[])["train", "t10k"])
        {
            Write($"{part}-images-idx3-ubyte", images, pixels);
            Write($"{part}-labels-idx1-ubyte", [labels.Length], labels);
        }
    }

    private void Write(string name, int[] shape, byte[] elements) => File.WriteAllBytes(
        Path.Combine(directory, name),
        [0, 0, 8, (byte)shape.Length, .. shape.SelectMany(extent => (byte[])[0, 0, 0, (byte)extent]), .. elements]);
}
