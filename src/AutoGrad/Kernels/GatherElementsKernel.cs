using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>For every element of the result its own position along an axis of the table.</summary>
/// <typeparam name="T">An unsigned integer of the element's size: what the bits mean does not matter.</typeparam>
/// <param name="table">The table along the axis.</param>
/// <param name="count">The extent of the indices along the axis.</param>
/// <param name="range">What they may be.</param>
internal sealed unsafe class GatherElementsKernel<T>(AxisLayout table, int count, IndexRange range) : NodeKernel
    where T : unmanaged
{
    private const int ElementsPerPiece = 1 << 14;

    private long Size => table.Outer * count * table.Inner;

    public override int PieceCount(int phase) => (int)((Size + ElementsPerPiece - 1) / ElementsPerPiece);

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        var indices = new IndexReader(arguments.Input<byte>(1), range);
        T* result = arguments.Output<T>(0);
        long element = (long)piece * ElementsPerPiece, end = Math.Min(Size, element + ElementsPerPiece);
        if (table.Inner == 1)
        {
            GatherLines(arguments.Input<T>(0), indices, result, element, end);
            return;
        }
        while (element < end)
        {
            var (line, first) = Math.DivRem(element, table.Inner);
            long last = Math.Min(table.Inner, first + end - element);
            T* source = arguments.Input<T>(0) + line / count * table.Length * table.Inner;
            for (long inner = first; inner < last; inner++, element++)
                result[element] = source[indices[element] * table.Inner + inner];
        }
    }

    // Along the last axis: a line of the table after the other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void GatherLines(T* source, IndexReader indices, T* result, long element, long end)
    {
        while (element < end)
        {
            long line = element / count;
            T* elements = source + line * table.Length;
            for (long last = Math.Min(end, (line + 1) * count); element < last; element++)
                result[element] = elements[indices[element]];
        }
    }
}
