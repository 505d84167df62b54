using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>The kernels of operations with positions along an axis.</summary>
internal static class IndexingKernels
{
    public static NodeKernel Gather(Node node, TensorView[] inputs)
    {
        int axis = ((GatherRows)node.Operation).Axis;
        var table = AxisLayout.Of(inputs[0].Shape.AsSpan(), axis);
        var range = Range("Gather", axis, table, inputs[1]);
        long count = inputs[1].Shape.Size;
        return node.ElementType.Bytes switch
        {
            1 => new GatherKernel<byte>(table, count, range),
            4 => new GatherKernel<uint>(table, count, range),
            _ => new GatherKernel<ulong>(table, count, range),
        };
    }

    public static NodeKernel Scatter(Node node, TensorView[] inputs)
    {
        int axis = ((ScatterRows)node.Operation).Axis;
        var table = AxisLayout.Of(node.Shape.AsSpan(), axis);
        var range = Range("Gather", axis, table, inputs[1]);
        long count = inputs[1].Shape.Size;
        return node.ElementType switch
        {
            ElementType.Float32 => new ScatterKernel<float>(table, count, range),
            ElementType.Float64 => new ScatterKernel<double>(table, count, range),
            ElementType.Int32 => new ScatterKernel<int>(table, count, range),
            _ => new ScatterKernel<long>(table, count, range),
        };
    }

    public static NodeKernel GatherElements(Node node, TensorView[] inputs)
    {
        int axis = ((GatherElements)node.Operation).Axis, count = node.Shape[axis];
        var table = AxisLayout.Of(inputs[0].Shape.AsSpan(), axis);
        var range = Range("GatherElements", axis, table, inputs[1]);
        return node.ElementType.Bytes switch
        {
            1 => new GatherElementsKernel<byte>(table, count, range),
            4 => new GatherElementsKernel<uint>(table, count, range),
            _ => new GatherElementsKernel<ulong>(table, count, range),
        };
    }

    public static NodeKernel ScatterElements(Node node, TensorView[] inputs)
    {
        var (axis, _, method) = (ScatterElements)node.Operation;
        int count = inputs[0].Shape[axis];
        var table = AxisLayout.Of(node.Shape.AsSpan(), axis);
        var range = Range(method, axis, table, inputs[1]);
        return node.ElementType switch
        {
            ElementType.Float32 => new ScatterElementsKernel<float, AddElements<float>>(table, count, range, hasElements: true),
            ElementType.Float64 => new ScatterElementsKernel<double, AddElements<double>>(table, count, range, hasElements: true),
            ElementType.Int32 => new ScatterElementsKernel<int, AddElements<int>>(table, count, range, hasElements: true),
            _ => new ScatterElementsKernel<long, AddElements<long>>(table, count, range, hasElements: true),
        };
    }

    public static NodeKernel LastPosition(Node node, TensorView[] inputs)
    {
        int axis = ((LastPosition)node.Operation).Axis;
        var table = AxisLayout.Of(node.Shape.AsSpan(), axis);
        return new ScatterElementsKernel<int, KeepLastPosition>(table, inputs[0].Shape[axis], Range("Scatter", axis, table, inputs[0]), hasElements: false);
    }

    public static NodeKernel WindowArgMax(Node node, TensorView[] inputs)
    {
        var (windows, shape) = (((WindowArgMax)node.Operation).Windows, inputs[0].Shape);
        int rank = shape.Rank - windows.Counts.Rank, next = 0;
        var axes = new WindowAxis[windows.Counts.Rank];
        for (int i = 0; i < axes.Length; i++)
        {
            System.Range own = next..(next += windows.Counts[i]);
            axes[i] = new(shape[rank + i], windows.Starts[own].ToArray(), windows.Sizes[own].ToArray(), windows.Dilations[i]);
        }
        long planes = Shape.Create(shape.AsSpan()[..rank]).Size;
        return inputs[0].ElementType switch
        {
            ElementType.Float32 => new WindowArgMaxKernel<float>(planes, axes),
            ElementType.Float64 => new WindowArgMaxKernel<double>(planes, axes),
            ElementType.Int32 => new WindowArgMaxKernel<int>(planes, axes),
            _ => new WindowArgMaxKernel<long>(planes, axes),
        };
    }

    public static NodeKernel Bounded(Node node, TensorView[] inputs)
    {
        var bounds = ((Bounded)node.Operation).Bounds;
        int[] shape = [.. node.Shape];
        return node.ElementType == ElementType.Int64 ? new BoundedKernel<long>(bounds, shape, node.Shape.Size) : new BoundedKernel<int>(bounds, shape, node.Shape.Size);
    }

    private static IndexRange Range(string operation, int axis, AxisLayout table, TensorView indices) =>
        new(operation, axis, table.Length, indices.ElementType == ElementType.Int64, [.. indices.Shape]);
}
