using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>The kernels of matrix products: whatever the operands' strides, they are read as they lie, axes that a reshape joined included.</summary>
internal static class ProductKernels
{
    public static NodeKernel Create(Node node, TensorView[] inputs)
    {
        var product = (MatMul)node.Operation;
        var batch = MatMul.Batch(node.Inputs);
        Factor a = new(inputs[0], node.Inputs[0].Shape, batch), b = new(inputs[1], node.Inputs[1].Shape, batch);
        var (rowsA, depthA) = (a.Axes[product.TransposeA ? ^1 : ^2], a.Axes[product.TransposeA ? ^2 : ^1]);
        var (depthB, columnsB) = (b.Axes[product.TransposeB ? ^1 : ^2], b.Axes[product.TransposeB ? ^2 : ^1]);
        var (keptA, keptB) = (a.Axes[product.Summed..^2], b.Axes[product.Summed..^2]);
        // The same right factor for all: the rows of all matrices are those of one.
        if (keptA.Length > 0 && keptB.All(axis => axis.All(part => part.Extent == 1 || part.Stride == 0)))
            (rowsA, keptA, keptB) = ([.. keptA.SelectMany(axis => axis), .. rowsA], [], []);

        IEnumerable<(int, long)> innerA = [.. a.Axes[..product.Summed].SelectMany(axis => axis), .. depthA];
        IEnumerable<(int, long)> innerB = [.. b.Axes[..product.Summed].SelectMany(axis => axis), .. depthB];
        int rows = Count(rowsA), columns = Count(columnsB), depth = Count(innerA);
        MatMulOperand left = new(Offsets(a.Offset, keptA), MatMulAxis.Joined(rowsA), MatMulAxis.Joined(innerA));
        MatMulOperand right = new(Offsets(b.Offset, keptB), MatMulAxis.Joined(innerB), MatMulAxis.Joined(columnsB));
        return node.ElementType == ElementType.Float64
            ? MatMulKernel.Create<double>(rows, columns, depth, left, right)
            : MatMulKernel.Create<float>(rows, columns, depth, left, right);
    }

    private static int Count(IEnumerable<(int Extent, long Stride)> axes) => axes.Aggregate(1, (product, axis) => checked(product * axis.Extent));

    private static long[] Offsets(long first, (int Extent, long Stride)[][] axes)
    {
        long[] offsets = [first];
        foreach (var (extent, stride) in axes.SelectMany(axis => axis))
            offsets = [.. offsets.SelectMany(offset => Enumerable.Range(0, extent).Select(i => offset + i * stride))];
        return offsets;
    }

    /// <summary>An operand of a product: for each of its axes, the axes of memory that it joins; axes of the batch that it lacks are repeated.</summary>
    private sealed class Factor
    {
        public Factor(TensorView view, Shape shape, Shape batch)
        {
            Offset = view.Offset;
            var own = view.Parts(shape)!;
            int missing = batch.Rank + 2 - shape.Rank;
            Axes = new (int, long)[batch.Rank + 2][];
            for (int axis = 0; axis < Axes.Length; axis++)
                Axes[axis] = axis < missing || (axis < batch.Rank && shape[axis - missing] != batch[axis]) ? [(batch[axis], 0)] : own[axis - missing];
        }

        public long Offset { get; }

        public (int Extent, long Stride)[][] Axes { get; }
    }
}
