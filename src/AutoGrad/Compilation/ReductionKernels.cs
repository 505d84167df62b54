using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>The kernels of reductions.</summary>
internal static class ReductionKernels
{
    // Sums of few numbers are made where these lie, in order; more are copied first, and summed in blocks.
    private const int FewNumbers = 64;

    /// <summary>Whether the numbers are read as they lie: where otherwise they would be copied first, to make small sums over the last axes.</summary>
    public static bool ReadsStrided(Node node, TensorView[] inputs) =>
        node.Operation is Reduce { Kind: ReductionKind.Sum or ReductionKind.Mean, Axes: var axes }
        && node.ElementType.IsFloatingPoint && !inputs[0].IsContiguous
        && axes.Rank < inputs[0].Shape.Rank && axes[0] == inputs[0].Shape.Rank - axes.Rank
        && Shape.Create(inputs[0].Shape.AsSpan()[^axes.Rank..]).Size is > 0 and <= FewNumbers;

    public static NodeKernel Create(Node node, TensorView[] inputs)
    {
        if (ReadsStrided(node, inputs))
            return node.ElementType == ElementType.Float64 ? StridedSum<double>(node, inputs[0]) : StridedSum<float>(node, inputs[0]);
        var reduce = (Reduce)node.Operation;
        var shape = inputs[0].Shape;
        bool[] isReduced = [.. Enumerable.Range(0, shape.Rank).Select(axis => reduce.Axes.Contains(axis))];
        long reduced = reduce.Axes.Aggregate(1L, (product, axis) => product * shape[axis]);
        return (reduce.Kind, inputs[0].ElementType) switch
        {
            (ReductionKind.Sum, ElementType.Float32) => ReductionKernel.Single<SumReduction>(shape.AsSpan(), isReduced),
            (ReductionKind.Sum, ElementType.Float64) => ReductionKernel.Double<SumReduction>(shape.AsSpan(), isReduced),
            (ReductionKind.Mean, ElementType.Float32) => ReductionKernel.Single<SumReduction>(shape.AsSpan(), isReduced, 1.0 / reduced),
            (ReductionKind.Mean, ElementType.Float64) => ReductionKernel.Double<SumReduction>(shape.AsSpan(), isReduced, 1.0 / reduced),
            (ReductionKind.Max, ElementType.Float32) => ReductionKernel.Single<MaxReduction>(shape.AsSpan(), isReduced),
            (ReductionKind.Max, ElementType.Float64) => ReductionKernel.Double<MaxReduction>(shape.AsSpan(), isReduced),
            (ReductionKind.Min, ElementType.Float32) => ReductionKernel.Single<MinReduction>(shape.AsSpan(), isReduced),
            (ReductionKind.Min, ElementType.Float64) => ReductionKernel.Double<MinReduction>(shape.AsSpan(), isReduced),
            (ReductionKind.Sum, var type) => Integers<IntegerSum>(type, shape, isReduced),
            (ReductionKind.Max, var type) => Integers<IntegerMax>(type, shape, isReduced),
            (ReductionKind.Min, var type) => Integers<IntegerMin>(type, shape, isReduced),
            _ => throw new NotSupportedException($"{reduce.Kind} of {inputs[0].ElementType.Text} has no kernel."),
        };
    }

    private static StridedSumKernel<T> StridedSum<T>(Node node, TensorView input)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var reduce = (Reduce)node.Operation;
        int kept = input.Shape.Rank - reduce.Axes.Rank;
        long[] offsets = [0];
        for (int axis = kept; axis < input.Shape.Rank; axis++)
            offsets = [.. offsets.SelectMany(offset => Enumerable.Range(0, input.Shape[axis]).Select(i => offset + i * input.Strides[axis]))];
        return new(
            input.Shape.AsSpan()[..kept].ToArray(), input.Strides[..kept], input.Offset, offsets, reduce.Kind == ReductionKind.Mean ? 1.0 / offsets.Length : 1);
    }

    private static NodeKernel Integers<R>(ElementType type, Shape shape, bool[] isReduced)
        where R : struct, IIntegerReduction
    {
        var layout = ReductionLayout.Of(shape.AsSpan(), isReduced);
        return type == ElementType.Int64 ? new IntegerReductionKernel<R, long>(layout) : new IntegerReductionKernel<R, int>(layout);
    }
}
