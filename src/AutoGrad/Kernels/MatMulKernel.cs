using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Chooses how a matrix product runs: by its shape and by the vectors that the machine has.</summary>
internal static class MatMulKernel
{
    /// <summary>C = A · B for every matrix of a batch; C is contiguous, [batch, rows, columns].</summary>
    public static NodeKernel Create<T>(int rows, int columns, int depth, MatMulOperand a, MatMulOperand b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            return Create<T, ProductLanes512<T>>(rows, columns, depth, a, b, tallestTile: 12);
        if (Vector256.IsHardwareAccelerated)
            return Create<T, ProductLanes256<T>>(rows, columns, depth, a, b, tallestTile: 6);
        return Create<T, ProductLanes128<T>>(rows, columns, depth, a, b, tallestTile: 6);
    }

    /// <summary>The same at a width of one's choice.</summary>
    internal static NodeKernel Create<T, V>(int rows, int columns, int depth, MatMulOperand a, MatMulOperand b, int tallestTile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, IProductLanes<V, T>
    {
        bool isEven = a.IsEven && b.IsEven;
        if (columns == 1 && isEven)
            return new MatrixVectorKernel<T, V>(rows, depth, a, b.BatchOffsets, b.Rows.Stride);
        if (rows == 1 && isEven)
            return new MatrixVectorKernel<T, V>(columns, depth, b.Transposed, a.BatchOffsets, a.Columns.Stride, vectorIsFirst: true);
        if (DeepProductKernel<T, V>.Suits(rows, columns, depth, a, b))
            return new DeepProductKernel<T, V>(rows, columns, depth, a, b, tallestTile);
        return new PackedProductKernel<T, V>(rows, columns, depth, a, b, tallestTile);
    }
}
