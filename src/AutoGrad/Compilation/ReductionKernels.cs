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
        return Create((Reduce)node.Operation, inputs[0].Shape, inputs[0].ElementType);
    }

    /// <summary>The kernel of a reduction of an element-wise expression.</summary>
    public static NodeKernel CreateOfElements(Node node, TensorView[] inputs)
    {
        var (reduce, body) = (ReducedElements)node.Operation;
        var shape = ReducedElements.ShapeOf(node);
        return node.ElementType == ElementType.Float64
            ? Create(reduce, shape, node.ElementType, doubles: ElementKernels.Source<double>(new(body), shape, inputs))
            : Create(reduce, shape, node.ElementType, singles: ElementKernels.Source<float>(new(body), shape, inputs));
    }

    private static NodeKernel Create(Reduce reduce, Shape shape, ElementType type, ElementSource<float>? singles = null, ElementSource<double>? doubles = null)
    {
        var axes = shape.AsSpan();
        bool[] isReduced = [.. Enumerable.Range(0, shape.Rank).Select(axis => reduce.Axes.Contains(axis))];
        double mean = 1.0 / reduce.Axes.Aggregate(1L, (product, axis) => product * shape[axis]);
        return (reduce.Kind, type) switch
        {
            (ReductionKind.Sum, ElementType.Float32) => ReductionKernel.Single<SumReduction>(axes, isReduced, 1, singles),
            (ReductionKind.Sum, ElementType.Float64) => ReductionKernel.Double<SumReduction>(axes, isReduced, 1, doubles),
            (ReductionKind.Mean, ElementType.Float32) => ReductionKernel.Single<SumReduction>(axes, isReduced, mean, singles),
            (ReductionKind.Mean, ElementType.Float64) => ReductionKernel.Double<SumReduction>(axes, isReduced, mean, doubles),
            (ReductionKind.Max, ElementType.Float32) => ReductionKernel.Single<MaxReduction>(axes, isReduced, 1, singles),
            (ReductionKind.Max, ElementType.Float64) => ReductionKernel.Double<MaxReduction>(axes, isReduced, 1, doubles),
            (ReductionKind.Min, ElementType.Float32) => ReductionKernel.Single<MinReduction>(axes, isReduced, 1, singles),
            (ReductionKind.Min, ElementType.Float64) => ReductionKernel.Double<MinReduction>(axes, isReduced, 1, doubles),
            (ReductionKind.Sum, _) => Integers<IntegerSum>(type, shape, isReduced),
            (ReductionKind.Max, _) => Integers<IntegerMax>(type, shape, isReduced),
            (ReductionKind.Min, _) => Integers<IntegerMin>(type, shape, isReduced),
            _ => throw new NotSupportedException($"{reduce.Kind} of {type.Text} has no kernel."),
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
