using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The innermost loops of a matrix product: C += A · B for a tile of C that fits the registers. A is packed, a column of the tile after
/// the other; a row of B is two vectors, and the next row is <c>bStride</c> elements on.
/// </summary>
internal static unsafe class MatMulTile
{
    /// <summary>12 × 2 vectors of C, which stay in registers through the whole product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile12<V, T>(T* a, T* b, nint bStride, nint depth, T* c, nint cStride, bool accumulate)
        where V : struct, IProductLanes<V, T>
        where T : unmanaged
    {
        V l0 = default, r0 = default, l1 = default, r1 = default, l2 = default, r2 = default,
            l3 = default, r3 = default, l4 = default, r4 = default, l5 = default, r5 = default,
            l6 = default, r6 = default, l7 = default, r7 = default, l8 = default, r8 = default,
            l9 = default, r9 = default, l10 = default, r10 = default, l11 = default, r11 = default;
        for (nint p = 0; p < depth; p++)
        {
            V left = V.Load(b), right = V.Load(b + V.Count);
            V x = V.All(a[0]);
            l0 = V.MultiplyAdd(x, left, l0);
            r0 = V.MultiplyAdd(x, right, r0);
            x = V.All(a[1]);
            l1 = V.MultiplyAdd(x, left, l1);
            r1 = V.MultiplyAdd(x, right, r1);
            x = V.All(a[2]);
            l2 = V.MultiplyAdd(x, left, l2);
            r2 = V.MultiplyAdd(x, right, r2);
            x = V.All(a[3]);
            l3 = V.MultiplyAdd(x, left, l3);
            r3 = V.MultiplyAdd(x, right, r3);
            x = V.All(a[4]);
            l4 = V.MultiplyAdd(x, left, l4);
            r4 = V.MultiplyAdd(x, right, r4);
            x = V.All(a[5]);
            l5 = V.MultiplyAdd(x, left, l5);
            r5 = V.MultiplyAdd(x, right, r5);
            x = V.All(a[6]);
            l6 = V.MultiplyAdd(x, left, l6);
            r6 = V.MultiplyAdd(x, right, r6);
            x = V.All(a[7]);
            l7 = V.MultiplyAdd(x, left, l7);
            r7 = V.MultiplyAdd(x, right, r7);
            x = V.All(a[8]);
            l8 = V.MultiplyAdd(x, left, l8);
            r8 = V.MultiplyAdd(x, right, r8);
            x = V.All(a[9]);
            l9 = V.MultiplyAdd(x, left, l9);
            r9 = V.MultiplyAdd(x, right, r9);
            x = V.All(a[10]);
            l10 = V.MultiplyAdd(x, left, l10);
            r10 = V.MultiplyAdd(x, right, r10);
            x = V.All(a[11]);
            l11 = V.MultiplyAdd(x, left, l11);
            r11 = V.MultiplyAdd(x, right, r11);
            a += 12;
            b += bStride;
        }
        Write<V, T>(c, l0, r0, accumulate);
        Write<V, T>(c + 1 * cStride, l1, r1, accumulate);
        Write<V, T>(c + 2 * cStride, l2, r2, accumulate);
        Write<V, T>(c + 3 * cStride, l3, r3, accumulate);
        Write<V, T>(c + 4 * cStride, l4, r4, accumulate);
        Write<V, T>(c + 5 * cStride, l5, r5, accumulate);
        Write<V, T>(c + 6 * cStride, l6, r6, accumulate);
        Write<V, T>(c + 7 * cStride, l7, r7, accumulate);
        Write<V, T>(c + 8 * cStride, l8, r8, accumulate);
        Write<V, T>(c + 9 * cStride, l9, r9, accumulate);
        Write<V, T>(c + 10 * cStride, l10, r10, accumulate);
        Write<V, T>(c + 11 * cStride, l11, r11, accumulate);
    }

    /// <summary>6 × 2 vectors of C, which stay in registers through the whole product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile6<V, T>(T* a, T* b, nint bStride, nint depth, T* c, nint cStride, bool accumulate)
        where V : struct, IProductLanes<V, T>
        where T : unmanaged
    {
        V l0 = default, r0 = default, l1 = default, r1 = default, l2 = default, r2 = default,
            l3 = default, r3 = default, l4 = default, r4 = default, l5 = default, r5 = default;
        for (nint p = 0; p < depth; p++)
        {
            V left = V.Load(b), right = V.Load(b + V.Count);
            V x = V.All(a[0]);
            l0 = V.MultiplyAdd(x, left, l0);
            r0 = V.MultiplyAdd(x, right, r0);
            x = V.All(a[1]);
            l1 = V.MultiplyAdd(x, left, l1);
            r1 = V.MultiplyAdd(x, right, r1);
            x = V.All(a[2]);
            l2 = V.MultiplyAdd(x, left, l2);
            r2 = V.MultiplyAdd(x, right, r2);
            x = V.All(a[3]);
            l3 = V.MultiplyAdd(x, left, l3);
            r3 = V.MultiplyAdd(x, right, r3);
            x = V.All(a[4]);
            l4 = V.MultiplyAdd(x, left, l4);
            r4 = V.MultiplyAdd(x, right, r4);
            x = V.All(a[5]);
            l5 = V.MultiplyAdd(x, left, l5);
            r5 = V.MultiplyAdd(x, right, r5);
            a += 6;
            b += bStride;
        }
        Write<V, T>(c, l0, r0, accumulate);
        Write<V, T>(c + 1 * cStride, l1, r1, accumulate);
        Write<V, T>(c + 2 * cStride, l2, r2, accumulate);
        Write<V, T>(c + 3 * cStride, l3, r3, accumulate);
        Write<V, T>(c + 4 * cStride, l4, r4, accumulate);
        Write<V, T>(c + 5 * cStride, l5, r5, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<V, T>(T* c, V left, V right, bool accumulate)
        where V : struct, IProductLanes<V, T>
        where T : unmanaged
    {
        if (accumulate)
        {
            left = V.Add(V.Load(c), left);
            right = V.Add(V.Load(c + V.Count), right);
        }
        left.Store(c);
        right.Store(c + V.Count);
    }
}
