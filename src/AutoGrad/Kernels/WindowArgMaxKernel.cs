using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The windows along one axis.</summary>
/// <param name="Extent">The extent of the axis.</param>
/// <param name="Starts">Where each window begins.</param>
/// <param name="Sizes">How many elements each has.</param>
/// <param name="Dilation">How far apart these stand.</param>
internal sealed record WindowAxis(int Extent, int[] Starts, int[] Sizes, int Dilation);

/// <summary>The position of the largest element of every window, the first of several; NaN is larger than everything.</summary>
/// <param name="planes">How many tensors there are that windows are taken of, one after the other.</param>
/// <param name="axes">The windows along each axis; one to three axes.</param>
internal sealed unsafe class WindowArgMaxKernel<T>(long planes, WindowAxis[] axes) : NodeKernel
    where T : unmanaged, INumber<T>
{
    private const int ElementsPerPiece = 1 << 14;

    // Three axes always, the first of which may have one element.
    private readonly WindowAxis depth = axes.Length > 2 ? axes[^3] : One, height = axes.Length > 1 ? axes[^2] : One, width = axes[^1];

    private static WindowAxis One { get; } = new(1, [0], [1], 1);

    private long RowsPerPlane => (long)depth.Starts.Length * height.Starts.Length;

    private long RowsPerPiece => Math.Max(1, ElementsPerPiece / Math.Max(1, (long)width.Extent * height.Sizes.Max() * depth.Sizes.Max()));

    public override int PieceCount(int phase) => width.Starts.Length == 0 || RowsPerPlane == 0 ? 0 : checked((int)((planes * RowsPerPlane + RowsPerPiece - 1) / RowsPerPiece));

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        long end = Math.Min(planes * RowsPerPlane, (piece + 1) * RowsPerPiece);
        for (long row = piece * RowsPerPiece; row < end; row++)
        {
            var (plane, inPlane) = Math.DivRem(row, RowsPerPlane);
            var (z, y) = Math.DivRem((int)inPlane, height.Starts.Length);
            Row(arguments.Input<T>(0) + plane * depth.Extent * height.Extent * width.Extent, z, y, arguments.Output<int>(0) + row * width.Starts.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row(T* x, int z, int y, int* positions)
    {
        for (int i = 0; i < width.Starts.Length; i++)
        {
            int start = width.Starts[i], end = start + width.Sizes[i] * width.Dilation;
            int best = (depth.Starts[z] * height.Extent + height.Starts[y]) * width.Extent + start;
            T largest = x[best];
            for (int k = 0; k < depth.Sizes[z]; k++)
                for (int j = 0; j < height.Sizes[y]; j++)
                {
                    int line = ((depth.Starts[z] + k * depth.Dilation) * height.Extent + height.Starts[y] + j * height.Dilation) * width.Extent;
                    for (int at = line + start; at < line + end; at += width.Dilation)
                        if (x[at] > largest || (T.IsNaN(x[at]) && !T.IsNaN(largest)))
                            (best, largest) = (at, x[at]);
                }
            positions[i] = best;
        }
    }
}
