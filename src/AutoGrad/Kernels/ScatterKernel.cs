using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// Adds rows to the rows of a table of zeros. Each piece owns some of the table's rows and adds what belongs there in the order of the
/// indices, so that no two meet and the sums are the same on any number of threads.
/// </summary>
internal sealed unsafe class ScatterKernel<T>(int rows, int width, long count, bool longIndices) : NodeKernel
    where T : unmanaged, INumber<T>
{
    private const int MostPieces = 8, ElementsWorthPieces = 1 << 15;

    private int RowsPerPiece => (rows + Pieces - 1) / Pieces;

    private int Pieces => (count + rows) * (long)width < ElementsWorthPieces ? 1 : Math.Clamp(rows, 1, MostPieces);

    public override int PieceCount(int phase) => Pieces;

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        int first = piece * RowsPerPiece, end = Math.Min(rows, first + RowsPerPiece);
        if (first > end)
            return;
        T* added = arguments.Input<T>(0), table = arguments.Output<T>(0);
        var indices = new IndexReader(arguments.Input<byte>(1), longIndices, rows);
        for (int row = first; row < end; row++)
            new Span<T>(table + (long)row * width, width).Clear();
        for (long i = 0; i < count; i++)
        {
            int row = indices[i];
            if (row < first || row >= end)
                continue;
            var sum = new Span<T>(table + (long)row * width, width);
            TensorPrimitives.Add(sum, new ReadOnlySpan<T>(added + i * width, width), sum);
        }
    }
}
