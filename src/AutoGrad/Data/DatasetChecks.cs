using System.Numerics.Tensors;

namespace AutoGrad;

/// <summary>What must hold for the arrays a dataset is made from; each check names the row and column where it does not.</summary>
internal static class DatasetChecks
{
    /// <summary>The number of rows of this shape that the values make up.</summary>
    public static int RowCount(int length, Shape shape, string what)
    {
        if (shape.Size == 0) throw new ArgumentException($"Dataset: the shape {shape} of the {what} has an extent that is not positive.");
        if (length == 0) throw new ArgumentException($"Dataset: the {what} are empty; a dataset has at least one sample.");
        if (length % shape.Size != 0)
            throw new ArgumentException($"Dataset: {length} {what} are not a whole number of rows of shape {shape}, {shape.Size} values each.");
        return (int)(length / shape.Size);
    }

    public static void Counts(int featureLength, Shape featureShape, int count, string what)
    {
        var rows = RowCount(featureLength, featureShape, "features");
        if (rows != count) throw new ArgumentException($"Dataset: {rows} rows of features, but {count} {what}; each sample needs both.");
    }

    /// <summary>The number of classes.</summary>
    public static int Labels(ReadOnlySpan<int> labels, int? classCount)
    {
        if (classCount <= 0) throw new ArgumentException($"Dataset: {classCount} classes; a classification has at least one.");
        var classes = classCount ?? TensorPrimitives.Max(labels) + 1L;
        if (classes > int.MaxValue)
            throw new ArgumentException($"Dataset: the label {int.MaxValue} in row {labels.IndexOf(int.MaxValue)} is too large; labels count the classes from 0.");
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] < 0) throw new ArgumentException($"Dataset: the label {labels[row]} in row {row} is negative; labels count from 0.");
            if (labels[row] >= classes)
            {
                throw new ArgumentException(
                    $"Dataset: the label {labels[row]} in row {row} is out of range; {classes} classes have labels 0 to {classes - 1}.");
            }
        }
        return (int)classes;
    }

    public static void Finite(ReadOnlySpan<float> values, Shape shape, string what)
    {
        // The largest magnitude is finite exactly when every value is: one vectorised pass, and the search only where it fails.
        if (float.IsFinite(TensorPrimitives.MaxMagnitude(values))) return;
        for (var i = 0; i < values.Length; i++)
        {
            if (float.IsFinite(values[i])) continue;
            var value = float.IsNaN(values[i]) ? "NaN" : values[i] > 0 ? "+∞" : "−∞";
            throw new ArgumentException(
                $"Dataset: the {what} contain {value} in row {i / shape.Size}, column {i % shape.Size}; remove or replace such values first.");
        }
    }
}
