using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

internal readonly partial struct Philox
{
    /// <summary>The numbers of one group of blocks.</summary>
    private const int GroupSize = 16;

    /// <summary>Fills whole groups of four blocks, a block a lane: the same bits as block by block. Returns how many numbers that were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FillGroups(Span<float> destination, ulong block)
    {
        int count = destination.Length - destination.Length % GroupSize;
        var pairs = MemoryMarshal.Cast<float, ulong>(destination[..count]);
        var low = Vector256.Create<ulong>(uint.MaxValue);
        for (int i = 0; i < pairs.Length; i += GroupSize / 2, block += 4)
        {
            var position = Vector256.Create(block) + Vector256.Create(0UL, 1, 2, 3);
            var (a, b) = (position & low, position >> 32);
            var (c, d) = (Vector256.Create(stream & uint.MaxValue), Vector256.Create(stream >> 32));
            uint key0 = (uint)seed, key1 = (uint)(seed >> 32);
            for (int round = 0; round < 10; round++)
            {
                var (left, right) = (a * Multiplier0, c * Multiplier1);
                (a, b, c, d) = ((right >> 32) ^ b ^ Vector256.Create((ulong)key0), right & low, (left >> 32) ^ d ^ Vector256.Create((ulong)key1), left & low);
                key0 += Step0;
                key1 += Step1;
            }
            var (first, second) = (Fractions(a | b << 32), Fractions(c | d << 32));
            for (int lane = 0; lane < 4; lane++)
                (pairs[i + 2 * lane], pairs[i + 2 * lane + 1]) = (first[lane], second[lane]);
        }
        return count;
    }

    // Two numbers a lane.
    private static Vector256<ulong> Fractions(Vector256<ulong> words) =>
        (Vector256.ConvertToSingle((words.AsUInt32() >> 8).AsInt32()) * (float)TwoToMinus24).AsUInt64();
}
