namespace AutoGrad.Kernels;

/// <summary>How a matrix lies in memory: element (i, j) of matrix b of a batch stands at BatchOffsets[b] + i · RowStride + j · ColumnStride.</summary>
/// <remarks>A transposed matrix is one whose strides are exchanged.</remarks>
internal readonly record struct MatMulOperand(long[] BatchOffsets, long RowStride, long ColumnStride)
{
    /// <summary>A single matrix, row after row.</summary>
    public static MatMulOperand RowMajor(long columns) => new([0], columns, 1);

    /// <summary>The same elements with rows and columns exchanged.</summary>
    public MatMulOperand Transposed => new(BatchOffsets, ColumnStride, RowStride);
}
