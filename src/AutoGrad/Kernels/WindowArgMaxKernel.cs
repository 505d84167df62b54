using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The windows along one axis.</summary>
/// <param name="Extent">The extent of the axis.</param>
/// <param name="Starts">Where each window begins.</param>
/// <param name="Sizes">How many elements each has.</param>
/// <param name="Dilation">How far apart these stand.</param>
internal sealed record WindowAxis(int Extent, int[] Starts, int[] Sizes, int Dilation);

/// <summary>
/// The position of the largest element of every window, the first of several; NaN is larger than everything. A row of windows is done at
/// once: element after element of the windows, each for all of them.
/// </summary>
internal sealed unsafe class WindowArgMaxKernel<T> : NodeKernel
    where T : unmanaged, INumber<T>
{
    private const int ElementsPerPiece = 1 << 14, WindowsAtOnce = 256;

    private readonly long planes, planeElements;
    private readonly WindowAxis depth, height, width;
    private readonly int[][] offsets;

    /// <summary>A kernel.</summary>
    /// <param name="planes">How many tensors there are that windows are taken of, one after the other.</param>
    /// <param name="axes">The windows along each axis; one to three axes.</param>
    public WindowArgMaxKernel(long planes, WindowAxis[] axes)
    {
        this.planes = planes;
        // Three axes always, the first of which may have one element.
        WindowAxis one = new(1, [0], [1], 1);
        (depth, height, width) = (axes.Length > 2 ? axes[^3] : one, axes.Length > 1 ? axes[^2] : one, axes[^1]);
        planeElements = (long)depth.Extent * height.Extent * width.Extent;
        // Where a window has fewer elements than others, its last one is looked at again, which changes nothing.
        offsets = [.. Enumerable.Range(0, width.Sizes.DefaultIfEmpty().Max())
            .Select(element => width.Starts.Select((start, i) => start + Math.Min(element, width.Sizes[i] - 1) * width.Dilation).ToArray())];
    }

    private long RowsPerPlane => (long)depth.Starts.Length * height.Starts.Length;

    private long RowsPerPiece => Math.Max(1, ElementsPerPiece / Math.Max(1, (long)width.Extent * height.Sizes.Max() * depth.Sizes.Max()));

    public override int PieceCount(int phase) => checked((int)((planes * RowsPerPlane + RowsPerPiece - 1) / RowsPerPiece));

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        long end = Math.Min(planes * RowsPerPlane, (piece + 1) * RowsPerPiece);
        for (long row = piece * RowsPerPiece; row < end; row++)
        {
            var (plane, inPlane) = Math.DivRem(row, RowsPerPlane);
            var (z, y) = Math.DivRem((int)inPlane, height.Starts.Length);
            T* x = arguments.Input<T>(0) + plane * planeElements;
            int* positions = arguments.Output<int>(0) + row * width.Starts.Length;
            for (int first = 0; first < width.Starts.Length; first += WindowsAtOnce)
                Row(x, z, y, first, Math.Min(WindowsAtOnce, width.Starts.Length - first), positions + first);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row(T* x, int z, int y, int first, int count, int* positions)
    {
        T* largest = stackalloc T[WindowsAtOnce], at = stackalloc T[WindowsAtOnce], next = stackalloc T[WindowsAtOnce], nextAt = stackalloc T[WindowsAtOnce];
        bool isFirst = true;
        for (int k = 0; k < depth.Sizes[z]; k++)
            for (int j = 0; j < height.Sizes[y]; j++)
            {
                int line = ((depth.Starts[z] + k * depth.Dilation) * height.Extent + height.Starts[y] + j * height.Dilation) * width.Extent;
                foreach (int[] offset in offsets)
                {
                    T* values = isFirst ? largest : next, places = isFirst ? at : nextAt;
                    for (int i = 0; i < count; i++)
                    {
                        int position = line + offset[first + i];
                        values[i] = x[position];
                        places[i] = T.CreateTruncating(position);
                    }
                    if (!isFirst)
                        Take(next, nextAt, largest, at, count);
                    isFirst = false;
                }
            }
        for (int i = 0; i < count; i++)
            positions[i] = int.CreateTruncating(at[i]);
    }

    // What is larger, or the first NaN, takes the place of what was the largest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(T* next, T* nextAt, T* largest, T* at, int count)
    {
        // Whole vectors: what lies behind the count is never read.
        for (int i = 0; i < count; i += Vector<T>.Count)
        {
            Vector<T> candidate = Vector.Load(next + i), best = Vector.Load(largest + i);
            var isLarger = Vector.GreaterThan(candidate, best) | (Vector.Equals(best, best) & ~Vector.Equals(candidate, candidate));
            Vector.ConditionalSelect(isLarger, candidate, best).Store(largest + i);
            Vector.ConditionalSelect(isLarger, Vector.Load(nextAt + i), Vector.Load(at + i)).Store(at + i);
        }
    }
}
