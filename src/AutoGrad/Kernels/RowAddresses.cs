namespace AutoGrad.Kernels;

/// <summary>Where a row kernel finds its operands: rows one after the other, numbers and labels one a row; null where there are none.</summary>
internal unsafe struct RowAddresses<T>
    where T : unmanaged
{
    public T* A, B, C, Result, Values;

    /// <summary>Labels of one of the two types.</summary>
    public int* Labels;

    /// <inheritdoc cref="Labels"/>
    public long* LongLabels;

    /// <summary>The numbers after the label, if there is one; a stride of 0 repeats a single number.</summary>
    public T* First, Second;

    /// <inheritdoc cref="First"/>
    public int FirstStride, SecondStride;
}
