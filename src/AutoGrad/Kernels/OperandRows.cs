namespace AutoGrad.Kernels;

/// <summary>An input of an element-wise expression: how it lies in memory, under the shape of the result.</summary>
/// <param name="Strides">How far apart its elements are along each axis; 0 where one is repeated.</param>
/// <param name="Offset">Where its first element stands.</param>
/// <param name="IsTruth">Whether it is a condition, a byte an element.</param>
internal readonly record struct ElementOperand(long[] Strides, long Offset, bool IsTruth);

/// <summary>How the loop over a row finds an operand.</summary>
internal enum OperandReading
{
    /// <summary>Its elements follow one another.</summary>
    Consecutive,

    /// <summary>It is one element for the whole row.</summary>
    Spread,

    /// <summary>Its elements are collected in a block first.</summary>
    Collected,

    /// <summary>As <see cref="Collected"/>, but one block holds for all: it is a whole number of repetitions.</summary>
    Repeated,
}

/// <summary>
/// How the inputs of an element-wise expression are read together: row by row of results, where axes that no input tells apart are one. What is
/// repeated along a row, or follows one another in it, is read where it lies. Rows too short to be worth a loop are taken as one that is long.
/// </summary>
internal sealed class OperandRows
{
    private const int ShortestRow = 32;

    private OperandRows(ElementOperand[] operands, List<(long Extent, long[] Strides)> axes)
    {
        Size = axes.Aggregate(1L, static (size, axis) => size * axis.Extent);
        InnerExtent = axes[^1].Extent;
        var outer = axes.Count > 1 && InnerExtent >= ShortestRow ? axes[..^1] : [];
        RowLength = axes.Count > 1 && outer.Count == 0 ? Size : InnerExtent;
        OuterExtents = [.. outer.Select(axis => axis.Extent)];
        OuterStrides = [.. outer.Select(axis => axis.Strides)];
        Readings = [.. operands.Select((operand, input) => operand.IsTruth ? OperandReading.Collected
            : axes.Count == 1 || outer.Count > 0 ? Along(axes[^1].Strides[input])
            : AlongAll([.. axes.Select(axis => (axis.Extent, axis.Strides[input]))]))];
    }

    /// <summary>The number of results.</summary>
    public long Size { get; }

    /// <summary>The results of a row.</summary>
    public long RowLength { get; }

    /// <summary>The extent of the innermost axis: what repeats itself does so after as many results.</summary>
    public long InnerExtent { get; }

    /// <summary>The extents of the axes along which the rows are counted.</summary>
    public long[] OuterExtents { get; }

    /// <summary>For each of those the strides of all inputs.</summary>
    public long[][] OuterStrides { get; }

    /// <summary>How each input is found.</summary>
    public OperandReading[] Readings { get; }

    /// <summary>The rows of results of this shape.</summary>
    public static OperandRows Of(ReadOnlySpan<int> shape, ElementOperand[] operands)
    {
        var axes = new List<(long Extent, long[] Strides)>();
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] == 1)
                continue;
            var strides = new long[operands.Length];
            bool joins = axes.Count > 0;
            for (int input = 0; input < strides.Length; input++)
            {
                strides[input] = operands[input].Strides[axis];
                joins &= axes.Count > 0 && axes[^1].Strides[input] == strides[input] * shape[axis];
            }
            if (joins)
                axes[^1] = (axes[^1].Extent * shape[axis], strides);
            else
                axes.Add((shape[axis], strides));
        }
        if (axes.Count == 0)
            axes.Add((1, [.. operands.Select(static _ => 1L)]));
        return new(operands, axes);
    }

    private static OperandReading Along(long stride) =>
        stride == 1 ? OperandReading.Consecutive : stride == 0 ? OperandReading.Spread : OperandReading.Collected;

    private static OperandReading AlongAll((long Extent, long Stride)[] axes)
    {
        long consecutive = 1;
        bool isConsecutive = true;
        for (int axis = axes.Length - 1; axis >= 0; axis--)
        {
            isConsecutive &= axes[axis].Stride == consecutive;
            consecutive *= axes[axis].Extent;
        }
        return isConsecutive ? OperandReading.Consecutive
            : axes[..^1].Any(static axis => axis.Stride != 0) ? OperandReading.Collected
            : axes[^1].Stride == 0 ? OperandReading.Spread
            : OperandReading.Repeated;
    }
}
