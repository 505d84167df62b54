using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>The kernels that move elements without looking at them.</summary>
internal static class LayoutKernels
{
    /// <summary>The elements of a view, one after the other.</summary>
    public static NodeKernel Copy(TensorView input) =>
        CopyKernel.Create(input.ElementType.Bytes, [input.Layout], [Place(input.Shape, input.Shape.Strides(), 0)]);

    /// <summary>One number everywhere, with the input in a box.</summary>
    public static NodeKernel Pad(Node node, TensorView[] inputs)
    {
        var pad = (Pad)node.Operation;
        var (offset, strides) = pad.Box.In(node.Shape.Strides());
        long filled = inputs[0].Shape.Size == node.Shape.Size ? 0 : node.Shape.Size;
        return CopyKernel.Create(
            node.ElementType.Bytes, [inputs[0].Layout], [Place(inputs[0].Shape, strides, offset)], filled, Bits(pad.Value, node.ElementType));
    }

    /// <summary>The inputs one after the other along an axis.</summary>
    public static NodeKernel Concatenate(Node node, TensorView[] inputs)
    {
        int axis = ((Concatenation)node.Operation).Axis;
        long[] strides = node.Shape.Strides();
        var places = new StridedLayout[inputs.Length];
        long offset = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            places[i] = Place(inputs[i].Shape, strides, offset);
            offset += inputs[i].Shape[axis] * strides[axis];
        }
        return CopyKernel.Create(node.ElementType.Bytes, [.. inputs.Select(input => input.Layout)], places);
    }

    /// <summary>Windows added up where they overlap.</summary>
    public static NodeKernel Fold(Node node, TensorView[] inputs)
    {
        var (grid, windows, shape) = (((Fold)node.Operation).Grid, inputs[0], node.Shape);
        var axes = new FoldAxis[shape.Rank];
        for (int axis = 0; axis < axes.Length; axis++)
            axes[axis] = new(shape[axis], windows.Shape[axis], windows.Strides[axis], Size: 1, SizeStride: 0, Stride: 1, Dilation: 1);
        for (int i = 0; i < grid.Axes.Rank; i++)
            axes[grid.Axes[i]] = axes[grid.Axes[i]] with
            {
                Size = grid.Sizes[i], SizeStride = windows.Strides[axes.Length + i], Stride = grid.Strides[i], Dilation = grid.Dilations[i],
            };
        return node.ElementType switch
        {
            ElementType.Float32 => new FoldKernel<float>(axes, windows.Offset),
            ElementType.Float64 => new FoldKernel<double>(axes, windows.Offset),
            ElementType.Int32 => new FoldKernel<int>(axes, windows.Offset),
            _ => new FoldKernel<long>(axes, windows.Offset),
        };
    }

    private static ulong Bits(double value, ElementType type) => type switch
    {
        ElementType.Float32 => BitConverter.SingleToUInt32Bits((float)value),
        ElementType.Float64 => BitConverter.DoubleToUInt64Bits(value),
        _ => unchecked((ulong)(long)value),
    };

    private static StridedLayout Place(Shape shape, long[] strides, long offset) => new(shape.AsSpan(), strides, offset);
}
