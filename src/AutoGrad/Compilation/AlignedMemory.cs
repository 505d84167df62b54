using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad;

/// <summary>
/// Memory that never moves and begins at a multiple of 64. It belongs to the garbage collector: a span of it stays valid for as long as it
/// is held.
/// </summary>
internal sealed unsafe class AlignedMemory
{
    private readonly Line[] lines;
    private readonly nint start;

    /// <summary>Memory of zeros.</summary>
    public AlignedMemory(long bytes)
    {
        lines = GC.AllocateArray<Line>(checked((int)((bytes + 2 * Arena.Alignment - 1) / Arena.Alignment)), pinned: true);
        nint first = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(lines));
        start = (Arena.Alignment - first % Arena.Alignment) % Arena.Alignment;
    }

    /// <summary>The address of a byte.</summary>
    public nint Address(long offset) => (nint)Unsafe.AsPointer(ref At(offset));

    /// <summary>Elements from a byte on.</summary>
    public Span<T> Span<T>(long offset, int count)
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref At(offset)), count);

    private ref byte At(long offset) => ref Unsafe.AddByteOffset(ref Unsafe.As<Line, byte>(ref MemoryMarshal.GetArrayDataReference(lines)), (nint)(start + offset));

    [StructLayout(LayoutKind.Sequential, Size = Arena.Alignment)]
    private struct Line;
}
