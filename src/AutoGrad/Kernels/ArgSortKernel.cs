using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The positions that put an axis in order, by merging: equal elements stay in their order, and NaN is larger than everything.</summary>
/// <param name="table">The tensor along the axis.</param>
/// <param name="descending">Whether the largest come first.</param>
internal sealed unsafe class ArgSortKernel<T>(AxisLayout table, bool descending) : NodeKernel
    where T : unmanaged, INumber<T>
{
    private const int MostPieces = 16, ElementsWorthPieces = 1 << 11, ShortRun = 16;

    private long Lines => table.Outer * table.Inner;

    private int Pieces => (int)Math.Min(Math.Min(Lines, MostPieces), Lines * table.Length / ElementsWorthPieces + 1);

    private long LinesPerPiece => (Lines + Pieces - 1) / Math.Max(1, Pieces);

    // Two lines of entries a piece: what is merged, and into what.
    private long EntriesPerPiece => 2L * table.Length;

    public override long ScratchBytes => Pieces * EntriesPerPiece * sizeof(Entry);

    public override int PieceCount(int phase) => Pieces;

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        Entry* entries = (Entry*)arguments.Scratch + piece * EntriesPerPiece, merged = entries + table.Length;
        long end = Math.Min(Lines, (piece + 1) * LinesPerPiece);
        for (long line = piece * LinesPerPiece; line < end; line++)
        {
            var (outer, inner) = Math.DivRem(line, table.Inner);
            long first = outer * table.Length * table.Inner + inner;
            T* x = arguments.Input<T>(0) + first;
            for (int i = 0; i < table.Length; i++)
                entries[i] = new(x[i * table.Inner], i);
            Entry* sorted = Sort(entries, merged);
            int* positions = arguments.Output<int>(0) + first;
            for (int i = 0; i < table.Length; i++)
                positions[i * table.Inner] = sorted[i].Position;
        }
    }

    private Entry* Sort(Entry* entries, Entry* merged)
    {
        int length = table.Length;
        for (int start = 0; start < length; start += ShortRun)
            Insert(entries + start, Math.Min(ShortRun, length - start));
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Insert(Entry* run, int length)
    {
        for (int i = 1; i < length; i++)
        {
            var entry = run[i];
            int place = i;
            for (; place > 0 && ComesBefore(entry.Key, run[place - 1].Key); place--)
                run[place] = run[place - 1];
            run[place] = entry;
        }
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
