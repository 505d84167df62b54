using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Chooses how a matrix product runs: by its shape and by the vectors that the machine has.</summary>
internal static class MatMulKernel
{
    /// <summary>C = A · B for every matrix of a batch; C is contiguous, [batch, rows, columns].</summary>
    public static NodeKernel Create<T>(int rows, int columns, int depth, MatMulOperand a, MatMulOperand b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            return Create<T, ProductLanes512<T>>(rows, columns, depth, a, b, tileRows: 12);
        if (Vector256.IsHardwareAccelerated)
            return Create<T, ProductLanes256<T>>(rows, columns, depth, a, b, tileRows: 6);
        return Create<T, ProductLanes128<T>>(rows, columns, depth, a, b, tileRows: 6);
    }

    /// <summary>The same at a width of one's choice.</summary>
    internal static NodeKernel Create<T, V>(int rows, int columns, int depth, MatMulOperand a, MatMulOperand b, int tileRows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, IProductLanes<V, T>
    {
        bool isEven = a.IsEven && b.IsEven;
        if (columns == 1 && isEven)
            return new MatrixVectorKernel<T, V>(rows, depth, a, b.BatchOffsets, b.Rows.Stride);
        if (rows == 1 && isEven)
            return new MatrixVectorKernel<T, V>(columns, depth, b.Transposed, a.BatchOffsets, a.Columns.Stride, vectorIsFirst: true);
        return new MatMulKernel<T, V>(rows, columns, depth, a, b, tileRows);
    }
}

/// <summary>
/// A packed, blocked product of matrices. The first phase copies A, and B where several blocks read it, into panels that the tiles read from
/// front to back; the second computes blocks of C, and copies what it reads of B alone. Each element of C is summed in one order, whatever
/// the threads.
/// </summary>
internal sealed unsafe class MatMulKernel<T, V>(int rows, int columns, int depth, MatMulOperand a, MatMulOperand b, int tileRows) : NodeKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, IProductLanes<V, T>
{
    // A block of A stays in the second-level cache, a panel of B of this depth in the first.
    private const int DepthBlock = 256, BlockRows = 192, BlockPanels = 4, ElementsPerPackingPiece = 1 << 15, LargestTile = 12 * 2 * 16;

    // Fewer rows than these do not earn back the copying of a B that can be read in place.
    private const int RowsWorthPacking = 256;

    private readonly int tileColumns = 2 * V.Count;
    private readonly bool readsBInPlace = b.IsEven && b.Columns.Stride == 1 && rows < RowsWorthPacking, sharesA = a.IsShared;

    private int Batches => a.BatchOffsets.Length;

    private int PackedBatchesOfA => sharesA ? Math.Min(1, Batches) : Batches;

    private int RowPanels => (rows + tileRows - 1) / tileRows;

    private int ColumnPanels => (columns + tileColumns - 1) / tileColumns;

    // Panels of B that are read where they lie; the others are packed, beforehand or by the one block that reads them.
    private int PanelsInPlace => readsBInPlace ? columns / tileColumns : 0;

    private int PackedColumnPanels => RowBlocks == 1 ? 0 : ColumnPanels - PanelsInPlace;

    private long PanelBElements => (long)depth * tileColumns;

    private long PanelAElements => (long)depth * tileRows;

    private long BatchElementsOfA => RowPanels * PanelAElements;

    private long BatchElementsOfB => PackedColumnPanels * PanelBElements;

    private int PanelsPerPiece => (int)Math.Max(1, ElementsPerPackingPiece / Math.Max(1, PanelBElements));

    private int PackingUnits => PackedBatchesOfA * RowPanels + Batches * PackedColumnPanels;

    private int RowBlocks => (rows + BlockRows - 1) / BlockRows;

    private int ColumnBlocks => (ColumnPanels + BlockPanels - 1) / BlockPanels;

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
        if (unit < PackedBatchesOfA * RowPanels)
        {
            var (batch, panel) = Math.DivRem(unit, RowPanels);
            int row = panel * tileRows;
            MatMulPacking.Pack(
                arguments.Input<T>(0) + a.BatchOffsets[batch], a.Rows, row, Math.Min(tileRows, rows - row), tileRows, a.Columns, 0, depth,
                PackedA(batch, arguments) + panel * PanelAElements);
        }
        else
        {
            var (batch, panel) = Math.DivRem(unit - PackedBatchesOfA * RowPanels, PackedColumnPanels);
            PackB(batch, panel + PanelsInPlace, 0, depth, PackedB(batch, arguments) + panel * PanelBElements, arguments);
        }
    }

    private void PackB(int batch, int panel, int start, int length, T* packed, in KernelArguments arguments)
    {
        int column = panel * tileColumns;
        MatMulPacking.Pack(
            arguments.Input<T>(1) + b.BatchOffsets[batch], b.Columns, column, Math.Min(tileColumns, columns - column), tileColumns, b.Rows, start, length, packed);
    }

    [SkipLocalsInit]
    private void Multiply(int batch, int rowBlock, int columnBlock, in KernelArguments arguments)
    {
        int firstRow = rowBlock * BlockRows, endRow = Math.Min(rows, firstRow + BlockRows);
        int firstPanel = columnBlock * BlockPanels, endPanel = Math.Min(ColumnPanels, firstPanel + BlockPanels);
        T* packedA = PackedA(batch, arguments), packedB = PackedB(batch, arguments);
        T* directB = arguments.Input<T>(1) + b.BatchOffsets[batch];
        T* c = arguments.Output<T>(0) + (long)batch * rows * columns;
        if (depth == 0)
            for (int row = firstRow; row < endRow; row++)
                new Span<T>(c + (long)row * columns + firstPanel * tileColumns, Math.Min(columns, endPanel * tileColumns) - firstPanel * tileColumns).Clear();

        T* edge = stackalloc T[LargestTile], own = stackalloc T[DepthBlock * tileColumns];
        for (int start = 0; start < depth; start += DepthBlock)
        {
            int length = Math.Min(DepthBlock, depth - start);
            for (int panel = firstPanel; panel < endPanel; panel++)
            {
                int column = panel * tileColumns, tileWidth = Math.Min(tileColumns, columns - column);
                bool inPlace = panel < PanelsInPlace;
                nint stride = inPlace ? (nint)b.Rows.Stride : tileColumns;
                T* bPanel = inPlace ? directB + column + start * b.Rows.Stride
                    : PackedColumnPanels > 0 ? packedB + (panel - PanelsInPlace) * PanelBElements + (long)start * tileColumns
                    : own;
                if (bPanel == own)
                    PackB(batch, panel, start, length, own, arguments);
                for (int row = firstRow; row < endRow; row += tileRows)
                {
                    T* aPanel = packedA + row / tileRows * PanelAElements + (long)start * tileRows;
                    T* tile = c + (long)row * columns + column;
                    int tileHeight = Math.Min(tileRows, rows - row);
                    if (tileWidth == tileColumns && tileHeight == tileRows)
                    {
                        Tile(aPanel, bPanel, stride, length, tile, columns, accumulate: start > 0);
                        continue;
                    }
                    Tile(aPanel, bPanel, stride, length, edge, tileColumns, accumulate: false);
                    CopyEdge(edge, tile, tileHeight, tileWidth, accumulate: start > 0);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Tile(T* aPanel, T* bPanel, nint bStride, int length, T* c, nint cStride, bool accumulate)
    {
        if (tileRows == 12)
            MatMulTile.Tile12<V, T>(aPanel, bPanel, bStride, length, c, cStride, accumulate);
        else
            MatMulTile.Tile6<V, T>(aPanel, bPanel, bStride, length, c, cStride, accumulate);
    }

    private void CopyEdge(T* edge, T* c, int height, int width, bool accumulate)
    {
        for (int i = 0; i < height; i++, c += columns, edge += tileColumns)
            for (int j = 0; j < width; j++)
                c[j] = accumulate ? c[j] + edge[j] : edge[j];
    }
}
