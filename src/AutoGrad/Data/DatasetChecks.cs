using System.Numerics.Tensors;

namespace AutoGrad;

/// <summary>What must hold for the arrays a dataset is made from; each check names the row and column where it does not.</summary>
internal static class DatasetChecks
{
    public static int SizeOf(ReadOnlySpan<int> shape)
    {
        var size = 1;
        foreach (var extent in shape) size = checked(size * extent);
        return size;
    }

    /// <summary>The number of rows of this shape that the values make up.</summary>
    public static int RowCount(int length, ReadOnlySpan<int> shape, string what)
    {
        foreach (var extent in shape)
            if (extent <= 0) throw new ArgumentException($"Dataset: the shape [{Text(shape)}] of the {what} has an extent that is not positive.");
        if (length == 0) throw new ArgumentException($"Dataset: the {what} are empty; a dataset has at least one sample.");
        var size = SizeOf(shape);
        if (length % size != 0)
            throw new ArgumentException($"Dataset: {length} {what} are not a whole number of rows of shape [{Text(shape)}], {size} values each.");
        return length / size;
    }

    public static void Counts(int featureLength, ReadOnlySpan<int> featureShape, int count, string what)
    {
        var rows = RowCount(featureLength, featureShape, "features");
        if (rows != count) throw new ArgumentException($"Dataset: {rows} rows of features, but {count} {what}; each sample needs both.");
    }

    /// <summary>The number of classes.</summary>
    public static int Labels(ReadOnlySpan<int> labels, int? classCount)
    {
        var classes = classCount ?? TensorPrimitives.Max(labels) + 1;
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] < 0) throw new ArgumentException($"Dataset: the label {labels[row]} in row {row} is negative; labels count from 0.");
            if (labels[row] >= classes)
            {
                throw new ArgumentException(
                    $"Dataset: the label {labels[row]} in row {row} is out of range; {classes} classes have labels 0 to {classes - 1}.");
            }
        }
        return classes;
    }

    public static void Finite(ReadOnlySpan<float> values, ReadOnlySpan<int> shape, string what)
    {
        // The largest magnitude is finite exactly when every value is: one vectorised pass, and the search only where it fails.
        if (float.IsFinite(TensorPrimitives.MaxMagnitude(values))) return;
        var size = SizeOf(shape);
        for (var i = 0; i < values.Length; i++)
        {
            if (float.IsFinite(values[i])) continue;
            var value = float.IsNaN(values[i]) ? "NaN" : values[i] > 0 ? "+∞" : "−∞";
            throw new ArgumentException(
                $"Dataset: the {what} contain {value} in row {i / size}, column {i % size}; remove or replace such values first.");
        }
    }

    private static string Text(ReadOnlySpan<int> shape) => string.Join(", ", shape.ToArray());
}
