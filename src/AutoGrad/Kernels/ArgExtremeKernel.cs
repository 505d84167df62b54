using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>The position of the largest or the smallest element along an axis, the first of several; NaN is more than either.</summary>
/// <param name="table">The tensor along the axis.</param>
/// <param name="isSmallest">Whether the smallest is wanted.</param>
internal sealed unsafe class ArgExtremeKernel<T>(AxisLayout table, bool isSmallest) : NodeKernel
    where T : unmanaged, INumber<T>
{
    private const int ElementsPerPiece = 1 << 14;

    private long Results => table.Outer * table.Inner;

    private long ResultsPerPiece => Math.Max(1, ElementsPerPiece / table.Length);

    public override int PieceCount(int phase) => (int)((Results + ResultsPerPiece - 1) / ResultsPerPiece);

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        T* x = arguments.Input<T>(0);
        int* positions = arguments.Output<int>(0);
        long end = Math.Min(Results, (piece + 1) * ResultsPerPiece);
        for (long result = piece * ResultsPerPiece; result < end; result++)
        {
            var (outer, inner) = Math.DivRem(result, table.Inner);
            T* line = x + outer * table.Length * table.Inner + inner;
            positions[result] = isSmallest ? Smallest(line) : Largest(line);
        }
    }

    private int Largest(T* x)
    {
        int best = 0;
        for (int i = 1; i < table.Length; i++)
            if (x[i * table.Inner] > x[best * table.Inner] || IsFirstNaN(x, i, best))
                best = i;
        return best;
    }

    private int Smallest(T* x)
    {
        int best = 0;
        for (int i = 1; i < table.Length; i++)
            if (x[i * table.Inner] < x[best * table.Inner] || IsFirstNaN(x, i, best))
                best = i;
        return best;
    }

    private bool IsFirstNaN(T* x, int i, int best) => T.IsNaN(x[i * table.Inner]) && !T.IsNaN(x[best * table.Inner]);
}
