using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>The position of the largest element along an axis, the first of several; NaN is larger than everything.</summary>
/// <param name="outer">The product of the extents before the axis.</param>
/// <param name="length">The extent of the axis.</param>
/// <param name="inner">The product of the extents after the axis.</param>
internal sealed unsafe class ArgMaxKernel<T>(long outer, int length, long inner) : NodeKernel
    where T : unmanaged, INumber<T>
{
    private const int ElementsPerPiece = 1 << 14;

    private long ResultsPerPiece => Math.Max(1, ElementsPerPiece / length);

    public override int PieceCount(int phase) => (int)((outer * inner + ResultsPerPiece - 1) / ResultsPerPiece);

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        T* x = arguments.Input<T>(0);
        int* positions = arguments.Output<int>(0);
        long end = Math.Min(outer * inner, (piece + 1) * ResultsPerPiece);
        for (long result = piece * ResultsPerPiece; result < end; result++)
        {
            var (before, after) = Math.DivRem(result, inner);
            positions[result] = Largest(x + before * length * inner + after);
        }
    }

    private int Largest(T* x)
    {
        int best = 0;
        for (int i = 1; i < length; i++)
            if (x[i * inner] > x[best * inner] || (T.IsNaN(x[i * inner]) && !T.IsNaN(x[best * inner])))
                best = i;
        return best;
    }
}
