using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>An axis of the result of a fold, and how the input is read along it.</summary>
/// <param name="Extent">The extent in the result.</param>
/// <param name="Count">The number of windows; the extent itself where there are none.</param>
/// <param name="CountStride">How far apart the windows lie in the input.</param>
/// <param name="Size">The elements of a window; 1 where there are none.</param>
/// <param name="SizeStride">How far apart these lie in the input.</param>
/// <param name="Stride">How far apart windows begin in the result.</param>
/// <param name="Dilation">How far apart their elements stand in the result.</param>
internal readonly record struct FoldAxis(int Extent, int Count, long CountStride, int Size, long SizeStride, int Stride, int Dilation);

/// <summary>
/// Windows added up where they overlap. Each piece owns some rows of the result and adds to a row, element by element of the window,
/// what belongs there: no two pieces meet, and the sums are the same on any number of threads.
/// </summary>
internal sealed unsafe class FoldKernel<T>(FoldAxis[] axes, long offset) : NodeKernel
    where T : unmanaged, INumber<T>
{
    private const int ElementsPerPiece = 1 << 14;

    private readonly long rows = axes[..^1].Aggregate(1L, (product, axis) => product * axis.Extent);
    private readonly FoldAxis last = axes[^1];

    private long ElementsPerRow => last.Extent + axes.Aggregate(1L, (product, axis) => product * axis.Size) * Math.Max(1, last.Count / last.Size);

    private long RowsPerPiece => Math.Max(1, ElementsPerPiece / Math.Max(1, ElementsPerRow));

    public override int PieceCount(int phase) => last.Extent == 0 ? 0 : checked((int)((rows + RowsPerPiece - 1) / RowsPerPiece));

    public override void Run(int phase, int piece, in KernelArguments arguments)
    {
        T* input = arguments.Input<T>(0) + offset;
        int* position = stackalloc int[axes.Length];
        long row = piece * RowsPerPiece, end = Math.Min(rows, (piece + 1) * RowsPerPiece), rest = row;
        for (int axis = axes.Length - 2; axis >= 0; axis--)
        {
            (rest, long at) = Math.DivRem(rest, axes[axis].Extent);
            position[axis] = (int)at;
        }
        for (; row < end; row++, Next(position))
        {
            T* sums = arguments.Output<T>(0) + row * last.Extent;
            new Span<T>(sums, last.Extent).Clear();
            AddWindows(input, position, 0, sums);
        }
    }

    private void Next(int* position)
    {
        for (int axis = axes.Length - 2; axis >= 0; axis--)
        {
            if (++position[axis] < axes[axis].Extent)
                return;
            position[axis] = 0;
        }
    }

    // All windows that reach the row, by their position and by that of the row in them.
    private void AddWindows(T* input, int* position, int axis, T* sums)
    {
        if (axis == axes.Length - 1)
        {
            if (last.Size > 1 && last.Stride >= last.Size && last.Dilation == 1)
                AddApart(input, sums);
            else
                for (int k = 0; k < last.Size; k++)
                    AddRun(input + k * last.SizeStride, sums + k * last.Dilation);
            return;
        }
        var along = axes[axis];
        if (along.Size == 1 && along.Stride == 1)
        {
            if (position[axis] < along.Count)
                AddWindows(input + position[axis] * along.CountStride, position, axis + 1, sums);
            return;
        }
        for (int k = 0; k < along.Size; k++)
        {
            var (window, between) = Math.DivRem(position[axis] - k * along.Dilation, along.Stride);
            if (between == 0 && window >= 0 && window < along.Count)
                AddWindows(input + k * along.SizeStride + window * along.CountStride, position, axis + 1, sums);
        }
    }

    // Windows that do not meet: one after the other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddApart(T* input, T* sums)
    {
        int count = last.Count, size = last.Size, stride = last.Stride;
        long apart = last.CountStride, inside = last.SizeStride;
        if (size == 2)
            for (int i = 0; i < count; i++, input += apart, sums += stride)
                (sums[0], sums[1]) = (sums[0] + input[0], sums[1] + input[inside]);
        else
            for (int i = 0; i < count; i++, input += apart, sums += stride)
                for (int k = 0; k < size; k++)
                    sums[k] += input[k * inside];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRun(T* input, T* sums)
    {
        int count = last.Count, i = 0;
        long from = last.CountStride;
        int to = last.Stride;
        if (from == 1 && to == 1)
            for (; i + Vector<T>.Count <= count; i += Vector<T>.Count)
                (Vector.Load(sums + i) + Vector.Load(input + i)).Store(sums + i);
        for (; i < count; i++)
            sums[(long)i * to] += input[i * from];
    }
}
