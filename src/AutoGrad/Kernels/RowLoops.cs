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
    private const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    // Long sums are made of sums of blocks, which are added in double precision.
    private const int BlockElements = 512;

    /// <summary>Σ over the row; 0 of no elements.</summary>
    [MethodImpl(Inline)]
    public static double Sum<P, V, T>(P pass, in RowArguments<T> row)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged => Reduce<SumReduction, P, V, T>(pass, row);

    /// <summary>Σ over the row, whose values are kept for the passes after it.</summary>
    [MethodImpl(Inline)]
    public static double SumAndKeep<P, V, T>(P pass, in RowArguments<T> row)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged => Reduce<KeepingSumReduction, P, V, T>(pass, row);

    /// <summary>Σ over the row, divided by its length; NaN of no elements.</summary>
    [MethodImpl(Inline)]
    public static double Mean<P, V, T>(P pass, in RowArguments<T> row)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged => Reduce<SumReduction, P, V, T>(pass, row) / row.Length;

    /// <summary>The largest value of the row, NaN if there is one; −∞ of no elements.</summary>
    [MethodImpl(Inline)]
    public static double Max<P, V, T>(P pass, in RowArguments<T> row)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged => Reduce<MaxReduction, P, V, T>(pass, row);

    /// <summary>The smallest value of the row, NaN if there is one; ∞ of no elements.</summary>
    [MethodImpl(Inline)]
    public static double Min<P, V, T>(P pass, in RowArguments<T> row)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged => Reduce<MinReduction, P, V, T>(pass, row);

    /// <summary>ln Σ exp over the row, shifted by the largest value; −∞ of no elements and where all are −∞, ∞ where one is ∞.</summary>
    [MethodImpl(Inline)]
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
    [MethodImpl(Inline)]
    public static double Pick<P, T>(P pass, in RowArguments<T> row, double label)
        where P : struct, IRowPass<P>
        where T : unmanaged
    {
        if (!(label >= 0 && label < row.Length))
            throw RowLoop.NoSuchLabel(row.Function, row.Index, label, row.Length);
        int position = (int)label;
        return typeof(T) == typeof(float)
            ? Float1.Get(At<P, Float1, float>(ref pass, Float1.Const(position), (float*)row.A + position, (float*)row.B + position, (float*)row.C + position), 0)
            : Double1.Get(At<P, Double1, double>(ref pass, Double1.Const(position), (double*)row.A + position, (double*)row.B + position, (double*)row.C + position), 0);
    }

    /// <summary>Writes the resulting row.</summary>
    [MethodImpl(Inline)]
    public static void Map<P, V, T>(P pass, in RowArguments<T> row)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        int whole = row.Length - row.Length % V.Count;
        MapWhole<P, V, T>(pass, whole, row.A, row.B, row.C, row.Result);
        if (whole < row.Length)
            MapRest<P, V, T>(pass, whole, row.Length, row.A, row.B, row.C, row.Result);
    }

    // Inlined, with the kernel, into the loop over the rows: that is compiled with all optimizations when it first runs, what it calls would be later.
    [MethodImpl(Inline)]
    private static double Reduce<R, P, V, T>(P pass, in RowArguments<T> row)
        where R : struct, IReduction
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        double total = R.Identity;
        int whole = row.Length - row.Length % V.Count;
        for (int start = 0; start < whole; start += BlockElements)
            total = Combine<R>(total, ReduceWhole<R, P, V, T>(pass, start, Math.Min(start + BlockElements, whole), row.A, row.B, row.C, row.Kept));
        return whole == row.Length ? total : Combine<R>(total, ReduceRest<R, P, V, T>(pass, whole, row.Length, row.A, row.B, row.C, row.Kept));
    }

    [MethodImpl(Inline)]
    private static double Combine<R>(double a, double b)
        where R : struct, IReduction => Double1.Get(R.Combine(Double1.Const(a), Double1.Const(b)), 0);

    // The loops over whole vectors stand alone in their methods: next to a call, the JIT would keep everything in memory.

    [MethodImpl(Loop)]
    private static void MapWhole<P, V, T>(P pass, int end, T* a, T* b, T* c, T* result)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V position = V.Position;
        for (int i = 0; i < end; i += V.Count)
        {
            V.Store(At<P, V, T>(ref pass, position, a + i, b + i, c + i), ref result[i]);
            if (P.ReadsPosition)
                position += V.Const(V.Count);
        }
    }

    [MethodImpl(Loop)]
    private static void MapRest<P, V, T>(P pass, int start, int end, T* a, T* b, T* c, T* result)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V rest = Rest<P, V, T>(ref pass, start, end - start, a + start, b + start, c + start);
        V.StoreFirst(rest, result + start, end - start);
    }

    [MethodImpl(Loop)]
    private static double ReduceWhole<R, P, V, T>(P pass, int start, int end, T* a, T* b, T* c, T* kept)
        where R : struct, IReduction
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        // Four take turns, so that none waits for the combination before it.
        V first = V.Const(R.Identity), second = first, third = first, fourth = first, position = V.Position + V.Const(start);
        for (int i = start; i < end; i += V.Count)
        {
            V value = At<P, V, T>(ref pass, position, a + i, b + i, c + i);
            if (R.Keeps)
                V.Store(value, ref kept[i]);
            (first, second, third, fourth) = (second, third, fourth, R.Combine(first, value));
            if (P.ReadsPosition)
                position += V.Const(V.Count);
        }
        return RowArguments<T>.ToDouble(R.Across<V, T>(R.Combine(R.Combine(first, second), R.Combine(third, fourth))));
    }

    [MethodImpl(Loop)]
    private static double ReduceRest<R, P, V, T>(P pass, int start, int end, T* a, T* b, T* c, T* kept)
        where R : struct, IReduction
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V rest = Rest<P, V, T>(ref pass, start, end - start, a + start, b + start, c + start);
        if (R.Keeps)
            V.StoreFirst(rest, kept + start, end - start);
        return RowArguments<T>.ToDouble(R.Across<V, T>(V.Select(V.Position < V.Const(end - start), rest, V.Const(R.Identity))));
    }

    // By reference, as no copy is made of the pass then: its numbers stay in registers.

    /// <summary>The values at some positions, as many as there are lanes.</summary>
    [MethodImpl(Inline)]
    private static V At<P, V, T>(ref P pass, V position, T* a, T* b, T* c)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        pass.Invoke(
            P.ReadsPosition ? position : default,
            P.Rows > 0 ? V.Load(in *a) : default,
            P.Rows > 1 ? V.Load(in *b) : default,
            P.Rows > 2 ? V.Load(in *c) : default);

    /// <summary>The values of the last few positions; the lanes beyond them hold anything.</summary>
    [MethodImpl(Inline)]
    private static V Rest<P, V, T>(ref P pass, int position, int count, T* a, T* b, T* c)
        where P : struct, IRowPass<P>
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        pass.Invoke(
            P.ReadsPosition ? V.Position + V.Const(position) : default,
            P.Rows > 0 ? V.LoadFirst(a, count) : default,
            P.Rows > 1 ? V.LoadFirst(b, count) : default,
            P.Rows > 2 ? V.LoadFirst(c, count) : default);

    /// <summary>exp(f − shift).</summary>
    private struct ShiftedExp<P>(P pass, Uniform shift) : IRowPass<ShiftedExp<P>>
        where P : struct, IRowPass<P>
    {
        private P pass = pass;
        private readonly Uniform shift = shift;

        public static int Rows => P.Rows;

        public static bool ReadsPosition => P.ReadsPosition;

        [MethodImpl(Inline)]
        public V Invoke<V>(V position, V a, V b, V c)
            where V : struct, ILanes<V> => Elementary.Exp(pass.Invoke(position, a, b, c) - shift);
    }
}
