using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

// A reduction of numbers that are computed on the way, into a block that stays in the first-level cache: the same blocks in the same order, and so
// the same bits, as of numbers that were stored before.
internal sealed unsafe partial class ReductionKernel<R, V, S, T>
{
    private const int BlocksAtOnce = 4, ElementsAtOnce = BlocksAtOnce * BlockElements;

    private bool RunsAreConsecutive => reduced.Length == 0 || reduced[^1] == (long)(reduced.Length - 1) * length;

    [SkipLocalsInit]
    private double ReduceComputed(in KernelArguments arguments, long origin, int firstBlock, int endBlock)
    {
        T* buffer = stackalloc T[ElementsAtOnce];
        var total = Double1.Const(R.Identity);
        for (int block = firstBlock; block < endBlock;)
        {
            var (run, inner) = Math.DivRem(block, BlocksPerRun);
            int start = inner * BlockElements, blocks = Math.Min(Math.Min(BlocksAtOnce, BlocksPerRun - inner), endBlock - block);
            int count = Math.Min(blocks * BlockElements, length - start);
            Compute(arguments, origin + reduced[run] + start, count, buffer);
            for (int i = 0; i < count; i += BlockElements)
                total = R.Combine(total, Double1.Const(double.CreateTruncating(ReduceBlock(buffer + i, Math.Min(BlockElements, count - i)))));
            block += blocks;
        }
        return Double1.Get(total, 0);
    }

    // Rows of a block or less, one after the other: several are computed at once.
    [SkipLocalsInit]
    private void ReduceComputedRows(in KernelArguments arguments, int firstRow, int endRow, T* destination)
    {
        T* buffer = stackalloc T[ElementsAtOnce];
        int atOnce = ElementsAtOnce / length;
        for (int row = firstRow; row < endRow; row += atOnce)
        {
            int rows = Math.Min(atOnce, endRow - row);
            Compute(arguments, (long)row * length, (long)rows * length, buffer);
            for (int i = 0; i < rows; i++)
            {
                var total = R.Combine(Double1.Const(R.Identity), Double1.Const(double.CreateTruncating(ReduceBlock(buffer + i * length, length))));
                destination[row + i] = T.CreateTruncating(Double1.Get(total, 0) * scale);
            }
        }
    }

    [SkipLocalsInit]
    private void CombineComputed(in KernelArguments arguments, long origin, T* destination, int firstColumn, int endColumn, int firstRun, int endRun, double factor)
    {
        T* buffer = stackalloc T[ElementsAtOnce], block = stackalloc T[BlockElements], total = stackalloc T[BlockElements];
        for (int column = firstColumn; column < endColumn; column += BlockElements)
        {
            int width = Math.Min(BlockElements, endColumn - column);
            int atOnce = width == length && RunsAreConsecutive ? ElementsAtOnce / width : 1;
            new Span<T>(total, width).Fill(T.CreateTruncating(R.Identity));
            for (int start = firstRun; start < endRun; start += BlockRuns)
            {
                new Span<T>(block, width).Fill(T.CreateTruncating(R.Identity));
                int end = Math.Min(start + BlockRuns, endRun);
                for (int run = start; run < end; run += atOnce)
                {
                    int runs = Math.Min(atOnce, end - run);
                    Compute(arguments, origin + reduced[run] + column, (long)runs * width, buffer);
                    for (int i = 0; i < runs; i++)
                        Accumulate(block, buffer + i * width, width);
                }
                Accumulate(total, block, width);
            }
            Scale(total, factor, destination + column, width);
        }
    }

    private void Compute(in KernelArguments arguments, long start, long count, T* buffer)
    {
        nint place = (nint)buffer;
        elements!.Compute(arguments, start, count, &place);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate(T* total, T* values, int count)
    {
        int i = 0;
        for (; i + V.Count <= count; i += V.Count)
            V.Store(R.Combine(V.Load(in total[i]), V.Load(in values[i])), ref total[i]);
        for (; i < count; i++)
            S.Store(R.Combine(S.Load(in total[i]), S.Load(in values[i])), ref total[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(T* values, double factor, T* destination, int count)
    {
        int i = 0;
        for (; i + V.Count <= count; i += V.Count)
            V.Store(V.Load(in values[i]) * V.Const(factor), ref destination[i]);
        for (; i < count; i++)
            S.Store(S.Load(in values[i]) * S.Const(factor), ref destination[i]);
    }
}
