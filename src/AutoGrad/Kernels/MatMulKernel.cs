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
        if (columns == 1)
            return new MatrixVectorKernel<T, V>(rows, depth, a, b.BatchOffsets, b.RowStride);
        if (rows == 1)
            return new MatrixVectorKernel<T, V>(columns, depth, b.Transposed, a.BatchOffsets, a.ColumnStride, vectorIsFirst: true);
        return new MatMulKernel<T, V>(rows, columns, depth, a, b, tileRows);
    }
}

/// <summary>
/// A packed, blocked product of matrices. The first phase copies A, and B where it pays, into panels that the tiles read from front to
/// back; the second computes blocks of C. Each element of C is summed in one order, whatever the threads.
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
    private readonly bool readsBInPlace = b.ColumnStride == 1 && rows < RowsWorthPacking;

    private int Batches => a.BatchOffsets.Length;

    private int RowPanels => (rows + tileRows - 1) / tileRows;

    private int ColumnPanels => (columns + tileColumns - 1) / tileColumns;

    private int PackedColumnPanels => readsBInPlace ? ColumnPanels - columns / tileColumns : ColumnPanels;

    private long PanelBElements => (long)depth * tileColumns;

    private long PanelAElements => (long)depth * tileRows;

    private long BatchElements => RowPanels * PanelAElements + PackedColumnPanels * PanelBElements;

    private int PanelsPerPiece => (int)Math.Max(1, ElementsPerPackingPiece / Math.Max(1, PanelBElements));

    private int PackingUnits => Batches * (RowPanels + PackedColumnPanels);

    private int RowBlocks => (rows + BlockRows - 1) / BlockRows;

    private int ColumnBlocks => (ColumnPanels + BlockPanels - 1) / BlockPanels;

    public override int PhaseCount => 2;

    public override long ScratchBytes => Batches * BatchElements * sizeof(T);

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

    private void Pack(int unit, in KernelArguments arguments)
    {
        var (batch, panel) = Math.DivRem(unit, RowPanels + PackedColumnPanels);
        T* packed = (T*)arguments.Scratch + batch * BatchElements;
        if (panel < RowPanels)
        {
            int row = panel * tileRows;
            PackPanel(
                arguments.Input<T>(0) + a.BatchOffsets[batch] + row * a.RowStride, a.RowStride, a.ColumnStride,
                Math.Min(tileRows, rows - row), tileRows, packed + panel * PanelAElements);
        }
        else
        {
            int packedPanel = panel - RowPanels, column = (packedPanel + ColumnPanels - PackedColumnPanels) * tileColumns;
            PackPanel(
                arguments.Input<T>(1) + b.BatchOffsets[batch] + column * b.ColumnStride, b.ColumnStride, b.RowStride,
                Math.Min(tileColumns, columns - column), tileColumns,
                packed + RowPanels * PanelAElements + packedPanel * PanelBElements);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackPanel(T* source, long across, long along, int count, int width, T* destination)
    {
        if (along == 1)
        {
            PackTransposed(source, across, count, width, destination);
            return;
        }
        for (int p = 0; p < depth; p++, source += along, destination += width)
        {
            if (across == 1 && count == width)
            {
                new ReadOnlySpan<T>(source, width).CopyTo(new Span<T>(destination, width));
                continue;
            }
            T* element = source;
            for (int i = 0; i < count; i++, element += across)
                destination[i] = *element;
            for (int i = count; i < width; i++)
                destination[i] = T.Zero;
        }
    }

    // Read along the rows of the source, square by square.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackTransposed(T* source, long across, int count, int width, T* destination)
    {
        int i = 0;
        for (; i + Transposition.Side <= count; i += Transposition.Side)
        {
            T* rows = source + i * across, panel = destination + i;
            int p = 0;
            for (; p + Transposition.Side <= depth; p += Transposition.Side)
                Transposition.Square(rows + p, (nint)across, panel + (long)p * width, width);
            for (; p < depth; p++)
                for (int row = 0; row < Transposition.Side; row++)
                    panel[(long)p * width + row] = rows[row * across + p];
        }
        for (; i < width; i++)
            for (int p = 0; p < depth; p++)
                destination[(long)p * width + i] = i < count ? source[i * across + p] : T.Zero;
    }

    private void Multiply(int batch, int rowBlock, int columnBlock, in KernelArguments arguments)
    {
        int firstRow = rowBlock * BlockRows, endRow = Math.Min(rows, firstRow + BlockRows);
        int firstPanel = columnBlock * BlockPanels, endPanel = Math.Min(ColumnPanels, firstPanel + BlockPanels);
        T* packedA = (T*)arguments.Scratch + batch * BatchElements, packedB = packedA + RowPanels * PanelAElements;
        T* directB = arguments.Input<T>(1) + b.BatchOffsets[batch];
        T* c = arguments.Output<T>(0) + (long)batch * rows * columns;
        if (depth == 0)
            for (int row = firstRow; row < endRow; row++)
                new Span<T>(c + (long)row * columns + firstPanel * tileColumns, Math.Min(columns, endPanel * tileColumns) - firstPanel * tileColumns).Clear();

        T* edge = stackalloc T[LargestTile];
        int firstPackedPanel = ColumnPanels - PackedColumnPanels;
        for (int start = 0; start < depth; start += DepthBlock)
        {
            int length = Math.Min(DepthBlock, depth - start);
            for (int panel = firstPanel; panel < endPanel; panel++)
            {
                int column = panel * tileColumns, tileWidth = Math.Min(tileColumns, columns - column);
                bool inPlace = panel < firstPackedPanel;
                nint stride = inPlace ? (nint)b.RowStride : tileColumns;
                T* bPanel = inPlace
                    ? directB + column + start * b.RowStride
                    : packedB + (panel - firstPackedPanel) * PanelBElements + (long)start * tileColumns;
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
