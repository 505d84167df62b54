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
    // A block of A stays in the second-level cache, a panel of B of this depth in the first.
    private const int DepthBlock = 256, BlockRows = 192, BlockPanels = 4, FewBlocks = 8, WorkPerBlock = 1 << 19, ElementsPerPackingPiece = 1 << 15;

    // Fewer rows than these do not earn back the copying of a B that can be read in place.
    private const int RowsWorthPacking = 256;

    private readonly RowTiles tiles = new(rows, tallestTile);
    private readonly int tileColumns = 2 * V.Count;
    private readonly bool readsBInPlace = b.IsEven && b.Columns.Stride == 1 && rows < RowsWorthPacking, sharesA = a.IsShared;

    private int Batches => a.BatchOffsets.Length;

    private int PackedBatchesOfA => sharesA ? Math.Min(1, Batches) : Batches;

    private int ColumnPanels => (columns + tileColumns - 1) / tileColumns;

    // Panels of B that are read where they lie; the others are packed, beforehand or by the one block that reads them.
    private int PanelsInPlace => !readsBInPlace ? 0 : columns % tileColumns == V.Count ? ColumnPanels : columns / tileColumns;

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
        MatMulPacking.PackPanel<T, V>(arguments.Input<T>(1) + b.BatchOffsets[batch], b, column, Math.Min(tileColumns, columns - column), start, length, packed);
    }

    [SkipLocalsInit]
    private void Multiply(int batch, int rowBlock, int columnBlock, in KernelArguments arguments)
    {
        int firstRow = rowBlock * BlockRows, firstTile = tiles.TileAt(firstRow), endTile = tiles.TileAt(firstRow + BlockRows);
        int firstPanel = columnBlock * PanelsPerBlock, endPanel = Math.Min(ColumnPanels, firstPanel + PanelsPerBlock);
        T* packedA = PackedA(batch, arguments) + (long)firstRow * depth, packedB = PackedB(batch, arguments);
        T* directB = arguments.Input<T>(1) + b.BatchOffsets[batch];
        T* c = arguments.Output<T>(0) + ((long)batch * rows + firstRow) * columns;
        if (depth == 0)
            for (int row = firstRow; row < Math.Min(rows, firstRow + BlockRows); row++)
                new Span<T>(c + (long)(row - firstRow) * columns + firstPanel * tileColumns, Math.Min(columns, endPanel * tileColumns) - firstPanel * tileColumns).Clear();

        T* own = stackalloc T[DepthBlock * tileColumns];
        for (int start = 0; start < depth; start += DepthBlock)
        {
            int length = Math.Min(DepthBlock, depth - start);
            PackedRows<T> block = new(tiles, firstTile, endTile, packedA, depth, start);
            for (int panel = firstPanel; panel < endPanel; panel++)
            {
                int column = panel * tileColumns, width = Math.Min(tileColumns, columns - column);
                bool inPlace = panel < PanelsInPlace;
                nint stride = inPlace ? (nint)b.Rows.Stride : MatMulPacking.PanelWidth<T, V>(width);
                T* bPanel = inPlace ? directB + column + start * b.Rows.Stride
                    : PackedColumnPanels > 0 ? packedB + (panel - PanelsInPlace) * PanelBElements + start * stride
                    : own;
                if (bPanel == own)
                    PackB(batch, panel, start, length, own, arguments);
                MatMulPanel.Multiply<T, V>(block, bPanel, stride, width, length, c + column, columns, accumulate: start > 0);
            }
        }
    }
}
