using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Small squares of a matrix, transposed in registers where the hardware can.</summary>
internal static unsafe class Transposition
{
    /// <summary>The rows and columns of a square.</summary>
    public const int Side = 4;

    /// <summary>The rows and columns of a large square.</summary>
    public const int LargeSide = 8;

    /// <summary>Whether large squares of these elements are transposed in registers.</summary>
    public static bool HasLarge<T>()
        where T : unmanaged => sizeof(T) == 4 && Avx.IsSupported;

    /// <summary>destination[j, i] = element j of row i, for the eight rows of a large square of elements of four bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LargeSquare<T>(T* source, long* rows, T* destination, nint destinationStride)
        where T : unmanaged
    {
        float* x = (float*)source, y = (float*)destination;
        Vector256<float> a = Vector256.Load(x + rows[0]), b = Vector256.Load(x + rows[1]), c = Vector256.Load(x + rows[2]), d = Vector256.Load(x + rows[3]),
            e = Vector256.Load(x + rows[4]), f = Vector256.Load(x + rows[5]), g = Vector256.Load(x + rows[6]), h = Vector256.Load(x + rows[7]);
        // Pairs of rows, then fours of them within each half of a vector, then the halves.
        Vector256<float> ab = Avx.UnpackLow(a, b), cd = Avx.UnpackLow(c, d), ef = Avx.UnpackLow(e, f), gh = Avx.UnpackLow(g, h),
            abHigh = Avx.UnpackHigh(a, b), cdHigh = Avx.UnpackHigh(c, d), efHigh = Avx.UnpackHigh(e, f), ghHigh = Avx.UnpackHigh(g, h);
        const byte Low = 0b01_00_01_00, High = 0b11_10_11_10, LowHalves = 0x20, HighHalves = 0x31;
        Vector256<float> abcd0 = Avx.Shuffle(ab, cd, Low), abcd1 = Avx.Shuffle(ab, cd, High), abcd2 = Avx.Shuffle(abHigh, cdHigh, Low), abcd3 = Avx.Shuffle(abHigh, cdHigh, High),
            efgh0 = Avx.Shuffle(ef, gh, Low), efgh1 = Avx.Shuffle(ef, gh, High), efgh2 = Avx.Shuffle(efHigh, ghHigh, Low), efgh3 = Avx.Shuffle(efHigh, ghHigh, High);
        Avx.Permute2x128(abcd0, efgh0, LowHalves).Store(y);
        Avx.Permute2x128(abcd1, efgh1, LowHalves).Store(y + destinationStride);
        Avx.Permute2x128(abcd2, efgh2, LowHalves).Store(y + 2 * destinationStride);
        Avx.Permute2x128(abcd3, efgh3, LowHalves).Store(y + 3 * destinationStride);
        Avx.Permute2x128(abcd0, efgh0, HighHalves).Store(y + 4 * destinationStride);
        Avx.Permute2x128(abcd1, efgh1, HighHalves).Store(y + 5 * destinationStride);
        Avx.Permute2x128(abcd2, efgh2, HighHalves).Store(y + 6 * destinationStride);
        Avx.Permute2x128(abcd3, efgh3, HighHalves).Store(y + 7 * destinationStride);
    }

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
