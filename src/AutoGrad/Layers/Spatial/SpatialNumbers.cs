namespace AutoGrad;

/// <summary>Checks the numbers that a layer is made with, so that a mistake is told there rather than when the model is first built.</summary>
internal static class SpatialNumbers
{
    /// <summary>The numbers, if there is one for all axes or one for each.</summary>
    /// <exception cref="ShapeException">There are not, or one is too small.</exception>
    public static PerAxis Check(PerAxis numbers, int axes, int least, string what, string layer, bool isRequired = false)
    {
        if (isRequired && !numbers.IsGiven)
            throw new ShapeException($"{layer}: no {what} is given.");
        numbers.Resolve(axes, least, what, layer, byDefault: least);
        return numbers;
    }
}
