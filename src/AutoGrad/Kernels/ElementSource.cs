using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// An element-wise expression as numbers that can be computed range by range: for a kernel that stores them, or for one that only needs them for
/// something else. What an element is depends on nothing but itself.
/// </summary>
internal sealed unsafe class ElementSource<T>
    where T : unmanaged, INumber<T>
{
    private const int LongestTile = 1024, ShortestTile = 64, CacheBytes = 24 << 10, Alignment = 64;

    private readonly OperandRows rows;
    private readonly TileFunction function;
    private readonly TileInput[] inputs;
    private readonly int[] buffers;
    private readonly int tile, bufferCount;

    /// <param name="rows">How the inputs are read together.</param>
    /// <param name="inputs">How each of them lies.</param>
    /// <param name="function">Computes the elements of a row; takes inputs that are <see cref="OperandRows.Spread"/> as one element.</param>
    public ElementSource(OperandRows rows, TileInput[] inputs, TileFunction function)
    {
        (this.rows, this.inputs, this.function) = (rows, inputs, function);
        buffers = new int[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
            buffers[i] = IsCollected(i) ? bufferCount++ : -1;
        int fitting = CacheBytes / (Math.Max(1, bufferCount) * sizeof(T));
        tile = Math.Clamp(1 << BitOperations.Log2((uint)Math.Max(1, fitting)), ShortestTile, LongestTile);
        if (tile > rows.InnerExtent && rows.InnerExtent > 0)
            tile -= tile % (int)rows.InnerExtent;
    }

    /// <summary>The number of elements.</summary>
    public long Size => rows.Size;

    /// <summary>Computes the elements from <paramref name="start"/> on.</summary>
    [SkipLocalsInit]
    public void Compute(in KernelArguments arguments, long start, long count, T* destination)
    {
        byte* memory = stackalloc byte[bufferCount * tile * sizeof(T) + Alignment];
        memory += Alignment - (nint)memory % Alignment;
        int outer = rows.OuterExtents.Length;
        long* position = stackalloc long[outer + 1];
        T** first = stackalloc T*[inputs.Length + 1];
        nint* addresses = stackalloc nint[inputs.Length + 1];

        var (row, inner) = Math.DivRem(start, rows.RowLength);
        for (int i = 0; i < inputs.Length; i++)
            first[i] = arguments.Input<T>(i) + inputs[i].Layout.Offset;
        for (int axis = outer - 1; axis >= 0; axis--)
        {
            (row, position[axis]) = Math.DivRem(row, rows.OuterExtents[axis]);
            for (int i = 0; i < inputs.Length; i++)
                first[i] += position[axis] * rows.OuterStrides[axis][i];
        }

        bool isFirst = true;
        while (count > 0)
        {
            long run = Math.Min(rows.RowLength - inner, count);
            if (bufferCount > 0)
                run = Math.Min(run, tile);
            for (int i = 0; i < inputs.Length; i++)
                addresses[i] = rows.Readings[i] switch
                {
                    OperandReading.Consecutive => (nint)(first[i] + inner),
                    OperandReading.Spread => (nint)first[i],
                    OperandReading.Repeated when !isFirst => addresses[i],
                    _ => inputs[i].Read(arguments.Input<byte>(i), start, (int)run, (T*)memory + buffers[i] * tile),
                };
            function.Run(addresses, (nint)destination, (nint)run);
            isFirst = false;
            destination += run;
            start += run;
            count -= run;
            inner += run;
            if (inner == rows.RowLength && count > 0)
            {
                inner = 0;
                NextRow(position, first);
            }
        }
    }

    private bool IsCollected(int input) => rows.Readings[input] is OperandReading.Collected or OperandReading.Repeated;

    private void NextRow(long* position, T** first)
    {
        for (int axis = rows.OuterExtents.Length - 1; axis >= 0; axis--)
        {
            long[] strides = rows.OuterStrides[axis];
            bool isLast = ++position[axis] == rows.OuterExtents[axis];
            long step = isLast ? 1 - rows.OuterExtents[axis] : 1;
            for (int i = 0; i < strides.Length; i++)
                first[i] += step * strides[i];
            if (!isLast)
                return;
            position[axis] = 0;
        }
    }
}
