using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Chooses the vectors that a reduction of a contiguous array runs with.</summary>
internal static class ReductionKernel
{
    /// <summary>Reduces the marked axes of an array of this shape, in single precision, and multiplies the results by <paramref name="scale"/>.</summary>
    public static NodeKernel Single<R>(ReadOnlySpan<int> shape, ReadOnlySpan<bool> isReduced, double scale = 1)
        where R : struct, IReduction
    {
        var layout = ReductionLayout.Of(shape, isReduced);
        return Vector512.IsHardwareAccelerated ? new ReductionKernel<R, Float512, Float1, float>(layout, scale)
            : Vector256.IsHardwareAccelerated ? new ReductionKernel<R, Float256, Float1, float>(layout, scale)
            : new ReductionKernel<R, Float128, Float1, float>(layout, scale);
    }

    /// <summary>The same in double precision.</summary>
    public static NodeKernel Double<R>(ReadOnlySpan<int> shape, ReadOnlySpan<bool> isReduced, double scale = 1)
        where R : struct, IReduction
    {
        var layout = ReductionLayout.Of(shape, isReduced);
        return Vector512.IsHardwareAccelerated ? new ReductionKernel<R, Double512, Double1, double>(layout, scale)
            : Vector256.IsHardwareAccelerated ? new ReductionKernel<R, Double256, Double1, double>(layout, scale)
            : new ReductionKernel<R, Double128, Double1, double>(layout, scale);
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
internal sealed unsafe class ReductionKernel<R, V, S, T>(ReductionLayout layout, double scale) : NodeKernel
    where R : struct, IReduction
    where V : struct, ILanes<V, T>
    where S : struct, ILanes<S, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int BlockElements = 512, BlockRuns = 64, ElementsPerPiece = 1 << 15;

    private readonly int length = layout.RunLength;
    private readonly long[] kept = layout.KeptStarts, reduced = layout.ReducedOffsets;

    private int StartsPerPiece => (int)Math.Max(1, ElementsPerPiece / Math.Max(1, (long)length * reduced.Length));

    public override int PieceCount(int phase) => (kept.Length + StartsPerPiece - 1) / StartsPerPiece;

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        T* source = arguments.Input<T>(0), destination = arguments.Output<T>(0);
        int end = Math.Min((piece + 1) * StartsPerPiece, kept.Length);
        for (int start = piece * StartsPerPiece; start < end; start++)
            if (layout.RunIsReduced)
                destination[start] = ReduceRuns(source + kept[start]);
            else
                CombineRuns(source + kept[start], destination + (long)start * length);
    }

    private T ReduceRuns(T* source)
    {
        var total = Double1.Const(R.Identity);
        foreach (long offset in reduced)
            for (int start = 0; start < length; start += BlockElements)
                total = R.Combine(
                    total, Double1.Const(double.CreateTruncating(ReduceBlock(source + offset + start, Math.Min(BlockElements, length - start)))));
        return T.CreateTruncating(Double1.Get(total, 0) * scale);
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
    private void CombineRuns(T* source, T* destination)
    {
        int i = 0;
        for (; i + V.Count <= length; i += V.Count)
            V.Store(CombineAt<V>(source + i), ref destination[i]);
        for (; i < length; i++)
            S.Store(CombineAt<S>(source + i), ref destination[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private L CombineAt<L>(T* source)
        where L : struct, ILanes<L, T>
    {
        L total = L.Const(R.Identity);
        for (int start = 0; start < reduced.Length; start += BlockRuns)
        {
            L block = L.Const(R.Identity);
            int end = Math.Min(start + BlockRuns, reduced.Length);
            for (int run = start; run < end; run++)
                block = R.Combine(block, L.Load(in source[reduced[run]]));
            total = R.Combine(total, block);
        }
        return total * L.Const(scale);
    }
}
