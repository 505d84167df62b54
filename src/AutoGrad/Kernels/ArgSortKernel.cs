using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The first positions that put an axis in order: equal elements stay in their order, and NaN is larger than everything. Few of many are kept
/// in order while the rest goes by; otherwise all are merged.
/// </summary>
/// <param name="table">The tensor along the axis.</param>
/// <param name="descending">Whether the largest come first.</param>
/// <param name="count">How many positions are wanted.</param>
internal sealed unsafe class ArgSortKernel<T>(AxisLayout table, bool descending, int count) : NodeKernel
    where T : unmanaged, INumber<T>
{
    private const int MostPieces = 16, ElementsWorthPieces = 1 << 11, ShortRun = 16, ManyTimes = 16;

    private long Lines => table.Outer * table.Inner;

    private int Pieces => count == 0 ? 0 : (int)Math.Min(Math.Min(Lines, MostPieces), Lines * table.Length / ElementsWorthPieces + 1);

    private long LinesPerPiece => (Lines + Pieces - 1) / Math.Max(1, Pieces);

    private bool Selects => (long)count * ManyTimes <= table.Length;

    // What is merged, and into what; of a selection, what is chosen and not yet put in its place.
    private long EntriesPerPiece => Selects ? count : 2L * table.Length;

    public override long ScratchBytes => Pieces * EntriesPerPiece * sizeof(Entry);

    public override int PieceCount(int phase) => Pieces;

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        Entry* entries = (Entry*)arguments.Scratch + piece * EntriesPerPiece;
        long end = Math.Min(Lines, (piece + 1) * LinesPerPiece);
        for (long line = piece * LinesPerPiece; line < end; line++)
        {
            var (outer, inner) = Math.DivRem(line, table.Inner);
            T* x = arguments.Input<T>(0) + outer * table.Length * table.Inner + inner;
            Entry* sorted = Selects ? Select(x, entries) : Sort(x, entries, entries + table.Length);
            int* positions = arguments.Output<int>(0) + outer * count * table.Inner + inner;
            for (int i = 0; i < count; i++)
                positions[i * table.Inner] = sorted[i].Position;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Entry* Select(T* x, Entry* chosen)
    {
        int have = 0;
        for (int i = 0; i < table.Length; i++)
        {
            T key = x[i * table.Inner];
            if (have == count && !ComesBefore(key, chosen[count - 1].Key))
                continue;
            have = Math.Min(have + 1, count);
            PutInPlace(chosen, have - 1, new(key, i));
        }
        return chosen;
    }

    private Entry* Sort(T* x, Entry* entries, Entry* merged)
    {
        int length = table.Length;
        for (int i = 0; i < length; i++)
            PutInPlace(entries + i / ShortRun * ShortRun, i % ShortRun, new(x[i * table.Inner], i));
        for (long run = ShortRun; run < length; run *= 2)
        {
            for (long start = 0; start < length; start += 2 * run)
                Merge(entries + start, (int)Math.Min(run, length - start), (int)Math.Min(2 * run, length - start), merged + start);
            Entry* unsorted = entries;
            entries = merged;
            merged = unsorted;
        }
        return entries;
    }

    // Into the run of entries [0, length), which lie in order; the place at length is free.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PutInPlace(Entry* run, int length, Entry entry)
    {
        int place = length;
        for (; place > 0 && ComesBefore(entry.Key, run[place - 1].Key); place--)
            run[place] = run[place - 1];
        run[place] = entry;
    }

    // The two runs are [0, middle) and [middle, end).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Merge(Entry* runs, int middle, int end, Entry* merged)
    {
        int left = 0, right = middle;
        for (int i = 0; i < end; i++)
            merged[i] = left < middle && (right == end || !ComesBefore(runs[right].Key, runs[left].Key)) ? runs[left++] : runs[right++];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool ComesBefore(T a, T b) => descending
        ? a > b || (T.IsNaN(a) && !T.IsNaN(b))
        : a < b || (T.IsNaN(b) && !T.IsNaN(a));

    private readonly record struct Entry(T Key, int Position);
}
