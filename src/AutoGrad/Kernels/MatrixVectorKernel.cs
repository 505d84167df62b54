using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// y = M · x for every matrix of a batch: nothing is used twice, so nothing is packed. Rows that lie in memory as they are multiplied are
/// dot products; columns that do are added up, scaled.
/// </summary>
internal sealed unsafe class MatrixVectorKernel<T, V>(int rows, int depth, MatMulOperand matrix, long[] vectorOffsets, long vectorStride, bool vectorIsFirst = false)
    : NodeKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, IProductLanes<V, T>
{
    private const int RowsPerPiece = 128;

    private int PiecesPerBatch => (rows + RowsPerPiece - 1) / RowsPerPiece;

    public override int PieceCount(int phase) => vectorOffsets.Length * PiecesPerBatch;

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        var (batch, block) = Math.DivRem(piece, PiecesPerBatch);
        int first = block * RowsPerPiece, count = Math.Min(RowsPerPiece, rows - first);
        T* m = arguments.Input<T>(vectorIsFirst ? 1 : 0) + matrix.BatchOffsets[batch] + first * matrix.Rows.Stride;
        T* x = arguments.Input<T>(vectorIsFirst ? 0 : 1) + vectorOffsets[batch];
        T* y = arguments.Output<T>(0) + (long)batch * rows + first;
        if (matrix.Columns.Stride == 1 && vectorStride == 1)
            for (int i = 0; i < count; i++)
                y[i] = Dot(m + i * matrix.Rows.Stride, x);
        else if (matrix.Rows.Stride == 1)
            AddColumns(m, x, y, count);
        else
            for (int i = 0; i < count; i++)
                y[i] = StridedDot(m + i * matrix.Rows.Stride, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T Dot(T* a, T* b)
    {
        V s0 = default, s1 = default, s2 = default, s3 = default;
        int p = 0;
        for (; p + 4 * V.Count <= depth; p += 4 * V.Count)
        {
            s0 = V.MultiplyAdd(V.Load(a + p), V.Load(b + p), s0);
            s1 = V.MultiplyAdd(V.Load(a + p + V.Count), V.Load(b + p + V.Count), s1);
            s2 = V.MultiplyAdd(V.Load(a + p + 2 * V.Count), V.Load(b + p + 2 * V.Count), s2);
            s3 = V.MultiplyAdd(V.Load(a + p + 3 * V.Count), V.Load(b + p + 3 * V.Count), s3);
        }
        for (; p + V.Count <= depth; p += V.Count)
            s0 = V.MultiplyAdd(V.Load(a + p), V.Load(b + p), s0);
        T sum = V.Add(V.Add(s0, s1), V.Add(s2, s3)).Sum();
        for (; p < depth; p++)
            sum += a[p] * b[p];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddColumns(T* m, T* x, T* y, int count)
    {
        new Span<T>(y, count).Clear();
        for (int p = 0; p < depth; p++, m += matrix.Columns.Stride, x += vectorStride)
        {
            V factor = V.All(*x);
            int i = 0;
            for (; i + V.Count <= count; i += V.Count)
                V.MultiplyAdd(factor, V.Load(m + i), V.Load(y + i)).Store(y + i);
            for (; i < count; i++)
                y[i] += *x * m[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T StridedDot(T* a, T* b)
    {
        T sum = T.Zero;
        for (int p = 0; p < depth; p++, a += matrix.Columns.Stride, b += vectorStride)
            sum += *a * *b;
        return sum;
    }
}
