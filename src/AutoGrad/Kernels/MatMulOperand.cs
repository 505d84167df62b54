namespace AutoGrad.Kernels;

/// <summary>How a matrix lies in memory: element (i, j) of matrix b of a batch stands at BatchOffsets[b] + Rows[i] + Columns[j].</summary>
/// <remarks>A transposed matrix is one whose rows and columns are exchanged.</remarks>
internal readonly record struct MatMulOperand(long[] BatchOffsets, MatMulAxis Rows, MatMulAxis Columns)
{
    /// <summary>A single matrix, row after row.</summary>
    public static MatMulOperand RowMajor(long columns) => new([0], columns, 1);

    /// <summary>The same elements with rows and columns exchanged.</summary>
    public MatMulOperand Transposed => new(BatchOffsets, Columns, Rows);

    /// <summary>Whether rows and columns stand at even distances.</summary>
    public bool IsEven => Rows.IsEven && Columns.IsEven;

    /// <summary>Whether all matrices of the batch are the same one.</summary>
    public bool IsShared => BatchOffsets.AsSpan().IndexOfAnyExcept(BatchOffsets.Length == 0 ? 0 : BatchOffsets[0]) < 0;
}
