namespace AutoGrad.Kernels;

/// <summary>Parts that are copied into one tensor: each part is read with its strides and written with those of its place.</summary>
/// <typeparam name="T">An unsigned integer of the element's size: what the bits mean does not matter.</typeparam>
internal sealed unsafe class CopyKernel<T>(StridedLayout[] sources, StridedLayout[] places, long filled, T filling) : NodeKernel
    where T : unmanaged
{
    private const int ElementsPerPiece = 1 << 14, ElementsPerBlock = 512;

    private readonly int[] pieces = [.. sources.Select(source => (int)((source.Size + ElementsPerPiece - 1) / ElementsPerPiece))];
    private readonly int totalPieces = sources.Sum(source => (int)((source.Size + ElementsPerPiece - 1) / ElementsPerPiece));

    // What no part covers is filled first.
    public override int PhaseCount => filled > 0 ? 2 : 1;

    public override int PieceCount(int phase) => phase == PhaseCount - 1 ? totalPieces : (int)((filled + ElementsPerPiece - 1) / ElementsPerPiece);

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        T* destination = arguments.Output<T>(0);
        if (phase < PhaseCount - 1)
        {
            long first = (long)piece * ElementsPerPiece;
            new Span<T>(destination + first, (int)Math.Min(ElementsPerPiece, filled - first)).Fill(filling);
            return;
        }
        int part = 0;
        for (; piece >= pieces[part]; part++)
            piece -= pieces[part];
        long start = (long)piece * ElementsPerPiece;
        Copy(arguments.Input<T>(part), sources[part], destination, places[part], start, Math.Min(ElementsPerPiece, sources[part].Size - start));
    }

    private static void Copy(T* source, StridedLayout from, T* destination, StridedLayout to, long start, long count)
    {
        if (to.IsContiguous)
            from.Read(source, start, count, destination + to.Offset + start);
        else if (from.IsContiguous)
            to.Write(destination, start, count, source + from.Offset + start);
        else
        {
            T* block = stackalloc T[ElementsPerBlock];
            for (long done = 0; done < count; done += ElementsPerBlock)
            {
                long length = Math.Min(ElementsPerBlock, count - done);
                from.Read(source, start + done, length, block);
                to.Write(destination, start + done, length, block);
            }
        }
    }
}

/// <summary>Copies between layouts, whatever the elements mean.</summary>
internal static class CopyKernel
{
    /// <summary>A tensor made of parts.</summary>
    /// <param name="elementBytes">The size of an element: 1, 4 or 8 bytes.</param>
    /// <param name="sources">How each input lies in memory.</param>
    /// <param name="places">Where each goes.</param>
    /// <param name="filled">The number of elements of the result that are filled first.</param>
    /// <param name="filling">The bits of what they are filled with.</param>
    public static NodeKernel Create(int elementBytes, StridedLayout[] sources, StridedLayout[] places, long filled = 0, ulong filling = 0) => elementBytes switch
    {
        1 => new CopyKernel<byte>(sources, places, filled, unchecked((byte)filling)),
        4 => new CopyKernel<uint>(sources, places, filled, unchecked((uint)filling)),
        8 => new CopyKernel<ulong>(sources, places, filled, filling),
        _ => throw new ArgumentOutOfRangeException(nameof(elementBytes), $"An element has 1, 4 or 8 bytes, not {elementBytes}."),
    };
}
