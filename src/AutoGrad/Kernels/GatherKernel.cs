namespace AutoGrad.Kernels;

/// <summary>Rows of a table, copied in the order of the indices.</summary>
internal sealed unsafe class GatherKernel(int rows, long rowBytes, long count, bool longIndices) : NodeKernel
{
    private const int BytesPerPiece = 1 << 16;

    private int RowsPerPiece => (int)Math.Max(1, BytesPerPiece / Math.Max(16, rowBytes));

    public override int PieceCount(int phase) => (int)((count + RowsPerPiece - 1) / RowsPerPiece);

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        var indices = new IndexReader(arguments.Input<byte>(1), longIndices, rows);
        byte* table = arguments.Input<byte>(0), result = arguments.Output<byte>(0);
        long end = Math.Min(count, (piece + 1L) * RowsPerPiece);
        for (long i = (long)piece * RowsPerPiece; i < end; i++)
            Buffer.MemoryCopy(table + indices[i] * rowBytes, result + i * rowBytes, rowBytes, rowBytes);
    }
}
