using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Small squares of a matrix, transposed in registers where the hardware can.</summary>
internal static unsafe class Transposition
{
    /// <summary>The rows and columns of a square.</summary>
    public const int Side = 4;

    /// <summary>destination[j, i] = source[i, j] for a square.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Square<T>(T* source, nint sourceStride, T* destination, nint destinationStride)
        where T : unmanaged
    {
        if (sizeof(T) == 4 && Sse.IsSupported)
        {
            float* x = (float*)source, y = (float*)destination;
            Vector128<float> a = Vector128.Load(x), b = Vector128.Load(x + sourceStride), c = Vector128.Load(x + 2 * sourceStride), d = Vector128.Load(x + 3 * sourceStride);
            Vector128<float> ab = Sse.UnpackLow(a, b), cd = Sse.UnpackLow(c, d), abHigh = Sse.UnpackHigh(a, b), cdHigh = Sse.UnpackHigh(c, d);
            Sse.MoveLowToHigh(ab, cd).Store(y);
            Sse.MoveHighToLow(cd, ab).Store(y + destinationStride);
            Sse.MoveLowToHigh(abHigh, cdHigh).Store(y + 2 * destinationStride);
            Sse.MoveHighToLow(cdHigh, abHigh).Store(y + 3 * destinationStride);
            return;
        }
        for (int i = 0; i < Side; i++)
            for (int j = 0; j < Side; j++)
                destination[j * destinationStride + i] = source[i * sourceStride + j];
    }
}
