using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Small squares of a matrix, transposed in registers where the hardware can.</summary>
internal static unsafe class Transposition
{
    /// <summary>The rows and columns of a square.</summary>
    public const int Side = 4;

    /// <summary>destination[j, i] = element j of row i, for the four rows of a square.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Square<T>(T* row0, T* row1, T* row2, T* row3, T* destination, nint destinationStride)
        where T : unmanaged
    {
        if (sizeof(T) == 4 && Sse.IsSupported)
        {
            float* y = (float*)destination;
            Vector128<float> a = Vector128.Load((float*)row0), b = Vector128.Load((float*)row1), c = Vector128.Load((float*)row2), d = Vector128.Load((float*)row3);
            Vector128<float> ab = Sse.UnpackLow(a, b), cd = Sse.UnpackLow(c, d), abHigh = Sse.UnpackHigh(a, b), cdHigh = Sse.UnpackHigh(c, d);
            Sse.MoveLowToHigh(ab, cd).Store(y);
            Sse.MoveHighToLow(cd, ab).Store(y + destinationStride);
            Sse.MoveLowToHigh(abHigh, cdHigh).Store(y + 2 * destinationStride);
            Sse.MoveHighToLow(cdHigh, abHigh).Store(y + 3 * destinationStride);
            return;
        }
        for (int j = 0; j < Side; j++, destination += destinationStride)
            (destination[0], destination[1], destination[2], destination[3]) = (row0[j], row1[j], row2[j], row3[j]);
    }
}
