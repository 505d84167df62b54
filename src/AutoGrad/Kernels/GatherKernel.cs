namespace AutoGrad.Kernels;

/// <summary>Elements of a table along an axis, copied in the order of the indices.</summary>
/// <typeparam name="T">An unsigned integer of the element's size: what the bits mean does not matter.</typeparam>
/// <param name="table">The table along the axis.</param>
/// <param name="count">The number of indices.</param>
/// <param name="range">What they may be.</param>
internal sealed unsafe class GatherKernel<T>(AxisLayout table, long count, IndexRange range) : NodeKernel
    where T : unmanaged
{
    private const int BytesPerPiece = 1 << 16;

    private long Rows => table.Outer * count;

    private int RowsPerPiece => (int)Math.Max(1, BytesPerPiece / Math.Max(16, table.Inner * sizeof(T)));

    public override IndexCheck? Check => new(1, range.Extent);

    public override int PieceCount(int phase) => (int)((Rows + RowsPerPiece - 1) / RowsPerPiece);

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        var indices = new IndexReader(arguments.Input<byte>(1), range);
        long row = (long)piece * RowsPerPiece, end = Math.Min(Rows, row + RowsPerPiece);
        T* result = arguments.Output<T>(0);
        while (row < end)
        {
            var (outer, first) = Math.DivRem(row, count);
            long last = Math.Min(count, first + end - row);
            T* source = arguments.Input<T>(0) + outer * table.Length * table.Inner;
            for (long i = first; i < last; i++, row++)
                if (table.Inner == 1)
                    result[row] = source[indices[i]];
                else
                    Buffer.MemoryCopy(source + indices[i] * table.Inner, result + row * table.Inner, table.Inner * sizeof(T), table.Inner * sizeof(T));
        }
    }
}
