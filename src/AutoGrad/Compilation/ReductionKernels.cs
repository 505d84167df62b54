using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>The kernels of reductions.</summary>
internal static class ReductionKernels
{
    public static NodeKernel Create(Node node, TensorView[] inputs)
    {
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

    private static NodeKernel Integers<R>(ElementType type, Shape shape, bool[] isReduced)
        where R : struct, IIntegerReduction
    {
        var layout = ReductionLayout.Of(shape.AsSpan(), isReduced);
        return type == ElementType.Int64 ? new IntegerReductionKernel<R, long>(layout) : new IntegerReductionKernel<R, int>(layout);
    }
}
