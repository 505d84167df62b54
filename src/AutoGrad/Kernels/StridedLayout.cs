using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Elements that lie in memory with any strides, in the order in which they are counted: copied to and from consecutive memory, range by
/// range. Axes that follow one another without gaps are taken as one.
/// </summary>
internal sealed unsafe class StridedLayout
{
    private readonly long[] extents, strides;

    /// <summary>The layout of a tensor of this shape.</summary>
    public StridedLayout(ReadOnlySpan<int> shape, ReadOnlySpan<long> strides, long offset)
    {
        Offset = offset;
        Size = 1;
        var merged = new List<(long Extent, long Stride)>();
        for (int axis = 0; axis < shape.Length; axis++)
        {
            Size *= shape[axis];
            if (shape[axis] == 1)
                continue;
            if (merged.Count > 0 && merged[^1].Stride == strides[axis] * shape[axis])
                merged[^1] = (merged[^1].Extent * shape[axis], strides[axis]);
            else
                merged.Add((shape[axis], strides[axis]));
        }
        if (merged.Count == 0)
            merged.Add((1, 1));
        extents = [.. merged.Select(axis => axis.Extent)];
        this.strides = [.. merged.Select(axis => axis.Stride)];
    }

    /// <summary>The number of elements.</summary>
    public long Size { get; }

    /// <summary>Where the first element stands.</summary>
    public long Offset { get; }

    /// <summary>Whether the elements follow one another.</summary>
    public bool IsContiguous => extents.Length == 1 && strides[0] == 1;

    /// <summary>Whether all elements are the same one.</summary>
    public bool IsOneElement => extents.Length == 1 && strides[0] == 0;

    /// <summary>Where the elements from <paramref name="start"/> on stand if <paramref name="count"/> of them follow one another; −1 if they don't.</summary>
    public long ConsecutiveAt(long start, int count)
    {
        if (strides[^1] != 1)
            return -1;
        var (outer, inner) = Math.DivRem(start, extents[^1]);
        return inner + count <= extents[^1] ? OffsetOf(outer, extents.Length - 2) + inner : -1;
    }

    /// <summary>Copies <paramref name="count"/> elements, from the one counted <paramref name="start"/> on, to consecutive memory.</summary>
    public void Read<T>(T* source, long start, long count, T* destination)
        where T : unmanaged => Copy(source, start, count, destination, reads: true);

    /// <summary>Copies consecutive memory to <paramref name="count"/> elements, from the one counted <paramref name="start"/> on.</summary>
    public void Write<T>(T* destination, long start, long count, T* source)
        where T : unmanaged => Copy(destination, start, count, source, reads: false);

    private long OffsetOf(long index, int lastAxis)
    {
        long offset = Offset;
        for (int axis = lastAxis; axis >= 0; axis--)
        {
            (index, long position) = Math.DivRem(index, extents[axis]);
            offset += position * strides[axis];
        }
        return offset;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Copy<T>(T* strided, long start, long count, T* consecutive, bool reads)
        where T : unmanaged
    {
        if (count == 0)
            return;
        int last = extents.Length - 1;
        long* position = stackalloc long[extents.Length];
        long offset = Offset;
        for (int axis = last; axis >= 0; axis--)
        {
            (start, position[axis]) = Math.DivRem(start, extents[axis]);
            offset += position[axis] * strides[axis];
        }
        while (true)
        {
            long run = Math.Min(extents[last] - position[last], count);
            if (reads)
                ReadRun(strided + offset, strides[last], run, consecutive);
            else
                WriteRun(strided + offset, strides[last], run, consecutive);
            consecutive += run;
            count -= run;
            if (count == 0)
                return;
            offset -= position[last] * strides[last];
            position[last] = 0;
            int axis = last - 1;
            for (; ++position[axis] == extents[axis]; axis--)
            {
                offset -= (extents[axis] - 1) * strides[axis];
                position[axis] = 0;
            }
            offset += strides[axis];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadRun<T>(T* source, long stride, long count, T* destination)
        where T : unmanaged
    {
        if (stride == 1)
            Buffer.MemoryCopy(source, destination, count * sizeof(T), count * sizeof(T));
        else if (stride == 0)
            new Span<T>(destination, (int)count).Fill(*source);
        else
            for (long i = 0; i < count; i++)
                destination[i] = source[i * stride];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteRun<T>(T* destination, long stride, long count, T* source)
        where T : unmanaged
    {
        if (stride == 1)
            Buffer.MemoryCopy(source, destination, count * sizeof(T), count * sizeof(T));
        else
            for (long i = 0; i < count; i++)
                destination[i * stride] = source[i];
    }
}
