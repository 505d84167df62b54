using System.ComponentModel;

namespace AutoGrad.Kernels;

// A row function computes numbers of a whole row first (its largest element, a sum of exponentials) and then a result from them. Each
// such step is a pass over the row; a row kernel runs the passes of one row, one after the other.

/// <summary>
/// One value a position of a row, from up to three rows and from numbers found by earlier passes, which are the fields of the struct. The
/// loops of <see cref="RowLoops"/> run it at every width.
/// </summary>
/// <typeparam name="TSelf">The pass itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRowPass<TSelf>
    where TSelf : struct, IRowPass<TSelf>
{
    /// <summary>How many rows are read: the first 0 to 3 of a, b and c.</summary>
    static abstract int Rows { get; }

    /// <summary>Whether the position in the row is read.</summary>
    static abstract bool ReadsPosition { get; }

    /// <summary>The pass's arithmetic; what is not read is 0.</summary>
    V Invoke<V>(V position, V a, V b, V c)
        where V : struct, ILanes<V>;
}

/// <summary>A function of rows, and of a few numbers a row, that yields a row, a number, or both.</summary>
/// <typeparam name="TSelf">The kernel itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRowKernel<TSelf> : IKernel<TSelf>
    where TSelf : struct, IRowKernel<TSelf>
{
    /// <summary>The number of rows that it reads: 1 to 3.</summary>
    static abstract int Rows { get; }

    /// <summary>The numbers that come with each row: 0 to 2. A label is the first; an upstream gradient of a number the last.</summary>
    static abstract int Numbers { get; }

    /// <summary>Whether it writes a row, by <see cref="RowLoops.Map{P, V, T}"/>: always its last pass, since the result may lie where an input lies.</summary>
    static abstract bool YieldsRow { get; }

    /// <summary>Whether it writes a number, by <see cref="RowArguments{T}.Yield"/>.</summary>
    static abstract bool YieldsNumber { get; }

    /// <summary>
    /// Whether a pass keeps its values, by <see cref="RowLoops.SumAndKeep{P, V, T}"/>, for the passes after it: they find them in the row after those
    /// that the kernel reads.
    /// </summary>
    static virtual bool KeepsRow => false;

    /// <summary>Computes one row.</summary>
    void Invoke<V, T>(in RowArguments<T> row)
        where V : struct, ILanes<V, T>
        where T : unmanaged;
}
