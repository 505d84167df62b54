using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Makes the kernel of a node, given how its inputs lie in memory.</summary>
internal delegate NodeKernel CreateKernel(Node node, TensorView[] inputs);

/// <summary>How an operation is run.</summary>
/// <param name="Create">Makes its kernel.</param>
/// <param name="ReadsStrided">Whether the kernel reads the inputs as they lie; otherwise they are consecutive.</param>
/// <param name="ReadsParts">Whether it also reads axes that lie in several parts, so that the views it is given may have more axes than the inputs.</param>
internal sealed record KernelFactory(CreateKernel Create, Func<Node, TensorView[], bool>? ReadsStrided = null, bool ReadsParts = false);

/// <summary>What runs for each operation: one line an operation. To add an operation is to add its file, its kernel and its line here.</summary>
internal static class KernelTable
{
    private static readonly Dictionary<Type, KernelFactory> Factories = new()
    {
        [typeof(Elementwise)] = new(ElementKernels.Create, Always),
        [typeof(ElementGroup)] = new(ElementKernels.Create, Always),
        [typeof(FunctionCall)] = new((node, _) => FunctionKernels.Create(node)),
        [typeof(RowCall)] = new((node, _) => FunctionKernels.Create(node)),
        [typeof(MatMul)] = new(ProductKernels.Create, Always, ReadsParts: true),
        [typeof(Reduce)] = new(ReductionKernels.Create, ReductionKernels.ReadsStrided),
        [typeof(ReducedElements)] = new(ReductionKernels.CreateOfElements, Always),
        [typeof(Cast)] = new((node, inputs) => CastKernel.Create(inputs[0].ElementType, node.ElementType, node.Shape.Size)),
        [typeof(Pad)] = new(LayoutKernels.Pad, Always),
        [typeof(Fold)] = new(LayoutKernels.Fold, Always),
        [typeof(Concatenation)] = new(LayoutKernels.Concatenate, Always),
        [typeof(GatherRows)] = new(IndexingKernels.Gather),
        [typeof(ScatterRows)] = new(IndexingKernels.Scatter),
        [typeof(GatherElements)] = new(IndexingKernels.GatherElements),
        [typeof(ScatterElements)] = new(IndexingKernels.ScatterElements),
        [typeof(LastPosition)] = new(IndexingKernels.LastPosition),
        [typeof(Bounded)] = new(IndexingKernels.Bounded),
        [typeof(WindowArgMax)] = new(IndexingKernels.WindowArgMax),
        [typeof(ArgExtreme)] = new(OrderingKernels.ArgExtreme),
        [typeof(ArgSort)] = new(OrderingKernels.ArgSort),
        [typeof(CumulativeSum)] = new(OrderingKernels.CumulativeSum),
        [typeof(RandomUniform)] = new((node, _) => node.ElementType == ElementType.Float64
            ? new RandomUniformKernel<double>(((RandomUniform)node.Operation).Number, node.Shape.Size)
            : new RandomUniformKernel<float>(((RandomUniform)node.Operation).Number, node.Shape.Size)),
    };

    // What moves nothing: the input seen otherwise. Null where it has to be copied first.
    private static readonly Dictionary<Type, Func<Node, TensorView, TensorView?>> Views = new()
    {
        [typeof(StopGradient)] = (_, input) => input,
        [typeof(Reshape)] = (node, input) => input.Reshape(node.Shape),
        [typeof(BroadcastTo)] = (node, input) => input.BroadcastTo(node.Shape),
        [typeof(Permute)] = (node, input) => input.Permute(((Permute)node.Operation).Order),
        [typeof(Windows)] = (node, input) => input.Windows(((Windows)node.Operation).Grid, node.Shape),
        [typeof(SliceBox)] = (node, input) => input.Slice(((SliceBox)node.Operation).Box),
    };

    /// <summary>The operations that have a kernel.</summary>
    public static IReadOnlyCollection<Type> Operations => Factories.Keys;

    private static bool Always(Node node, TensorView[] inputs) => true;

    /// <summary>How a node's operation sees its input; null where it is no view.</summary>
    public static Func<Node, TensorView, TensorView?>? View(Operation operation) => Views.GetValueOrDefault(operation.GetType());

    /// <summary>How a node's operation is run.</summary>
    /// <exception cref="NotSupportedException">The operation has no line.</exception>
    public static KernelFactory Factory(Operation operation) => Factories.TryGetValue(operation.GetType(), out var factory)
        ? factory
        : throw new NotSupportedException($"The operation '{operation.Name}' has no kernel: it needs a line in {nameof(KernelTable)}.");
}
