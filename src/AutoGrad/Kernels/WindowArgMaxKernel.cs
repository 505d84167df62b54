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
/// The position of the largest element of every window, the first of several; NaN is larger than everything. Several rows of windows are done
/// at once where they are alike: element after element of the windows, each for all of them.
/// </summary>
internal sealed unsafe class WindowArgMaxKernel<T> : NodeKernel
    where T : unmanaged, INumber<T>
{
    private const int ElementsPerPiece = 1 << 14, WindowsAtOnce = 256;

    private readonly long planes, planeElements;
    private readonly WindowAxis depth, height, width;
    private readonly int rowsAtOnce;
    private readonly int[][] offsets;
    private readonly T[][] places;

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
        int[] rows = RowsAlike(height, Math.Max(1, WindowsAtOnce / Math.Max(1, width.Starts.Length)));
        rowsAtOnce = rows.Length;
        // Where a window has fewer elements than others, its last one is looked at again, which changes nothing.
        offsets = [.. Enumerable.Range(0, width.Sizes.DefaultIfEmpty().Max()).Select(element => rows
            .SelectMany(row => width.Starts.Select((start, i) => row * width.Extent + start + Math.Min(element, width.Sizes[i] - 1) * width.Dilation)).ToArray())];
        // Whole vectors are read of them.
        places = [.. offsets.Select(offset => (T[])[.. offset.Select(position => T.CreateTruncating(position)), .. new T[Vector<T>.Count]])];
    }

    private int GroupsPerLayer => (height.Starts.Length + rowsAtOnce - 1) / rowsAtOnce;

    private long Groups => planes * depth.Starts.Length * GroupsPerLayer;

    private long GroupsPerPiece => Math.Max(1, ElementsPerPiece / Math.Max(1, (long)rowsAtOnce * width.Extent * height.Sizes.DefaultIfEmpty().Max() * depth.Sizes.DefaultIfEmpty().Max()));

    public override int PieceCount(int phase) => checked((int)((Groups + GroupsPerPiece - 1) / GroupsPerPiece));

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        long end = Math.Min(Groups, (piece + 1) * GroupsPerPiece);
        for (long group = piece * GroupsPerPiece; group < end; group++)
        {
            var (layer, inLayer) = Math.DivRem(group, GroupsPerLayer);
            var (plane, z) = Math.DivRem(layer, depth.Starts.Length);
            int y = (int)inLayer * rowsAtOnce, count = Math.Min(rowsAtOnce, height.Starts.Length - y) * width.Starts.Length;
            T* x = arguments.Input<T>(0) + plane * planeElements;
            int* positions = arguments.Output<int>(0) + (layer * height.Starts.Length + y) * width.Starts.Length;
            for (int first = 0; first < count; first += WindowsAtOnce)
                Windows(x, (int)z, y, first, Math.Min(WindowsAtOnce, count - first), positions + first);
        }
    }

    // Where rows of windows begin, after the first of them: as many as are at even distances and of one size, but no more than are wanted.
    private static int[] RowsAlike(WindowAxis axis, int most)
    {
        int distance = axis.Starts.Length > 1 ? axis.Starts[1] - axis.Starts[0] : 0;
        bool areAlike = axis.Sizes.Distinct().Count() <= 1 && Enumerable.Range(0, axis.Starts.Length).All(i => axis.Starts[i] == axis.Starts[0] + i * distance);
        return [.. Enumerable.Range(0, areAlike ? Math.Clamp(axis.Starts.Length, 1, most) : 1).Select(row => row * distance)];
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Windows(T* x, int z, int y, int first, int count, int* positions)
    {
        T* largest = stackalloc T[WindowsAtOnce], at = stackalloc T[WindowsAtOnce], next = stackalloc T[WindowsAtOnce];
        bool isFirst = true;
        for (int k = 0; k < depth.Sizes[z]; k++)
            for (int j = 0; j < height.Sizes[y]; j++)
            {
                int line = ((depth.Starts[z] + k * depth.Dilation) * height.Extent + height.Starts[y] + j * height.Dilation) * width.Extent;
                for (int element = 0; element < offsets.Length; element++)
                {
                    int[] offset = offsets[element];
                    T* values = isFirst ? largest : next;
                    for (int i = 0; i < count; i++)
                        values[i] = x[line + offset[first + i]];
                    var lineStart = Vector.Create(T.CreateTruncating(line));
                    ref T place = ref places[element][first];
                    if (isFirst)
                        for (int i = 0; i < count; i += Vector<T>.Count)
                            (lineStart + Vector.LoadUnsafe(ref place, (nuint)i)).Store(at + i);
                    else
                        Take(next, lineStart, ref place, largest, at, count);
                    isFirst = false;
                }
            }
        for (int i = 0; i < count; i++)
            positions[i] = int.CreateTruncating(at[i]);
    }

    // What is larger, or the first NaN, takes the place of what was the largest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(T* next, Vector<T> lineStart, ref T place, T* largest, T* at, int count)
    {
        // Whole vectors: what lies behind the count is never read.
        for (int i = 0; i < count; i += Vector<T>.Count)
        {
            Vector<T> candidate = Vector.Load(next + i), best = Vector.Load(largest + i);
            var isLarger = Vector.GreaterThan(candidate, best) | (Vector.Equals(best, best) & ~Vector.Equals(candidate, candidate));
            Vector.ConditionalSelect(isLarger, candidate, best).Store(largest + i);
            Vector.ConditionalSelect(isLarger, lineStart + Vector.LoadUnsafe(ref place, (nuint)i), Vector.Load(at + i)).Store(at + i);
        }
    }
}
