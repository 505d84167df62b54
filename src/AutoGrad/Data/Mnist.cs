namespace AutoGrad;

/// <summary>
/// Reads the MNIST digits, and every data set in the same four files (Fashion-MNIST, KMNIST, …):
/// <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c> and <c>t10k-labels-idx1-ubyte</c>,
/// each with or without <c>.gz</c>.
/// </summary>
public static class Mnist
{
    /// <summary>Reads the training and the test samples. Features are grey levels divided by 255, labels are the classes.</summary>
    /// <param name="directory">Where the four files lie.</param>
    /// <param name="flatten">Whether a sample has shape [height · width] instead of [height, width].</param>
    /// <exception cref="DirectoryNotFoundException">The directory does not exist.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the files don't fit together.</exception>
    public static (Dataset Train, Dataset Test) Load(string directory, bool flatten = true)
    {
        if (!Directory.Exists(directory)) throw new DirectoryNotFoundException($"Mnist.Load: there is no directory '{directory}'.");
        var train = ReadPart(directory, "train");
        var test = ReadPart(directory, "t10k");
        if (!train.Images.Shape[1..].SequenceEqual(test.Images.Shape[1..]))
        {
            throw new InvalidDataException(
                $"{directory}: training images of {Size(train.Images)} pixels and test images of {Size(test.Images)} don't fit together.");
        }
        var classCount = 1 + Math.Max(train.Labels.Data.ToArray().Max(), test.Labels.Data.ToArray().Max());
        return (ToDataset(train.Images, train.Labels, classCount, flatten), ToDataset(test.Images, test.Labels, classCount, flatten));
    }

    private static (IdxFile Images, IdxFile Labels) ReadPart(string directory, string part)
    {
        string imagesPath = Find(directory, $"{part}-images-idx3-ubyte"), labelsPath = Find(directory, $"{part}-labels-idx1-ubyte");
        IdxFile images = IdxFile.Read(imagesPath), labels = IdxFile.Read(labelsPath);
        RequireRank(images, 3, "images (count, height, width)", imagesPath);
        RequireRank(labels, 1, "labels (count)", labelsPath);
        if (images.Data.IsEmpty) throw new InvalidDataException($"{imagesPath}: the file holds no pixels.");
        if (images.Shape[0] != labels.Shape[0])
            throw new InvalidDataException($"{labelsPath}: {labels.Shape[0]} labels found for the {images.Shape[0]} images of {imagesPath}.");
        return (images, labels);
    }

    private static Dataset ToDataset(IdxFile images, IdxFile labels, int classCount, bool flatten)
    {
        var features = new float[images.Data.Length];
        for (var i = 0; i < features.Length; i++) features[i] = images.Data[i] / 255f;
        int height = images.Shape[1], width = images.Shape[2];
        return Dataset.FromChecked(
            features, flatten ? [height * width] : [height, width], Array.ConvertAll(labels.Data.ToArray(), label => (int)label), classCount);
    }

    private static string Find(string directory, string name)
    {
        string plain = Path.Combine(directory, name), gzipped = plain + ".gz";
        return File.Exists(gzipped) ? gzipped
            : File.Exists(plain) ? plain
            : throw new FileNotFoundException($"Mnist.Load: '{directory}' contains neither {name}.gz nor {name}.", plain);
    }

    private static void RequireRank(IdxFile file, int rank, string what, string path)
    {
        if (file.Shape.Length != rank)
            throw new InvalidDataException($"{path}: {what} have {rank} dimension{(rank == 1 ? "" : "s")}, the file has {file.Shape.Length}.");
    }

    private static string Size(IdxFile images) => $"{images.Shape[1]}×{images.Shape[2]}";
}
