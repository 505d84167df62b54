using System.ComponentModel;

namespace AutoGrad.Kernels;

/// <summary>The spans of a row function: rows one after the other, and numbers or labels, one a row. What a kernel does not have stays empty.</summary>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct RowOperands<T>
    where T : unmanaged
{
    /// <summary>The first row input.</summary>
    public ReadOnlySpan<T> A;

    /// <summary>The second row input.</summary>
    public ReadOnlySpan<T> B;

    /// <summary>The third row input.</summary>
    public ReadOnlySpan<T> C;

    /// <summary>A label a row.</summary>
    public ReadOnlySpan<int> Labels;

    /// <summary>A number a row, or a single one for all rows.</summary>
    public ReadOnlySpan<T> Numbers;

    /// <summary>A second number a row, or a single one for all rows.</summary>
    public ReadOnlySpan<T> Second;

    /// <summary>The resulting rows; may be the memory of an input.</summary>
    public Span<T> Rows;

    /// <summary>The resulting numbers; empty if only their sum is wanted.</summary>
    public Span<T> Values;
}
