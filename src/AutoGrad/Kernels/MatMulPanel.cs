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
    /// <param name="bStride">How far apart the rows of B are.</param>
    /// <param name="columns">The columns that C has.</param>
    /// <param name="depth">The columns of A and rows of B.</param>
    /// <param name="c">Where the first of the rows goes.</param>
    /// <param name="cStride">How far apart the rows of C are.</param>
    /// <param name="accumulate">Whether the product is added to what is there.</param>
    [SkipLocalsInit]
    public static void Multiply<T, V>(in PackedRows<T> a, T* b, nint bStride, int columns, int depth, T* c, nint cStride, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, IProductLanes<V, T>
    {
        int width = MatMulPacking.PanelWidth<T, V>(columns);
        bool isPair = width > V.Count;
        T* edge = stackalloc T[LargestTile];
        for (int tile = a.FirstTile; tile < a.EndTile; tile++)
        {
            int height = a.Tiles.Height(tile), used = a.Tiles.UsedHeight(tile);
            T* destination = c + (nint)a.RowsBefore(tile) * cStride;
            if (used == height && columns == width)
            {
                Tile<T, V>(height, isPair, a[tile], b, bStride, depth, destination, cStride, accumulate);
                continue;
            }
            Tile<T, V>(height, isPair, a[tile], b, bStride, depth, edge, width, accumulate: false);
            CopyEdge<T, V>(edge, width, destination, cStride, used, columns, accumulate);
        }
    }

    private static void Tile<T, V>(int height, bool isPair, T* a, T* b, nint bStride, int depth, T* c, nint cStride, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, IProductLanes<V, T>
    {
        if (isPair)
            Tile<T, V, TwoVectors>(height, a, b, bStride, depth, c, cStride, accumulate);
        else
            Tile<T, V, OneVector>(height, a, b, bStride, depth, c, cStride, accumulate);
    }

    private static void Tile<T, V, C>(int height, T* a, T* b, nint bStride, int depth, T* c, nint cStride, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, IProductLanes<V, T>
        where C : struct, ITileColumns
    {
        switch (height)
        {
            case 12:
                MatMulTile.Run<V, T, Rows12, C>(a, b, bStride, depth, c, cStride, accumulate);
                break;
            case 8:
                MatMulTile.Run<V, T, Rows8, C>(a, b, bStride, depth, c, cStride, accumulate);
                break;
            case 6:
                MatMulTile.Run<V, T, Rows6, C>(a, b, bStride, depth, c, cStride, accumulate);
                break;
            case 4:
                MatMulTile.Run<V, T, Rows4, C>(a, b, bStride, depth, c, cStride, accumulate);
                break;
            default:
                MatMulTile.Run<V, T, Rows2, C>(a, b, bStride, depth, c, cStride, accumulate);
                break;
        }
    }

    private static void CopyEdge<T, V>(T* edge, int width, T* c, nint cStride, int rows, int columns, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, IProductLanes<V, T>
    {
        for (int i = 0; i < rows; i++, c += cStride, edge += width)
        {
            int j = 0;
            if (columns >= V.Count)
            {
                (accumulate ? V.Add(V.Load(c), V.Load(edge)) : V.Load(edge)).Store(c);
                j = V.Count;
            }
            for (; j < columns; j++)
                c[j] = accumulate ? c[j] + edge[j] : edge[j];
        }
    }
}
