using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The product of packed rows of A and a panel of B: a column of tiles, from top to bottom.</summary>
internal static unsafe class MatMulPanel
{
    private const int LargestTile = RowTiles.Tallest * 2 * 16;

    /// <summary>C (+)= A · B.</summary>
    /// <param name="a">The rows of A.</param>
    /// <param name="b">The rows of B, of one vector or two.</param>
    /// <param name="bRows">Where each row of B begins.</param>
    /// <param name="columns">The columns as they are walked through.</param>
    /// <param name="column">The first of them.</param>
    /// <param name="depth">The columns of A and rows of B.</param>
    /// <param name="c">The first of the rows of C.</param>
    /// <param name="accumulate">Whether the product is added to what is there.</param>
    [SkipLocalsInit]
    public static void Multiply<T, V>(in PackedRows<T> a, T* b, nint* bRows, in ColumnRuns columns, int column, int depth, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, IProductLanes<V, T>
    {
        int used = Math.Min(2 * V.Count, columns.Walked - column), width = MatMulPacking.PanelWidth<T, V>(used);
        bool isPair = width > V.Count, isWhole = used == width && columns.Next(column, used) == (0, used);
        nint cStride = columns.Count;
        c += columns.ColumnOf(column);
        T* edge = stackalloc T[LargestTile];
        for (int tile = a.FirstTile; tile < a.EndTile; tile++)
        {
            int height = a.Tiles.Height(tile), rows = a.Tiles.UsedHeight(tile);
            T* destination = c + a.RowsBefore(tile) * cStride;
            if (isWhole && rows == height)
            {
                Tile<T, V>(height, isPair, a[tile], b, bRows, depth, destination, cStride, accumulate);
                continue;
            }
            Tile<T, V>(height, isPair, a[tile], b, bRows, depth, edge, width, accumulate: false);
            for (int from = 0, to = 0; from < used;)
            {
                var (gap, length) = columns.Next(column + from, used - from);
                CopyEdge<T, V>(edge + from + gap, width, destination + to, cStride, rows, length, accumulate);
                from += gap + length;
                to += length;
            }
        }
    }

    private static void Tile<T, V>(int height, bool isPair, T* a, T* b, nint* bRows, int depth, T* c, nint cStride, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, IProductLanes<V, T>
    {
        if (isPair)
            Tile<T, V, TwoVectors>(height, a, b, bRows, depth, c, cStride, accumulate);
        else
            Tile<T, V, OneVector>(height, a, b, bRows, depth, c, cStride, accumulate);
    }

    private static void Tile<T, V, C>(int height, T* a, T* b, nint* bRows, int depth, T* c, nint cStride, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, IProductLanes<V, T>
        where C : struct, ITileColumns
    {
        switch (height)
        {
            case 12:
                MatMulTile.Run<V, T, Rows12, C>(a, b, bRows, depth, c, cStride, accumulate);
                break;
            case 8:
                MatMulTile.Run<V, T, Rows8, C>(a, b, bRows, depth, c, cStride, accumulate);
                break;
            case 6:
                MatMulTile.Run<V, T, Rows6, C>(a, b, bRows, depth, c, cStride, accumulate);
                break;
            case 4:
                MatMulTile.Run<V, T, Rows4, C>(a, b, bRows, depth, c, cStride, accumulate);
                break;
            default:
                MatMulTile.Run<V, T, Rows2, C>(a, b, bRows, depth, c, cStride, accumulate);
                break;
        }
    }

    private static void CopyEdge<T, V>(T* edge, int width, T* c, nint cStride, int rows, int columns, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, IProductLanes<V, T>
    {
        for (int i = 0; i < rows; i++, c += cStride, edge += width)
            if (accumulate)
                Add<T, V>(edge, c, columns);
            else
                ShortCopy.Run(edge, c, columns);
    }

    private static void Add<T, V>(T* edge, T* c, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, IProductLanes<V, T>
    {
        int j = 0;
        for (; j + V.Count <= columns; j += V.Count)
            V.Add(V.Load(c + j), V.Load(edge + j)).Store(c + j);
        for (; j < columns; j++)
            c[j] += edge[j];
    }
}
