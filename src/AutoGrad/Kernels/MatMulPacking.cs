using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Copies a part of a matrix into a panel that a product reads from front to back, in whatever way the matrix lies.</summary>
internal static unsafe class MatMulPacking
{
    private const int MostWidth = 64;

    /// <summary>The columns of a panel of B for so many columns: those of one vector or of two.</summary>
    public static int PanelWidth<T, V>(int columns)
        where T : unmanaged
        where V : struct, IProductLanes<V, T> => columns > V.Count ? 2 * V.Count : V.Count;

    /// <summary>The rows of a tile of A, from column <paramref name="start"/> on.</summary>
    public static void PackTile<T>(RowTiles tiles, int tile, T* source, in MatMulOperand a, int start, int length, T* panel)
        where T : unmanaged =>
        Pack(source, a.Rows, tiles.FirstRow(tile), tiles.UsedHeight(tile), tiles.Height(tile), a.Columns, start, length, panel);

    /// <summary>Some columns of B, from row <paramref name="start"/> on.</summary>
    public static void PackPanel<T, V>(T* source, in MatMulOperand b, int column, int columns, int start, int length, T* panel)
        where T : unmanaged
        where V : struct, IProductLanes<V, T> =>
        Pack(source, b.Columns, column, columns, PanelWidth<T, V>(columns), b.Rows, start, length, panel);

    /// <summary>panel[p · width + i] = source[across[first + i] + along[start + p]]; zeros where i is not below the count.</summary>
    private static void Pack<T>(T* source, in MatMulAxis across, int first, int count, int width, in MatMulAxis along, int start, int length, T* panel)
        where T : unmanaged
    {
        long* offsets = stackalloc long[MostWidth];
        for (int i = 0; i < count; i++)
            offsets[i] = across[first + i];
        if (across.Run >= along.Run && across.Run > 1)
            PackRuns(source, offsets, across.Run == int.MaxValue ? int.MaxValue : across.Run - first % across.Run, across.Run, count, width, along, start, length, panel);
        else if (along.Run >= Transposition.Side)
            PackTransposed(source, offsets, count, width, along, start, length, panel);
        else
            PackElements(source, offsets, count, width, along, start, length, panel);
    }

    // The width is cut into runs that are consecutive: the first one may have begun before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRuns<T>(T* source, long* offsets, int firstRun, int run, int count, int width, in MatMulAxis along, int start, int length, T* panel)
        where T : unmanaged
    {
        int* begins = stackalloc int[MostWidth + 1];
        int runs = 0;
        for (int i = 0, next = firstRun; i < count; i = next, next = (int)Math.Min(int.MaxValue, (long)next + run))
            begins[runs++] = i;
        begins[runs] = count;
        for (int p = 0; p < length; p++, panel += width)
        {
            T* row = source + along[start + p];
            for (int r = 0; r < runs; r++)
                ShortCopy.Run(row + offsets[begins[r]], panel + begins[r], begins[r + 1] - begins[r]);
            for (int i = count; i < width; i++)
                panel[i] = default;
        }
    }

    // Read along the rows of the source, square by square.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackTransposed<T>(T* source, long* offsets, int count, int width, in MatMulAxis along, int start, int length, T* panel)
        where T : unmanaged
    {
        int run = along.Run;
        for (int p = 0, end; p < length; p = end)
        {
            end = run == int.MaxValue ? length : Math.Min(length, p + run - (start + p) % run);
            T* rows = source + along[start + p];
            int i = 0;
            for (; i + Transposition.Side <= count; i += Transposition.Side)
            {
                T* a = rows + offsets[i], b = rows + offsets[i + 1], c = rows + offsets[i + 2], d = rows + offsets[i + 3];
                T* square = panel + (long)p * width + i;
                int q = 0;
                for (; q + Transposition.Side <= end - p; q += Transposition.Side)
                    Transposition.Square(a + q, b + q, c + q, d + q, square + (long)q * width, width);
                for (; q < end - p; q++)
                    (square[(long)q * width], square[(long)q * width + 1], square[(long)q * width + 2], square[(long)q * width + 3]) = (a[q], b[q], c[q], d[q]);
            }
            for (; i < width; i++)
                for (int q = p; q < end; q++)
                    panel[(long)q * width + i] = i < count ? rows[offsets[i] + q - p] : default;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackElements<T>(T* source, long* offsets, int count, int width, in MatMulAxis along, int start, int length, T* panel)
        where T : unmanaged
    {
        for (int p = 0; p < length; p++, panel += width)
        {
            T* row = source + along[start + p];
            for (int i = 0; i < count; i++)
                panel[i] = row[offsets[i]];
            for (int i = count; i < width; i++)
                panel[i] = default;
        }
    }
}
