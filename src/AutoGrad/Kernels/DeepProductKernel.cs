using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// A product whose sums are long and whose result is small, as the gradient of a convolution's weight is: the depth is cut into chunks of
/// which each makes a result of its own, packing what it reads block by block; then these are added up. Where the cuts are follows from the
/// shape alone.
/// </summary>
internal sealed unsafe class DeepProductKernel<T, V>(int rows, int columns, int depth, MatMulOperand a, MatMulOperand b, int tallestTile) : NodeKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, IProductLanes<V, T>
{
    private const int MostRows = 256, LeastDepth = 2048, LeastChunk = 1024, MostChunks = 16, DepthToSides = 8, SumsPerPiece = 1 << 12;

    private readonly RowTiles tiles = new(rows, tallestTile);
    private readonly int chunks = Math.Clamp(depth / LeastChunk, 1, MostChunks);

    /// <summary>Whether the product is of this kind.</summary>
    public static bool Suits(int rows, int columns, int depth, in MatMulOperand a, in MatMulOperand b) =>
        a.BatchOffsets.Length == 1 && rows <= MostRows && depth >= Math.Max(LeastDepth, DepthToSides * (long)Math.Max(rows, columns));

    public override int PhaseCount => 2;

    public override long ScratchBytes => chunks * (ElementsOfA + ElementsOfC) * sizeof(T);

    private long ElementsOfA => (long)tiles.CoveredRows * PanelRows.MostRows;

    private long ElementsOfC => (long)rows * columns;

    public override int PieceCount(int phase) => phase == 0 ? chunks : checked((int)((ElementsOfC + SumsPerPiece - 1) / SumsPerPiece));

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        T* sums = (T*)arguments.Scratch, panels = sums + chunks * ElementsOfC;
        if (phase == 0)
            Multiply((int)((long)depth * piece / chunks), (int)((long)depth * (piece + 1) / chunks), sums + piece * ElementsOfC, panels + piece * ElementsOfA, arguments);
        else
            AddUp(sums, piece * (long)SumsPerPiece, Math.Min(ElementsOfC, (piece + 1L) * SumsPerPiece), arguments.Output<T>(0));
    }

    [SkipLocalsInit]
    private void Multiply(int first, int end, T* c, T* panels, in KernelArguments arguments)
    {
        int tileColumns = 2 * V.Count;
        ColumnRuns walked = new(columns);
        T* left = arguments.Input<T>(0) + a.BatchOffsets[0], right = arguments.Input<T>(1) + b.BatchOffsets[0];
        T* panel = stackalloc T[PanelRows.MostRows * tileColumns];
        for (int start = first; start < end; start += PanelRows.MostRows)
        {
            int length = Math.Min(PanelRows.MostRows, end - start);
            for (int tile = 0; tile < tiles.Count; tile++)
                MatMulPacking.PackTile(tiles, tile, left, a, start, length, panels + (long)tiles.FirstRow(tile) * length);
            PackedRows<T> block = new(tiles, 0, tiles.Count, panels, length, 0);
            for (int column = 0; column < columns; column += tileColumns)
            {
                int width = Math.Min(tileColumns, columns - column);
                MatMulPacking.PackPanel<T, V>(right, b, column, width, start, length, panel);
                MatMulPanel.Multiply<T, V>(block, panel, PanelRows.Of(MatMulPacking.PanelWidth<T, V>(width)), walked, column, length, c, accumulate: start > first);
            }
        }
    }

    private void AddUp(T* sums, long first, long end, T* c)
    {
        for (long i = first; i < end; i++)
        {
            T sum = sums[i];
            for (int chunk = 1; chunk < chunks; chunk++)
                sum += sums[chunk * ElementsOfC + i];
            c[i] = sum;
        }
    }
}
