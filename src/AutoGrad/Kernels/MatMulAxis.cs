namespace AutoGrad.Kernels;

/// <summary>
/// Where the rows or the columns of a matrix stand: at even distances, or, where they are the elements of several axes of a tensor, at
/// offsets of their own.
/// </summary>
internal readonly struct MatMulAxis
{
    private readonly long[]? offsets;

    /// <summary>Positions at even distances.</summary>
    public MatMulAxis(long stride) => (Stride, Run) = (stride, stride == 1 ? int.MaxValue : 1);

    private MatMulAxis(long[] offsets, int run, long period) => (this.offsets, Run, Period) = (offsets, run, period);

    /// <summary>The distance between neighbours, where it is the same for all.</summary>
    public long Stride { get; }

    /// <summary>Positions follow one another in memory in runs of so many.</summary>
    public int Run { get; }

    /// <summary>How far apart the runs begin, where that is the same for all; 0 where it is not, or there is one alone.</summary>
    public long Period { get; }

    /// <summary>Whether the distance between neighbours is the same for all.</summary>
    public bool IsEven => offsets is null;

    /// <summary>Where a position stands.</summary>
    public long this[int position] => offsets is null ? position * Stride : offsets[position];

    /// <summary>Positions at even distances.</summary>
    public static implicit operator MatMulAxis(long stride) => new(stride);

    /// <summary>The elements of several axes, counted with the last one fastest.</summary>
    public static MatMulAxis Joined(IEnumerable<(int Extent, long Stride)> axes)
    {
        var merged = new List<(long Extent, long Stride)>();
        foreach (var (extent, stride) in axes)
            if (extent == 1)
                continue;
            else if (merged.Count > 0 && merged[^1].Stride == stride * extent)
                merged[^1] = (merged[^1].Extent * extent, stride);
            else
                merged.Add((extent, stride));
        if (merged.Count <= 1)
            return new(merged.Count == 0 ? 0 : merged[0].Stride);
        long[] all = [0];
        foreach (var (extent, stride) in merged)
        {
            var next = new long[checked(all.Length * extent)];
            for (int i = 0; i < next.Length; i++)
                next[i] = all[i / extent] + i % extent * stride;
            all = next;
        }
        return new(all, merged[^1].Stride == 1 ? checked((int)merged[^1].Extent) : 1, merged.Count == 2 && merged[^1].Stride == 1 ? merged[0].Stride : 0);
    }
}
