namespace AutoGrad.Kernels;

/// <summary>Reads row numbers and says which of them there is no row for.</summary>
internal readonly unsafe struct IndexReader(byte* indices, bool isLong, int rows)
{
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public int this[long position]
    {
        get
        {
            long index = isLong ? ((long*)indices)[position] : ((int*)indices)[position];
            if ((ulong)index >= (ulong)rows)
                throw new ArgumentOutOfRangeException(null, rows == 0
                    ? $"Gather: index {index} at position {position} of the indices; the table has no rows."
                    : $"Gather: index {index} at position {position} of the indices; the table has rows 0 to {rows - 1}.");
            return (int)index;
        }
    }
}
