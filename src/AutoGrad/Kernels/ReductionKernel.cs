using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Chooses the vectors that a reduction of a contiguous array runs with.</summary>
internal static class ReductionKernel
{
    /// <summary>
    /// Reduces the marked axes of an array of this shape, in single precision, and multiplies the results by <paramref name="scale"/>. Of an
    /// element-wise expression, if there is one, else of the input.
    /// </summary>
    public static NodeKernel Single<R>(ReadOnlySpan<int> shape, ReadOnlySpan<bool> isReduced, double scale = 1, ElementSource<float>? elements = null)
        where R : struct, IReduction
    {
        var layout = ReductionLayout.Of(shape, isReduced);
        return Vector512.IsHardwareAccelerated ? new ReductionKernel<R, Float512, Float1, float>(layout, scale, elements)
            : Vector256.IsHardwareAccelerated ? new ReductionKernel<R, Float256, Float1, float>(layout, scale, elements)
            : new ReductionKernel<R, Float128, Float1, float>(layout, scale, elements);
    }

    /// <summary>The same in double precision.</summary>
    public static NodeKernel Double<R>(ReadOnlySpan<int> shape, ReadOnlySpan<bool> isReduced, double scale = 1, ElementSource<double>? elements = null)
        where R : struct, IReduction
    {
        var layout = ReductionLayout.Of(shape, isReduced);
        return Vector512.IsHardwareAccelerated ? new ReductionKernel<R, Double512, Double1, double>(layout, scale, elements)
            : Vector256.IsHardwareAccelerated ? new ReductionKernel<R, Double256, Double1, double>(layout, scale, elements)
            : new ReductionKernel<R, Double128, Double1, double>(layout, scale, elements);
    }
}

/// <summary>
/// A reduction. Blocks are reduced first and their results then, which keeps sums of many numbers exact; the order follows from the
/// shape alone, never from addresses or threads.
/// </summary>
/// <typeparam name="R">What is computed.</typeparam>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="S">One lane of the same kind.</typeparam>
/// <typeparam name="T">The element.</typeparam>
internal sealed unsafe partial class ReductionKernel<R, V, S, T>(ReductionLayout layout, double scale, ElementSource<T>? elements) : NodeKernel
    where R : struct, IReduction
    where V : struct, ILanes<V, T>
    where S : struct, ILanes<S, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int BlockElements = 512, BlockRuns = 64, ElementsPerPiece = 1 << 15, FewestColumns = 64;

    private readonly int length = layout.RunLength;
    private readonly long[] kept = layout.KeptStarts, reduced = layout.ReducedOffsets;

    // Few results of many numbers: the numbers are cut into chunks of whole blocks, whose results are reduced in a second phase.
    private int Chunks => (Blocks + BlocksPerChunk - 1) / BlocksPerChunk;

    private int Blocks => layout.RunIsReduced ? checked(reduced.Length * BlocksPerRun) : (reduced.Length + BlockRuns - 1) / BlockRuns;

    private int BlocksPerRun => (length + BlockElements - 1) / BlockElements;

    private int BlocksPerChunk => layout.RunIsReduced
        ? ElementsPerPiece / Math.Clamp(length, 1, BlockElements)
        : Math.Max(1, ElementsPerPiece / (BlockRuns * Math.Clamp(length, 1, FewestColumns)));

    // A row of results is cut too, where it is wide enough.
    private int ColumnsPerPiece => layout.RunIsReduced ? 1
        : (int)Math.Clamp(ElementsPerPiece / Math.Max(1, Math.Min(reduced.Length, (long)BlocksPerChunk * BlockRuns)) / FewestColumns * FewestColumns, FewestColumns, Math.Max(FewestColumns, length));

    private int ColumnPieces => layout.RunIsReduced ? 1 : (length + ColumnsPerPiece - 1) / ColumnsPerPiece;

    private int Results => layout.RunIsReduced ? 1 : length;

    private int StartsPerPiece => (int)Math.Max(1, ElementsPerPiece / Math.Max(1, (long)length * reduced.Length));

    private bool IsChunked => Chunks > 1;

    public override int PhaseCount => IsChunked ? 2 : 1;

    public override long ScratchBytes => IsChunked ? (long)kept.Length * Chunks * Results * sizeof(double) : 0;

    public override int PieceCount(int phase) => phase == 1 ? kept.Length
        : IsChunked || ColumnPieces > 1 ? checked(kept.Length * Math.Max(1, Chunks) * ColumnPieces)
        : (kept.Length + StartsPerPiece - 1) / StartsPerPiece;

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        T* destination = arguments.Output<T>(0);
        if (phase == 1)
        {
            ReduceChunks(piece, arguments);
            return;
        }
        if (IsChunked || ColumnPieces > 1)
        {
            var (chunk, columns) = Math.DivRem(piece, ColumnPieces);
            ReduceChunk(chunk, columns * ColumnsPerPiece, arguments);
            return;
        }
        int end = Math.Min((piece + 1) * StartsPerPiece, kept.Length);
        if (elements is not null && layout.RunIsReduced && reduced.Length == 1 && length is > 0 and <= BlockElements)
        {
            ReduceComputedRows(arguments, piece * StartsPerPiece, end, destination);
            return;
        }
        for (int start = piece * StartsPerPiece; start < end; start++)
            if (layout.RunIsReduced)
                destination[start] = T.CreateTruncating(ReduceBlocks(arguments, kept[start], 0, Blocks) * scale);
            else
                CombineRuns(arguments, kept[start], destination + (long)start * length, 0, length, 0, reduced.Length, scale);
    }

    private void ReduceChunk(int chunk, int firstColumn, in KernelArguments arguments)
    {
        var (start, part) = Math.DivRem(chunk, Math.Max(1, Chunks));
        int firstBlock = part * BlocksPerChunk, endBlock = Math.Min(Blocks, firstBlock + BlocksPerChunk);
        if (layout.RunIsReduced)
        {
            ((double*)arguments.Scratch)[chunk] = ReduceBlocks(arguments, kept[start], firstBlock, endBlock);
            return;
        }
        T* results = IsChunked ? (T*)arguments.Scratch + (long)chunk * length : arguments.Output<T>(0) + (long)start * length;
        int endColumn = Math.Min(length, firstColumn + ColumnsPerPiece);
        CombineRuns(arguments, kept[start], results, firstColumn, endColumn, firstBlock * BlockRuns, Math.Min(reduced.Length, endBlock * BlockRuns), IsChunked ? 1 : scale);
    }

    private void ReduceChunks(int start, in KernelArguments arguments)
    {
        T* destination = arguments.Output<T>(0) + (long)start * Results;
        for (int result = 0; result < Results; result++)
        {
            var total = Double1.Const(R.Identity);
            for (int chunk = 0; chunk < Chunks; chunk++)
            {
                long index = ((long)start * Chunks + chunk) * Results + result;
                total = R.Combine(total, Double1.Const(layout.RunIsReduced ? ((double*)arguments.Scratch)[index] : double.CreateTruncating(((T*)arguments.Scratch)[index])));
            }
            destination[result] = T.CreateTruncating(Double1.Get(total, 0) * scale);
        }
    }

    private double ReduceBlocks(in KernelArguments arguments, long origin, int firstBlock, int endBlock)
    {
        if (elements is not null)
            return ReduceComputed(arguments, origin, firstBlock, endBlock);
        T* source = arguments.Input<T>(0) + origin;
        var total = Double1.Const(R.Identity);
        for (int block = firstBlock; block < endBlock; block++)
        {
            var (run, inner) = Math.DivRem(block, BlocksPerRun);
            int start = inner * BlockElements;
            total = R.Combine(
                total, Double1.Const(double.CreateTruncating(ReduceBlock(source + reduced[run] + start, Math.Min(BlockElements, length - start)))));
        }
        return Double1.Get(total, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T ReduceBlock(T* source, int count)
    {
        V even = V.Const(R.Identity), odd = even;
        int i = 0;
        for (; i + 2 * V.Count <= count; i += 2 * V.Count)
        {
            even = R.Combine(even, V.Load(in source[i]));
            odd = R.Combine(odd, V.Load(in source[i + V.Count]));
        }
        if (i + V.Count <= count)
        {
            even = R.Combine(even, V.Load(in source[i]));
            i += V.Count;
        }
        if (i < count)
        {
            T* rest = stackalloc T[V.Count];
            V.Store(V.Const(R.Identity), ref *rest);
            for (int lane = 0; i < count; lane++, i++)
                rest[lane] = source[i];
            odd = R.Combine(odd, V.Load(in *rest));
        }
        return R.Across<V, T>(R.Combine(even, odd));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CombineRuns(in KernelArguments arguments, long origin, T* destination, int firstColumn, int endColumn, int firstRun, int endRun, double factor)
    {
        if (elements is not null)
        {
            CombineComputed(arguments, origin, destination, firstColumn, endColumn, firstRun, endRun, factor);
            return;
        }
        T* source = arguments.Input<T>(0) + origin;
        int i = firstColumn;
        for (; i + V.Count <= endColumn; i += V.Count)
            V.Store(CombineAt<V>(source + i, firstRun, endRun, factor), ref destination[i]);
        for (; i < endColumn; i++)
            S.Store(CombineAt<S>(source + i, firstRun, endRun, factor), ref destination[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private L CombineAt<L>(T* source, int firstRun, int endRun, double factor)
        where L : struct, ILanes<L, T>
    {
        L total = L.Const(R.Identity);
        for (int start = firstRun; start < endRun; start += BlockRuns)
        {
            L block = L.Const(R.Identity);
            int end = Math.Min(start + BlockRuns, endRun);
            for (int run = start; run < end; run++)
                block = R.Combine(block, L.Load(in source[reduced[run]]));
            total = R.Combine(total, block);
        }
        return total * L.Const(factor);
    }
}
