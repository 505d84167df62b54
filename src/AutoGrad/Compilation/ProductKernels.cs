using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>The kernels of matrix products: whatever the operands' strides, they are read as they lie.</summary>
internal static class ProductKernels
{
    public static NodeKernel Create(Node node, TensorView[] inputs)
    {
        var product = (MatMul)node.Operation;
        var (a, b) = (Matrices(inputs[0], product.TransposeA), Matrices(inputs[1], product.TransposeB));
        var batch = Shape.Create(node.Shape.AsSpan()[..^2]);
        int rows = node.Shape[^2], columns = node.Shape[^1], depth = a.Shape[^1];
        // The same right factor for all: the rows of all matrices are those of one.
        if (batch.Size > 1 && batch.Size * rows <= int.MaxValue && b.Shape.AsSpan()[..^2].IndexOfAnyExcept(1) < 0
            && a.Shape.Rank == node.Shape.Rank && a.Reshape([(int)(batch.Size * rows), depth]) is { } tall)
            (a, b, batch, rows) = (tall, b.Reshape([depth, columns]) ?? b, Shape.Scalar, tall.Shape[0]);
        var (left, right) = (Operand(a, batch), Operand(b, batch));
        return node.ElementType == ElementType.Float64
            ? MatMulKernel.Create<double>(rows, columns, depth, left, right)
            : MatMulKernel.Create<float>(rows, columns, depth, left, right);
    }

    private static TensorView Matrices(TensorView view, bool transposed)
    {
        if (!transposed)
            return view;
        int[] order = [.. Enumerable.Range(0, view.Shape.Rank)];
        (order[^1], order[^2]) = (order[^2], order[^1]);
        return view.Permute(Shape.Create(order));
    }

    private static MatMulOperand Operand(TensorView view, Shape batch)
    {
        var stretched = view.BroadcastTo([.. batch, view.Shape[^2], view.Shape[^1]]);
        long[] offsets = [stretched.Offset];
        for (int axis = 0; axis < batch.Rank; axis++)
        {
            long stride = stretched.Strides[axis];
            offsets = [.. offsets.SelectMany(offset => Enumerable.Range(0, batch[axis]).Select(i => offset + i * stride))];
        }
        return new(offsets, stretched.Strides[^2], stretched.Strides[^1]);
    }
}
