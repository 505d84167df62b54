namespace AutoGrad;

/// <summary>Free pieces of an arena that grows where none of them is large enough: taking and freeing cost the logarithm of their number.</summary>
internal sealed class ArenaGaps
{
    private readonly SortedSet<(long Bytes, long Offset)> bySize = [];
    private readonly Dictionary<long, long> bytesAt = [], bytesBefore = [];

    /// <summary>The size of the arena.</summary>
    public long Size { get; private set; }

    /// <summary>Where so many bytes lie: in the smallest gap that holds them, of several the first, or at the end.</summary>
    public long Take(long bytes)
    {
        // To count what is in the view would be a walk over it; without any, its least is 0.
        var (gap, offset) = bySize.GetViewBetween((bytes, 0), (long.MaxValue, long.MaxValue)).Min;
        if (gap > 0)
        {
            Remove(offset, gap);
            if (gap > bytes)
                Add(offset + bytes, gap - bytes);
            return offset;
        }
        long start = Size;
        if (bytesBefore.TryGetValue(Size, out long last))
            Remove(start -= last, last);
        Size = start + bytes;
        return start;
    }

    /// <summary>Gives back what was taken; it becomes one with the gaps beside it.</summary>
    public void Free(long offset, long bytes)
    {
        if (bytesBefore.TryGetValue(offset, out long before))
        {
            Remove(offset - before, before);
            (offset, bytes) = (offset - before, bytes + before);
        }
        if (bytesAt.TryGetValue(offset + bytes, out long after))
        {
            Remove(offset + bytes, after);
            bytes += after;
        }
        Add(offset, bytes);
    }

    private void Add(long offset, long bytes)
    {
        bySize.Add((bytes, offset));
        bytesAt.Add(offset, bytes);
        bytesBefore.Add(offset + bytes, bytes);
    }

    private void Remove(long offset, long bytes)
    {
        bySize.Remove((bytes, offset));
        bytesAt.Remove(offset);
        bytesBefore.Remove(offset + bytes);
    }
}
