using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Sums up to every element along an axis, or from it on; lines that lie beside each other go together.</summary>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="S">What is summed in: not float, whose rounding would add up.</typeparam>
/// <param name="table">The tensor along the axis.</param>
/// <param name="reverse">Whether the sums begin at the end.</param>
internal sealed unsafe class CumulativeSumKernel<T, S>(AxisLayout table, bool reverse) : NodeKernel
    where T : unmanaged, INumber<T>
    where S : unmanaged, INumber<S>
{
    private const int LinesTogether = 128;

    private int Groups => (int)((table.Inner + LinesTogether - 1) / LinesTogether);

    public override int PieceCount(int phase) => checked((int)(table.Outer * Groups));

    public override bool CanOverwriteInput(int input) => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        var (outer, group) = Math.DivRem(piece, Groups);
        long first = (long)group * LinesTogether, start = outer * table.Length * table.Inner + first;
        int lines = (int)Math.Min(LinesTogether, table.Inner - first);
        S* sums = stackalloc S[LinesTogether];
        new Span<S>(sums, lines).Clear();
        for (int i = 0; i < table.Length; i++)
        {
            long offset = start + (reverse ? table.Length - 1 - i : i) * table.Inner;
            T* x = arguments.Input<T>(0) + offset, y = arguments.Output<T>(0) + offset;
            for (int line = 0; line < lines; line++)
                y[line] = T.CreateTruncating(sums[line] += S.CreateTruncating(x[line]));
        }
    }
}
