using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>Where the rows of a panel begin, as tables that tiles read.</summary>
internal static unsafe class PanelRows
{
    /// <summary>The most rows of a packed panel.</summary>
    public const int MostRows = 320;

    private static readonly nint[][] Packed = [.. Enumerable.Range(0, 6).Select(power => Table(MostRows, row => row << power))];

    /// <summary>Rows packed one after the other, each of so many elements: a power of two, of 32 at most.</summary>
    public static nint* Of(int width) => Address(Packed[int.Log2(width)]);

    /// <summary>The rows of a matrix that is read where it lies.</summary>
    public static nint[] Of(MatMulAxis rows, int count) => Table(count, row => (nint)rows[row]);

    /// <summary>The table's address: it does not move.</summary>
    public static nint* Address(nint[] table) => (nint*)Marshal.UnsafeAddrOfPinnedArrayElement(table, 0);

    /// <summary>Into how many blocks of nearly the same depth, none deeper than a packed panel, a depth is cut; one where there is none.</summary>
    public static int Blocks(int depth) => Math.Max(1, (depth + MostRows - 1) / MostRows);

    private static nint[] Table(int count, Func<int, nint> offset)
    {
        var table = GC.AllocateUninitializedArray<nint>(count, pinned: true);
        for (int row = 0; row < count; row++)
            table[row] = offset(row);
        return table;
    }
}
