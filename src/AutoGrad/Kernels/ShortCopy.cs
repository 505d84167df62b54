using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Copies so short that a call would cost more.</summary>
internal static unsafe class ShortCopy
{
    /// <summary>Copies a few elements: the last vector overlaps the one before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T>(T* source, T* destination, int count)
        where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated && count >= Vector512<T>.Count)
        {
            for (int i = 0; i < count - Vector512<T>.Count; i += Vector512<T>.Count)
                Vector512.Load(source + i).Store(destination + i);
            Vector512.Load(source + count - Vector512<T>.Count).Store(destination + count - Vector512<T>.Count);
        }
        else if (Vector256.IsHardwareAccelerated && count >= Vector256<T>.Count)
        {
            for (int i = 0; i < count - Vector256<T>.Count; i += Vector256<T>.Count)
                Vector256.Load(source + i).Store(destination + i);
            Vector256.Load(source + count - Vector256<T>.Count).Store(destination + count - Vector256<T>.Count);
        }
        else if (count >= Vector128<T>.Count)
        {
            for (int i = 0; i < count - Vector128<T>.Count; i += Vector128<T>.Count)
                Vector128.Load(source + i).Store(destination + i);
            Vector128.Load(source + count - Vector128<T>.Count).Store(destination + count - Vector128<T>.Count);
        }
        else
        {
            for (int i = 0; i < count; i++)
                destination[i] = source[i];
        }
    }
}
