namespace AutoGrad.Tests.Spatial;

/// <summary>Convolutions and windows written out as loops over positions: what they are compared with.</summary>
internal static class ByDefinition
{
    /// <summary>Every position of a shape, row by row.</summary>
    public static IEnumerable<int[]> Positions(IReadOnlyList<int> extents)
    {
        var position = new int[extents.Count];
        for (long left = extents.Aggregate(1L, (product, extent) => product * extent); left > 0; left--)
        {
            yield return [.. position];
            for (int axis = extents.Count - 1; axis >= 0 && ++position[axis] == extents[axis]; axis--)
                position[axis] = 0;
        }
    }

    public static double At(double[] values, IReadOnlyList<int> shape, IReadOnlyList<int> position)
    {
        int offset = 0;
        for (int axis = 0; axis < shape.Count; axis++)
            offset = offset * shape[axis] + position[axis];
        return values[offset];
    }

    /// <summary>The element that stands outside of an axis; −1 for zero.</summary>
    public static int Outside(int at, int extent, PaddingMode mode) => mode switch
    {
        _ when at >= 0 && at < extent => at,
        PaddingMode.Reflect => at < 0 ? -at : 2 * (extent - 1) - at,
        PaddingMode.Replicate => at < 0 ? 0 : extent - 1,
        PaddingMode.Circular => (at + extent) % extent,
        _ => -1,
    };

    public static double[] Convolution(
        double[] x, int[] shape, double[] weight, int[] weightShape, double[]? bias, int[] stride, int[] padding, int[] dilation, int groups, PaddingMode mode)
    {
        int axes = stride.Length, perGroup = weightShape[1], outputs = weightShape[0];
        int[] kernel = weightShape[2..], extents = [.. Enumerable.Range(0, axes).Select(i => (shape[2 + i] + 2 * padding[i] - dilation[i] * (kernel[i] - 1) - 1) / stride[i] + 1)];
        return [.. Positions([shape[0], outputs, .. extents]).Select(p =>
        {
            double sum = bias?[p[1]] ?? 0;
            int firstChannel = p[1] / (outputs / groups) * perGroup;
            foreach (int[] k in Positions([perGroup, .. kernel]))
            {
                int[] from = [.. Enumerable.Range(0, axes).Select(i => Outside(p[2 + i] * stride[i] + k[1 + i] * dilation[i] - padding[i], shape[2 + i], mode))];
                if (!from.Contains(-1))
                    sum += At(weight, weightShape, [p[1], .. k]) * At(x, shape, [p[0], firstChannel + k[0], .. from]);
            }
            return sum;
        })];
    }
}
