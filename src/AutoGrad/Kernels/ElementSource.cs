using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>A loop over a block: a function, the slots that it reads and those that it writes.</summary>
internal sealed record ElementStage(TileFunction Function, int[] Operands, int[] Results);

/// <summary>
/// An element-wise expression as numbers that can be computed range by range: for a kernel that stores them, or for one that only needs them for
/// something else. What an element is depends on nothing but itself.
/// </summary>
internal sealed unsafe class ElementSource<T>
    where T : unmanaged, INumber<T>
{
    private const int LongestTile = 1024, ShortestTile = 64, CacheBytes = 24 << 10, Alignment = 64;

    private readonly OperandRows rows;
    private readonly ElementStage[] stages;
    private readonly TileInput[] inputs;
    private readonly int[] buffers;
    private readonly int tile, bufferCount, results, temporaries;

    /// <param name="rows">How the inputs are read together.</param>
    /// <param name="inputs">How each of them lies.</param>
    /// <param name="results">The number of results.</param>
    /// <param name="temporaries">The number of blocks between stages.</param>
    /// <param name="stages">
    /// Compute the elements of a row, one after the other; they take inputs that are <see cref="OperandReading.Spread"/> as one element. The slots are
    /// numbered: the inputs, the results, the temporaries.
    /// </param>
    public ElementSource(OperandRows rows, TileInput[] inputs, int results, int temporaries, ElementStage[] stages)
    {
        (this.rows, this.inputs, this.results, this.temporaries, this.stages) = (rows, inputs, results, temporaries, stages);
        buffers = new int[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
            buffers[i] = IsCollected(i) ? bufferCount++ : -1;
        bufferCount += temporaries;
        int fitting = CacheBytes / (Math.Max(1, bufferCount) * sizeof(T));
        tile = Math.Clamp(1 << BitOperations.Log2((uint)Math.Max(1, fitting)), ShortestTile, LongestTile);
        if (tile > rows.InnerExtent && rows.InnerExtent > 0)
            tile -= tile % (int)rows.InnerExtent;
    }

    /// <summary>The number of elements.</summary>
    public long Size => rows.Size;

    /// <summary>Computes the elements from <paramref name="start"/> on, each result to a place of its own, and moves the places on behind them.</summary>
    [SkipLocalsInit]
    public void Compute(in KernelArguments arguments, long start, long count, nint* places)
    {
        byte* memory = stackalloc byte[bufferCount * tile * sizeof(T) + Alignment];
        memory += Alignment - (nint)memory % Alignment;
        int outer = rows.OuterExtents.Length;
        long* position = stackalloc long[outer + 1];
        T** first = stackalloc T*[inputs.Length + 1];
        nint* slots = stackalloc nint[inputs.Length + results + temporaries];
        for (int i = 0; i < temporaries; i++)
            slots[inputs.Length + results + i] = (nint)((T*)memory + (bufferCount - temporaries + i) * tile);

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
                slots[i] = rows.Readings[i] switch
                {
                    OperandReading.Consecutive => (nint)(first[i] + inner),
                    OperandReading.Spread => (nint)first[i],
                    OperandReading.Repeated when !isFirst => slots[i],
                    _ => inputs[i].Read(arguments.Input<byte>(i), start, (int)run, (T*)memory + buffers[i] * tile),
                };
            for (int i = 0; i < results; i++)
                slots[inputs.Length + i] = places[i];
            Run(slots, (nint)run);
            isFirst = false;
            for (int i = 0; i < results; i++)
                places[i] += (nint)(run * sizeof(T));
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

    private void Run(nint* slots, nint count)
    {
        nint* addresses = stackalloc nint[inputs.Length + results + temporaries], places = stackalloc nint[results + temporaries];
        foreach (var stage in stages)
        {
            for (int i = 0; i < stage.Operands.Length; i++)
                addresses[i] = slots[stage.Operands[i]];
            for (int i = 0; i < stage.Results.Length; i++)
                places[i] = slots[stage.Results[i]];
            stage.Function.Run(addresses, places, count);
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
