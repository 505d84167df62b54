using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// Adds to zeros along an axis, by number. Each piece owns some of the result and adds what belongs there in the order of the indices, so
/// that no two meet and the sums are the same on any number of threads.
/// </summary>
/// <param name="table">The result along the axis.</param>
/// <param name="count">The number of indices.</param>
/// <param name="range">What they may be.</param>
internal sealed unsafe class ScatterKernel<T>(AxisLayout table, long count, IndexRange range) : NodeKernel
    where T : unmanaged, INumber<T>
{
    private const int MostPieces = 8, ElementsWorthPieces = 1 << 15;

    private bool IsSmall => (count + table.Length) * table.Outer * table.Inner < ElementsWorthPieces;

    private int OuterPieces => IsSmall ? 1 : (int)Math.Clamp(table.Outer, 1, MostPieces);

    // Few tables: each is shared out by rows, and every piece reads all of the indices.
    private int RowPieces => IsSmall ? 1 : Math.Clamp(table.Length, 1, MostPieces / OuterPieces);

    private long OuterPerPiece => (table.Outer + OuterPieces - 1) / OuterPieces;

    private int RowsPerPiece => (table.Length + RowPieces - 1) / RowPieces;

    public override IndexCheck? Check => new(1, range.Extent);

    public override int PieceCount(int phase) => OuterPieces * RowPieces;

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        var (outerPiece, rowPiece) = Math.DivRem(piece, RowPieces);
        int first = Math.Min(table.Length, rowPiece * RowsPerPiece), end = Math.Min(table.Length, first + RowsPerPiece);
        var indices = new IndexReader(arguments.Input<byte>(1), range);
        int width = checked((int)table.Inner);
        for (long outer = outerPiece * OuterPerPiece, endOuter = Math.Min(table.Outer, outer + OuterPerPiece); outer < endOuter; outer++)
        {
            T* added = arguments.Input<T>(0) + outer * count * width, rows = arguments.Output<T>(0) + outer * table.Length * width;
            for (int row = first; row < end; row++)
                new Span<T>(rows + (long)row * width, width).Clear();
            for (long i = 0; i < count; i++)
            {
                int row = indices[i];
                if (row < first || row >= end)
                    continue;
                if (width == 1)
                {
                    rows[row] += added[i];
                    continue;
                }
                var sum = new Span<T>(rows + (long)row * width, width);
                TensorPrimitives.Add(sum, new ReadOnlySpan<T>(added + i * width, width), sum);
            }
        }
    }
}
