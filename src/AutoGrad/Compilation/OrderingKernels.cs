using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>The kernels that compare or add up elements along an axis.</summary>
internal static class OrderingKernels
{
    public static NodeKernel ArgExtreme(Node node, TensorView[] inputs)
    {
        var (axis, isSmallest) = (ArgExtreme)node.Operation;
        var table = AxisLayout.Of(inputs[0].Shape.AsSpan(), axis);
        return inputs[0].ElementType switch
        {
            ElementType.Float32 => new ArgExtremeKernel<float>(table, isSmallest),
            ElementType.Float64 => new ArgExtremeKernel<double>(table, isSmallest),
            ElementType.Int32 => new ArgExtremeKernel<int>(table, isSmallest),
            ElementType.Int64 => new ArgExtremeKernel<long>(table, isSmallest),
            _ => new ArgExtremeKernel<byte>(table, isSmallest),
        };
    }

    public static NodeKernel ArgSort(Node node, TensorView[] inputs)
    {
        var (axis, descending, count) = (ArgSort)node.Operation;
        var table = AxisLayout.Of(inputs[0].Shape.AsSpan(), axis);
        return inputs[0].ElementType switch
        {
            ElementType.Float32 => new ArgSortKernel<float>(table, descending, count),
            ElementType.Float64 => new ArgSortKernel<double>(table, descending, count),
            ElementType.Int32 => new ArgSortKernel<int>(table, descending, count),
            ElementType.Int64 => new ArgSortKernel<long>(table, descending, count),
            _ => new ArgSortKernel<byte>(table, descending, count),
        };
    }

    public static NodeKernel CumulativeSum(Node node, TensorView[] inputs)
    {
        var (axis, reverse) = (CumulativeSum)node.Operation;
        var table = AxisLayout.Of(inputs[0].Shape.AsSpan(), axis);
        return inputs[0].ElementType switch
        {
            ElementType.Float32 => new CumulativeSumKernel<float, double>(table, reverse),
            ElementType.Float64 => new CumulativeSumKernel<double, double>(table, reverse),
            ElementType.Int32 => new CumulativeSumKernel<int, int>(table, reverse),
            _ => new CumulativeSumKernel<long, long>(table, reverse),
        };
    }
}
