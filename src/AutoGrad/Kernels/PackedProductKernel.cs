using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// A packed, blocked product of matrices. The first phase copies A, and B where several blocks read it, into panels that the tiles read from
/// front to back; the second computes blocks of C, and copies what it reads of B alone. Each element of C is summed in one order, whatever
/// the threads.
/// </summary>
internal sealed unsafe class PackedProductKernel<T, V>(int rows, int columns, int depth, MatMulOperand a, MatMulOperand b, int tallestTile) : NodeKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, IProductLanes<V, T>
{
    // A block of A stays in the second-level cache, a panel of B of one depth block in the first.
    private const int BlockRows = 192, BlockPanels = 4, FewBlocks = 8, WorkPerBlock = 1 << 19, ElementsPerPackingPiece = 1 << 15;

    // Fewer rows than these do not earn back the copying of a B that can be read in place; and columns that are computed for nothing, in gaps,
    // cost more than the copying of a row of a panel, so many multiplications, at more.
    private const int RowsWorthPacking = 256, MultiplicationsPerCopy = 6;

    private readonly RowTiles tiles = new(rows, tallestTile);
    private readonly int tileColumns = 2 * V.Count, blocks = PanelRows.Blocks(depth);
    private readonly bool sharesA = a.IsShared;
    private readonly ColumnRuns walked = Walk(rows, columns, b);
    private readonly nint[]? rowsInPlace = ReadsInPlace(rows, columns, b) ? PanelRows.Of(b.Rows, depth) : null;

    private int Batches => a.BatchOffsets.Length;

    private int PackedBatchesOfA => sharesA ? Math.Min(1, Batches) : Batches;

    private int ColumnPanels => (walked.Walked + tileColumns - 1) / tileColumns;

    // Panels of B that are read where they lie; the others are packed, beforehand or by the one block that reads them.
    private int PanelsInPlace => rowsInPlace is null ? 0 : walked.Walked % tileColumns == V.Count ? ColumnPanels : walked.Walked / tileColumns;

    private int PackedColumnPanels => RowBlocks == 1 ? 0 : ColumnPanels - PanelsInPlace;

    private long PanelBElements => (long)depth * tileColumns;

    private long BatchElementsOfA => (long)tiles.CoveredRows * depth;

    private long BatchElementsOfB => PackedColumnPanels * PanelBElements;

    private int PanelsPerPiece => (int)Math.Max(1, ElementsPerPackingPiece / Math.Max(1, PanelBElements));

    private int PackingUnits => PackedBatchesOfA * tiles.Count + Batches * PackedColumnPanels;

    private int RowBlocks => (rows + BlockRows - 1) / BlockRows;

    private int ColumnBlocks => (ColumnPanels + PanelsPerBlock - 1) / PanelsPerBlock;

    // Few panels make smaller blocks, so that threads can share them, as long as a block is work enough.
    private int PanelsPerBlock
    {
        get
        {
            long panelWork = Math.Max(1, (long)Math.Min(rows, BlockRows) * depth * tileColumns), panels = (long)Batches * RowBlocks * ColumnPanels;
            return (int)Math.Clamp(Math.Max(WorkPerBlock / panelWork, panels / FewBlocks), 1, BlockPanels);
        }
    }

    public override int PhaseCount => 2;

    public override long ScratchBytes => (PackedBatchesOfA * BatchElementsOfA + Batches * BatchElementsOfB) * sizeof(T);

    public override int PieceCount(int phase) =>
        phase == 0 ? (PackingUnits + PanelsPerPiece - 1) / PanelsPerPiece : Batches * RowBlocks * ColumnBlocks;

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        if (phase == 0)
        {
            int end = Math.Min((piece + 1) * PanelsPerPiece, PackingUnits);
            for (int unit = piece * PanelsPerPiece; unit < end; unit++)
                Pack(unit, arguments);
        }
        else
        {
            var (batchAndRow, columnBlock) = Math.DivRem(piece, ColumnBlocks);
            var (batch, rowBlock) = Math.DivRem(batchAndRow, RowBlocks);
            Multiply(batch, rowBlock, columnBlock, arguments);
        }
    }

    private T* PackedA(int batch, in KernelArguments arguments) => (T*)arguments.Scratch + (sharesA ? 0 : batch) * BatchElementsOfA;

    private T* PackedB(int batch, in KernelArguments arguments) => (T*)arguments.Scratch + PackedBatchesOfA * BatchElementsOfA + batch * BatchElementsOfB;

    private void Pack(int unit, in KernelArguments arguments)
    {
        if (unit < PackedBatchesOfA * tiles.Count)
        {
            var (batch, tile) = Math.DivRem(unit, tiles.Count);
            MatMulPacking.PackTile(tiles, tile, arguments.Input<T>(0) + a.BatchOffsets[batch], a, 0, depth, PackedA(batch, arguments) + (long)tiles.FirstRow(tile) * depth);
        }
        else
        {
            var (batch, panel) = Math.DivRem(unit - PackedBatchesOfA * tiles.Count, PackedColumnPanels);
            PackB(batch, panel + PanelsInPlace, 0, depth, PackedB(batch, arguments) + panel * PanelBElements, arguments);
        }
    }

    private void PackB(int batch, int panel, int start, int length, T* packed, in KernelArguments arguments)
    {
        int column = panel * tileColumns;
        var lying = walked.HasGaps ? b with { Columns = 1 } : b;
        MatMulPacking.PackPanel<T, V>(arguments.Input<T>(1) + b.BatchOffsets[batch], lying, column, Math.Min(tileColumns, walked.Walked - column), start, length, packed);
    }

    [SkipLocalsInit]
    private void Multiply(int batch, int rowBlock, int columnBlock, in KernelArguments arguments)
    {
        int firstRow = rowBlock * BlockRows, firstTile = tiles.TileAt(firstRow), endTile = tiles.TileAt(firstRow + BlockRows);
        int firstPanel = columnBlock * PanelsPerBlock, endPanel = Math.Min(ColumnPanels, firstPanel + PanelsPerBlock);
        T* packedA = PackedA(batch, arguments) + (long)firstRow * depth, packedB = PackedB(batch, arguments);
        T* directB = arguments.Input<T>(1) + b.BatchOffsets[batch];
        T* c = arguments.Output<T>(0) + ((long)batch * rows + firstRow) * columns;
        T* own = stackalloc T[PanelRows.MostRows * tileColumns];
        for (int block = 0; block < blocks; block++)
        {
            int start = (int)((long)depth * block / blocks), length = (int)((long)depth * (block + 1) / blocks) - start;
            PackedRows<T> packedRows = new(tiles, firstTile, endTile, packedA, depth, start);
            for (int panel = firstPanel; panel < endPanel; panel++)
            {
                int column = panel * tileColumns, width = MatMulPacking.PanelWidth<T, V>(walked.Walked - column);
                T* bPanel;
                nint* bRows = PanelRows.Of(width);
                if (panel < PanelsInPlace)
                {
                    bPanel = directB + column;
                    bRows = PanelRows.Address(rowsInPlace!) + start;
                }
                else if (PackedColumnPanels > 0)
                {
                    bPanel = packedB + (panel - PanelsInPlace) * PanelBElements + (long)start * width;
                }
                else
                {
                    PackB(batch, panel, start, length, bPanel = own, arguments);
                }
                MatMulPanel.Multiply<T, V>(packedRows, bPanel, bRows, walked, column, length, c, accumulate: block > 0);
            }
        }
    }

    private static bool ReadsInPlace(int rows, int columns, in MatMulOperand b) =>
        (b.Columns is { IsEven: true, Stride: 1 } && rows < RowsWorthPacking) || Walk(rows, columns, b).HasGaps;

    // Columns in runs are read in place, gaps included, if these are small enough.
    private static ColumnRuns Walk(int rows, int columns, in MatMulOperand b)
    {
        if (b.Columns.Period <= b.Columns.Run || b.Columns.Period > 2 * b.Columns.Run)
            return new(columns);
        ColumnRuns runs = new(b.Columns.Run, (int)b.Columns.Period, columns);
        return (runs.Walked - columns) * (long)rows <= (long)columns * MultiplicationsPerCopy ? runs : new(columns);
    }
}
