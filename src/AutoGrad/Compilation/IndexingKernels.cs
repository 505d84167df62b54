using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>The kernels of operations with row numbers and positions.</summary>
internal static class IndexingKernels
{
    public static NodeKernel Gather(Node node, TensorView[] inputs)
    {
        var table = inputs[0].Shape;
        return new GatherKernel(table[0], Width(table) * node.ElementType.Bytes, inputs[1].Shape.Size, inputs[1].ElementType == ElementType.Int64);
    }

    public static NodeKernel Scatter(Node node, TensorView[] inputs)
    {
        int rows = node.Shape[0], width = checked((int)Width(node.Shape));
        long count = inputs[1].Shape.Size;
        bool longIndices = inputs[1].ElementType == ElementType.Int64;
        return node.ElementType switch
        {
            ElementType.Float32 => new ScatterKernel<float>(rows, width, count, longIndices),
            ElementType.Float64 => new ScatterKernel<double>(rows, width, count, longIndices),
            ElementType.Int32 => new ScatterKernel<int>(rows, width, count, longIndices),
            _ => new ScatterKernel<long>(rows, width, count, longIndices),
        };
    }

    public static NodeKernel ArgMax(Node node, TensorView[] inputs)
    {
        var shape = inputs[0].Shape;
        int axis = ((ArgMax)node.Operation).Axis, length = shape[axis];
        long outer = Shape.Create(shape.AsSpan()[..axis]).Size, inner = Shape.Create(shape.AsSpan()[(axis + 1)..]).Size;
        return inputs[0].ElementType switch
        {
            ElementType.Float32 => new ArgMaxKernel<float>(outer, length, inner),
            ElementType.Float64 => new ArgMaxKernel<double>(outer, length, inner),
            ElementType.Int32 => new ArgMaxKernel<int>(outer, length, inner),
            ElementType.Int64 => new ArgMaxKernel<long>(outer, length, inner),
            _ => new ArgMaxKernel<byte>(outer, length, inner),
        };
    }

    private static long Width(Shape table) => Shape.Create(table.AsSpan()[1..]).Size;
}
