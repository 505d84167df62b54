namespace AutoGrad.Kernels;

/// <summary>
/// A contiguous array seen by a reduction: runs of consecutive elements that are either all reduced into one result or all kept,
/// and where they begin.
/// </summary>
/// <param name="RunLength">The elements of a run.</param>
/// <param name="RunIsReduced">Whether a run becomes one result, rather than a result an element.</param>
/// <param name="KeptStarts">Where the runs of each result, or row of results, begin, in the order of the results.</param>
/// <param name="ReducedOffsets">What to add to such a beginning for each run that goes into it.</param>
internal sealed record ReductionLayout(int RunLength, bool RunIsReduced, long[] KeptStarts, long[] ReducedOffsets)
{
    /// <summary>The layout of a reduction over the marked axes.</summary>
    public static ReductionLayout Of(ReadOnlySpan<int> shape, ReadOnlySpan<bool> isReduced)
    {
        bool runIsReduced = isReduced.Length > 0 && isReduced[^1];
        int axis = shape.Length - 1, runLength = 1;
        int[] extents = shape.ToArray();
        for (; axis >= 0 && isReduced[axis] == runIsReduced; axis--)
        {
            int part = PartUpTo(extents[axis], int.MaxValue / Math.Max(1, runLength));
            runLength *= part;
            if (part != extents[axis])
            {
                extents[axis] /= part;
                break;
            }
        }

        long[] kept = [0], reduced = [0];
        for (long stride = runLength; axis >= 0; stride *= extents[axis--])
            if (isReduced[axis])
                reduced = Outer(extents[axis], stride, reduced);
            else
                kept = Outer(extents[axis], stride, kept);
        return new(runLength, runIsReduced, kept, reduced);
    }

    // All of an axis, or where that is too much, a part that divides it.
    private static int PartUpTo(int extent, int most)
    {
        int part = Math.Min(extent, most);
        while (part > 1 && extent % part != 0)
            part--;
        return part;
    }

    private static long[] Outer(int count, long stride, long[] inner) =>
        [.. Enumerable.Range(0, count).SelectMany(i => inner.Select(offset => i * stride + offset))];
}
