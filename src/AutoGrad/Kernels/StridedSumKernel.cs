using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Sums of a few numbers each, read where they lie: windows that overlap need no copy. Each sum is made in the order of its numbers.
/// </summary>
/// <param name="extents">The extents of the results.</param>
/// <param name="strides">How far apart their first numbers lie, along each axis.</param>
/// <param name="first">Where the first number of the first result lies.</param>
/// <param name="offsets">Where the numbers of a result lie from its first one on.</param>
/// <param name="scale">What the sums are multiplied with.</param>
internal sealed unsafe class StridedSumKernel<T>(int[] extents, long[] strides, long first, long[] offsets, double scale) : NodeKernel
    where T : unmanaged, INumber<T>
{
    private const int NumbersPerPiece = 1 << 14;

    private readonly int length = extents[^1];
    private readonly long rows = extents[..^1].Aggregate(1L, static (product, extent) => product * extent);

    private long RowsPerPiece => Math.Max(1, NumbersPerPiece / Math.Max(1, (long)length * offsets.Length));

    public override int PieceCount(int phase) => checked((int)((rows + RowsPerPiece - 1) / RowsPerPiece));

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        long end = Math.Min(rows, (piece + 1) * RowsPerPiece);
        for (long row = piece * RowsPerPiece; row < end; row++)
        {
            long rest = row, start = first;
            for (int axis = extents.Length - 2; axis >= 0; axis--)
            {
                (rest, long position) = Math.DivRem(rest, extents[axis]);
                start += position * strides[axis];
            }
            Sum(arguments.Input<T>(0) + start, arguments.Output<T>(0) + row * length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(T* x, T* sums)
    {
        T factor = T.CreateChecked(scale);
        long stride = strides[^1];
        for (int i = 0; i < length; i++, x += stride)
        {
            T sum = T.Zero;
            foreach (long offset in offsets)
                sum += x[offset];
            sums[i] = sum * factor;
        }
    }
}
