using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The innermost loop of a matrix product: C += A · B for a tile of C that stays in registers through the whole loop. A is packed, a column
/// of the tile after the other; a row of B is one vector or two, at an offset of its own.
/// </summary>
/// <remarks>Written once, for the tallest tile: of a lower one the JIT keeps the lines of its own rows.</remarks>
internal static unsafe class MatMulTile
{
    /// <summary>Computes a tile.</summary>
    /// <typeparam name="V">The vectors.</typeparam>
    /// <typeparam name="T">Their elements.</typeparam>
    /// <typeparam name="R">How many rows the tile has.</typeparam>
    /// <typeparam name="C">How many vectors a row of it has.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<V, T, R, C>(T* a, T* b, nint* bRows, nint depth, T* c, nint cStride, bool accumulate)
        where V : struct, IProductLanes<V, T>
        where T : unmanaged
        where R : struct, ITileRows
        where C : struct, ITileColumns
    {
        V l0 = default, r0 = default, l1 = default, r1 = default, l2 = default, r2 = default,
            l3 = default, r3 = default, l4 = default, r4 = default, l5 = default, r5 = default,
            l6 = default, r6 = default, l7 = default, r7 = default, l8 = default, r8 = default,
            l9 = default, r9 = default, l10 = default, r10 = default, l11 = default, r11 = default;
        for (nint p = 0; p < depth; p++)
        {
            T* row = b + bRows[p];
            V left = V.Load(row), right = C.IsPair ? V.Load(row + V.Count) : default;
            V x = V.All(a[0]);
            l0 = V.MultiplyAdd(x, left, l0);
            if (C.IsPair)
                r0 = V.MultiplyAdd(x, right, r0);
            x = V.All(a[1]);
            l1 = V.MultiplyAdd(x, left, l1);
            if (C.IsPair)
                r1 = V.MultiplyAdd(x, right, r1);
            if (R.Count > 2)
            {
                x = V.All(a[2]);
                l2 = V.MultiplyAdd(x, left, l2);
                if (C.IsPair)
                    r2 = V.MultiplyAdd(x, right, r2);
                x = V.All(a[3]);
                l3 = V.MultiplyAdd(x, left, l3);
                if (C.IsPair)
                    r3 = V.MultiplyAdd(x, right, r3);
            }
            if (R.Count > 4)
            {
                x = V.All(a[4]);
                l4 = V.MultiplyAdd(x, left, l4);
                if (C.IsPair)
                    r4 = V.MultiplyAdd(x, right, r4);
                x = V.All(a[5]);
                l5 = V.MultiplyAdd(x, left, l5);
                if (C.IsPair)
                    r5 = V.MultiplyAdd(x, right, r5);
            }
            if (R.Count > 6)
            {
                x = V.All(a[6]);
                l6 = V.MultiplyAdd(x, left, l6);
                if (C.IsPair)
                    r6 = V.MultiplyAdd(x, right, r6);
                x = V.All(a[7]);
                l7 = V.MultiplyAdd(x, left, l7);
                if (C.IsPair)
                    r7 = V.MultiplyAdd(x, right, r7);
            }
            if (R.Count > 8)
            {
                x = V.All(a[8]);
                l8 = V.MultiplyAdd(x, left, l8);
                if (C.IsPair)
                    r8 = V.MultiplyAdd(x, right, r8);
                x = V.All(a[9]);
                l9 = V.MultiplyAdd(x, left, l9);
                if (C.IsPair)
                    r9 = V.MultiplyAdd(x, right, r9);
                x = V.All(a[10]);
                l10 = V.MultiplyAdd(x, left, l10);
                if (C.IsPair)
                    r10 = V.MultiplyAdd(x, right, r10);
                x = V.All(a[11]);
                l11 = V.MultiplyAdd(x, left, l11);
                if (C.IsPair)
                    r11 = V.MultiplyAdd(x, right, r11);
            }
            a += R.Count;
        }
        Write<V, T, C>(c, l0, r0, accumulate);
        Write<V, T, C>(c + 1 * cStride, l1, r1, accumulate);
        if (R.Count > 2)
        {
            Write<V, T, C>(c + 2 * cStride, l2, r2, accumulate);
            Write<V, T, C>(c + 3 * cStride, l3, r3, accumulate);
        }
        if (R.Count > 4)
        {
            Write<V, T, C>(c + 4 * cStride, l4, r4, accumulate);
            Write<V, T, C>(c + 5 * cStride, l5, r5, accumulate);
        }
        if (R.Count > 6)
        {
            Write<V, T, C>(c + 6 * cStride, l6, r6, accumulate);
            Write<V, T, C>(c + 7 * cStride, l7, r7, accumulate);
        }
        if (R.Count > 8)
        {
            Write<V, T, C>(c + 8 * cStride, l8, r8, accumulate);
            Write<V, T, C>(c + 9 * cStride, l9, r9, accumulate);
            Write<V, T, C>(c + 10 * cStride, l10, r10, accumulate);
            Write<V, T, C>(c + 11 * cStride, l11, r11, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<V, T, C>(T* c, V left, V right, bool accumulate)
        where V : struct, IProductLanes<V, T>
        where T : unmanaged
        where C : struct, ITileColumns
    {
        (accumulate ? V.Add(V.Load(c), left) : left).Store(c);
        if (C.IsPair)
            (accumulate ? V.Add(V.Load(c + V.Count), right) : right).Store(c + V.Count);
    }
}
