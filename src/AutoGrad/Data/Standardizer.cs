using System.Runtime.InteropServices;
using AutoGrad.Serialization;

namespace AutoGrad;

/// <summary>
/// Brings each feature to mean 0 and standard deviation 1: y = (x − mean) / deviation, column by column. What was fitted on the training
/// samples is applied to all others. A column that never varies is only centred.
/// </summary>
public sealed class Standardizer
{
    private readonly float[] mean;
    private readonly float[] deviation;

    /// <summary>A standardizer with known moments, for instance from a file.</summary>
    /// <param name="mean">The mean of each column.</param>
    /// <param name="deviation">The standard deviation of each column, positive.</param>
    /// <exception cref="ArgumentException">The lengths differ, a mean is not finite, or a deviation is not positive and finite.</exception>
    public Standardizer(ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation)
    {
        if (mean.Length != deviation.Length)
            throw new ArgumentException($"Standardizer: {mean.Length} means, but {deviation.Length} deviations; each column has both.");
        for (var column = 0; column < mean.Length; column++)
        {
            if (!float.IsFinite(mean[column])) throw new ArgumentException($"Standardizer: the mean of column {column} is not finite.");
            if (!(deviation[column] > 0 && float.IsFinite(deviation[column])))
                throw new ArgumentException($"Standardizer: the deviation of column {column} is not a positive, finite number.");
        }
        (this.mean, this.deviation) = (mean.ToArray(), deviation.ToArray());
    }

    /// <summary>The mean of each column.</summary>
    public ReadOnlySpan<float> Mean => mean;

    /// <summary>The standard deviation of each column (divided by the count, not count − 1); 1 where a column never varies.</summary>
    public ReadOnlySpan<float> Deviation => deviation;

    /// <summary>Measures each column of a dataset's features.</summary>
    public static Standardizer Fit(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var columns = dataset.FeatureSize;
        var features = dataset.Features;
        // Sums of differences from the first row: exactly zero for a constant column, and no cancellation for a far-off mean.
        double[] sum = new double[columns], sumOfSquares = new double[columns];
        for (var i = columns; i < features.Length; i++)
        {
            var column = i % columns;
            sum[column] += (double)features[i] - features[column];
        }
        for (var column = 0; column < columns; column++) sum[column] /= dataset.Count;
        for (var i = 0; i < features.Length; i++)
        {
            var column = i % columns;
            var difference = (double)features[i] - features[column] - sum[column];
            sumOfSquares[column] += difference * difference;
        }
        float[] mean = new float[columns], deviation = new float[columns];
        for (var column = 0; column < columns; column++)
        {
            mean[column] = (float)(features[column] + sum[column]);
            var measured = (float)Math.Sqrt(sumOfSquares[column] / dataset.Count);
            deviation[column] = measured > 0 ? measured : 1;
        }
        return new(mean, deviation);
    }

    /// <summary>The same samples with standardised features.</summary>
    /// <exception cref="ArgumentException">The dataset has another number of columns.</exception>
    public Dataset Transform(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        RequireColumns(dataset.FeatureSize == mean.Length, dataset.FeatureSize);
        var features = dataset.Features.ToArray();
        Transform(features);
        return dataset.WithFeatures(features);
    }

    /// <summary>Standardises rows of features in place.</summary>
    /// <param name="features">The features [rows, columns], row-major.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the number of columns.</exception>
    public void Transform(Span<float> features)
    {
        RequireColumns(mean.Length > 0 && features.Length % mean.Length == 0, features.Length);
        for (var start = 0; start < features.Length; start += mean.Length)
            for (var column = 0; column < mean.Length; column++)
                features[start + column] = (float)(((double)features[start + column] - mean[column]) / deviation[column]);
    }

    /// <summary>Writes the moments to a safetensors file: <c>mean</c> and <c>deviation</c>, one number a column.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => SafeTensorsFile.Write(path, [Tensor(nameof(mean), mean), Tensor(nameof(deviation), deviation)]);

    /// <summary>Reads moments that <see cref="Save"/> wrote.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or holds something else.</exception>
    public static Standardizer Load(string path)
    {
        var file = SafeTensorsFile.Read(path);
        try
        {
            return new(Numbers(file, nameof(mean), path), Numbers(file, nameof(deviation), path));
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    private static SafeTensor Tensor(string name, float[] values) =>
        new(name, SafeTensorType.F32, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private static ReadOnlySpan<float> Numbers(SafeTensorsFile file, string name, string path) =>
        file.Tensors.TryGetValue(name, out var tensor) && tensor is { Type: SafeTensorType.F32, Shape.Length: 1 }
            ? MemoryMarshal.Cast<byte, float>(tensor.Data.Span)
            : throw new InvalidDataException($"{path}: no standardizer; a list of float32 numbers called '{name}' is expected, and the file holds {string.Join(", ", file.Tensors.Keys.Order())}.");

    private void RequireColumns(bool holds, int found)
    {
        if (!holds) throw new ArgumentException($"Standardizer: rows of {mean.Length} features were fitted; {found} features don't fit.");
    }
}
