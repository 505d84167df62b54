using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Passes over one row, for the kernels of row functions. The last elements of a row are computed by the same arithmetic in a padded
/// vector, so results depend neither on where a row lies nor on the number of threads.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class RowLoops
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Long sums are made of sums of blocks, which are added in double precision.
    private const int BlockElements = 512;
    private const int WidestVector = 64;

    /// <summary>Σ over the row; 0 of no elements.</summary>
    public static double Sum<P, V, T>(P pass, in RowArguments<T> row)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged => Reduce<SumReduction, P, V, T>(pass, row);

    /// <summary>Σ over the row, divided by its length; NaN of no elements.</summary>
    public static double Mean<P, V, T>(P pass, in RowArguments<T> row)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged => Reduce<SumReduction, P, V, T>(pass, row) / row.Length;

    /// <summary>The largest value of the row, NaN if there is one; −∞ of no elements.</summary>
    public static double Max<P, V, T>(P pass, in RowArguments<T> row)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged => Reduce<MaxReduction, P, V, T>(pass, row);

    /// <summary>The smallest value of the row, NaN if there is one; ∞ of no elements.</summary>
    public static double Min<P, V, T>(P pass, in RowArguments<T> row)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged => Reduce<MinReduction, P, V, T>(pass, row);

    /// <summary>ln Σ exp over the row, shifted by the largest value; −∞ of no elements and where all are −∞, ∞ where one is ∞.</summary>
    public static double LogSumExp<P, V, T>(P pass, in RowArguments<T> row)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        double max = Max<P, V, T>(pass, row);
        return double.IsFinite(max) ? max + Math.Log(Sum<ShiftedExp<P>, V, T>(new(pass, max), row)) : max;
    }

    /// <summary>The value at a label.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row has no such position.</exception>
    public static double Pick<P, T>(P pass, in RowArguments<T> row, double label)
        where P : struct, IRowPass<P>
        where T : unmanaged
    {
        if (!(label >= 0 && label < row.Length))
            throw RowLoop.NoSuchLabel(row.Function, row.Index, label, row.Length);
        int position = (int)label;
        return typeof(T) == typeof(float)
            ? Float1.Get(At<P, Float1, float>(pass, position, (float*)row.A + position, (float*)row.B + position, (float*)row.C + position), 0)
            : Double1.Get(At<P, Double1, double>(pass, position, (double*)row.A + position, (double*)row.B + position, (double*)row.C + position), 0);
    }

    /// <summary>Writes the resulting row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<P, V, T>(P pass, in RowArguments<T> row)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        T* a = row.A, b = row.B, c = row.C, result = row.Result;
        int i = 0;
        for (; i <= row.Length - V.Count; i += V.Count)
            V.Store(At<P, V, T>(pass, i, a + i, b + i, c + i), ref result[i]);
        if (i == row.Length)
            return;

        T* rest = stackalloc T[WidestVector / sizeof(T)];
        V.Store(Rest<P, V, T>(pass, i, row.Length - i, a + i, b + i, c + i), ref *rest);
        Buffer.MemoryCopy(rest, result + i, WidestVector, (row.Length - i) * sizeof(T));
    }

    private static double Reduce<R, P, V, T>(P pass, in RowArguments<T> row)
        where R : struct, IReduction
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        double total = R.Identity;
        for (int start = 0; start < row.Length; start += BlockElements)
        {
            double block = ReduceBlock<R, P, V, T>(pass, start, Math.Min(BlockElements, row.Length - start), row.A, row.B, row.C);
            total = Double1.Get(R.Combine(Double1.Const(total), Double1.Const(block)), 0);
        }
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double ReduceBlock<R, P, V, T>(P pass, int start, int count, T* a, T* b, T* c)
        where R : struct, IReduction
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V even = V.Const(R.Identity), odd = even;
        int i = start, end = start + count;
        for (; i <= end - 2 * V.Count; i += 2 * V.Count)
        {
            int next = i + V.Count;
            even = R.Combine(even, At<P, V, T>(pass, i, a + i, b + i, c + i));
            odd = R.Combine(odd, At<P, V, T>(pass, next, a + next, b + next, c + next));
        }
        if (i <= end - V.Count)
        {
            even = R.Combine(even, At<P, V, T>(pass, i, a + i, b + i, c + i));
            i += V.Count;
        }
        if (i < end)
            odd = R.Combine(odd, V.Select(
                V.Position < V.Const(end - i), Rest<P, V, T>(pass, i, end - i, a + i, b + i, c + i), V.Const(R.Identity)));
        return RowArguments<T>.ToDouble(R.Across<V, T>(R.Combine(even, odd)));
    }

    /// <summary>The values from a position on, as many as there are lanes.</summary>
    [MethodImpl(Inline)]
    private static V At<P, V, T>(P pass, int position, T* a, T* b, T* c)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        pass.Invoke(
            P.ReadsPosition ? V.Position + V.Const(position) : default,
            P.Rows > 0 ? V.Load(in *a) : default,
            P.Rows > 1 ? V.Load(in *b) : default,
            P.Rows > 2 ? V.Load(in *c) : default);

    /// <summary>The values of the last few positions; the lanes beyond them hold anything.</summary>
    [MethodImpl(Inline)]
    private static V Rest<P, V, T>(P pass, int position, int count, T* a, T* b, T* c)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        byte* blocks = stackalloc byte[3 * WidestVector];
        T* x = (T*)blocks, y = (T*)(blocks + WidestVector), z = (T*)(blocks + 2 * WidestVector);
        if (P.Rows > 0)
            Buffer.MemoryCopy(a, x, WidestVector, count * sizeof(T));
        if (P.Rows > 1)
            Buffer.MemoryCopy(b, y, WidestVector, count * sizeof(T));
        if (P.Rows > 2)
            Buffer.MemoryCopy(c, z, WidestVector, count * sizeof(T));
        return At<P, V, T>(pass, position, x, y, z);
    }

    /// <summary>exp(f − shift).</summary>
    private readonly struct ShiftedExp<P>(P pass, double shift) : IRowPass<ShiftedExp<P>>
        where P : struct, IRowPass<P>
    {
        private readonly P pass = pass;
        private readonly double shift = shift;

        public static int Rows => P.Rows;

        public static bool ReadsPosition => P.ReadsPosition;

        [MethodImpl(Inline)]
        public V Invoke<V>(V position, V a, V b, V c)
            where V : struct, ILanes<V> => Elementary.Exp(pass.Invoke(position, a, b, c) - shift);
    }
}
